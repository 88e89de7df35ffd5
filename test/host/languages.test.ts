import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { JsonObject } from '../../src/base/json.ts';
import { createPathPort } from '../../src/host/access/createPathPort.ts';
import { createFilesPort } from '../../src/host/files/workspaceFiles.ts';
import { createDiagnosis, type Diagnosis } from '../../src/host/languages/diagnosis.ts';
import { diagnosticOf } from '../../src/host/scm/findingWords.ts';
import { createLanguagePort } from '../../src/host/languages/createLanguagePort.ts';
import { createProblemsPort } from '../../src/host/languages/createProblemsPort.ts';
import { applyCodeAction } from '../../src/tools/applyCodeAction.ts';
import { callHierarchy } from '../../src/tools/callHierarchy.ts';
import { codeActions } from '../../src/tools/codeActions.ts';
import { findReferences } from '../../src/tools/findReferences.ts';
import { findSymbols } from '../../src/tools/findSymbols.ts';
import { formatDocument } from '../../src/tools/formatDocument.ts';
import { getDiagnostics } from '../../src/tools/getDiagnostics.ts';
import { goToDefinition } from '../../src/tools/goToDefinition.ts';
import { withProblemNews } from '../../src/tools/problemsAfter.ts';
import type { ProblemsPort } from '../../src/tools/problemsPort.ts';
import { renameSymbol } from '../../src/tools/renameSymbol.ts';
import type { Tool, ToolContext, ToolOutput } from '../../src/tools/tool.ts';
import { createInMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { until } from '../support/until.ts';
import { edits, folderToEditIn, openIn, update } from './editing.ts';
import { type } from './testFolder.ts';

const MONEY = [
  'export function toCents(amount: number): number {',
  '  return Math.round(amount * 100);',
  '}',
  '',
].join('\r\n');
const BASKET = `import { toCents } from './money';

/** toCents in a comment stays. */
export function total(prices: number[]): number {
  return prices.map(toCents).reduce((sum, price) => sum + price, 0);
}

export const shipping = toCents(5);
`;

const FOUND = {
  finding: {
    path: 'reviewed.txt',
    startLine: 1,
    severity: 'warning',
    title: 'No',
    explanation: '',
    original: 'one',
    hasFix: false,
    replacement: '',
  },
  place: { from: 0, to: 1, isLoose: false },
} as const;

/** VS Code's own TypeScript server, as it comes with VS Code, behind the tools of the model. */
describe('the language tools with the TypeScript server', () => {
  const at = folderToEditIn();
  let diagnosis: Diagnosis;
  let problems: ProblemsPort;
  before(() => {
    // Not before: it would learn from what other tests report.
    diagnosis = createDiagnosis();
    problems = createProblemsPort(diagnosis);
  });
  after(() => {
    diagnosis.dispose();
  });

  const context = (overrides: Partial<ToolContext> = {}): ToolContext =>
    createInMemoryWorkspace().context({
      paths: createPathPort(),
      files: createFilesPort(),
      edits,
      languages: createLanguagePort(diagnosis),
      problems,
      ...overrides,
    });
  const run = async (tool: Tool, input: JsonObject): Promise<ToolOutput> => {
    const call = tool.accept(input);
    assert.notEqual(call.kind, 'refused', JSON.stringify(call));
    if (call.kind === 'refused') throw new Error(call.reason);
    if (call.kind === 'read') return call.run(context());
    const proposal = await call.prepare(context());
    return call.perform(proposal, context());
  };
  const here = (file: string): string => `${at.name}/${file}`;

  beforeEach(async () => {
    await at.write(
      'tsconfig.json',
      '{ "compilerOptions": { "strict": true, "target": "es2022" } }\n',
    );
    await at.write('money.ts', MONEY);
    await at.write('basket.ts', BASKET);
  });

  it('tells the outline of a file, with unsaved text in it', async () => {
    await openIn(at, 'money.ts');
    await type(at.uri('money.ts'), 'export class Purse { coins = 0; }\r\n');
    const { content, sources } = await run(findSymbols, { path: here('money.ts') });
    assert.equal(
      content,
      `${here('money.ts')}\n1\tclass Purse\n1\tproperty coins in Purse\n2\tfunction toCents`,
    );
    assert.deepEqual(sources, [{ origin: 'workspace', name: here('money.ts') }]);
  });

  it('finds symbols of the workspace by name', async () => {
    await run(findSymbols, { path: here('basket.ts') });
    await until('the server has the project', async () =>
      (await run(findSymbols, { query: 'toCents' })).content.includes(here('money.ts')),
    );
    const { content } = await run(findSymbols, { query: 'toCents' });
    assert.match(content, /^1\tfunction toCents/m);
  });

  it('goes from a use to the definition in another file, and to one outside by place alone', async () => {
    const { content } = await run(goToDefinition, {
      path: here('basket.ts'),
      line: 8,
      symbol: 'toCents',
    });
    assert.equal(
      content,
      `${here('money.ts')}\n1\texport function toCents(amount: number): number {`,
    );
    const outside = await run(goToDefinition, {
      path: here('money.ts'),
      line: 2,
      symbol: 'round',
    });
    assert.match(outside.content, /^\/.*lib\..*d\.ts:\d+ \(outside of the workspace; its text/);
    assert.doesNotMatch(outside.content, /round\(/);
  });

  it('finds the uses in all files, and no comment of the same word', async () => {
    const uses = async (): Promise<string> => {
      const input = { path: here('money.ts'), line: 1, symbol: 'toCents' };
      return (await run(findReferences, input)).content;
    };
    // Until then it knows of uses in the files that it was shown.
    await until('the server has the project', async () =>
      (await uses()).includes(here('basket.ts')),
    );
    const content = await uses();
    assert.match(content, new RegExp(`${here('basket.ts')}\n1\t.*\n5\t.*\n8\t`));
    assert.doesNotMatch(content, /comment/);
  });

  it('tells who calls a function and what it calls', async () => {
    const into = await run(callHierarchy, {
      path: here('money.ts'),
      line: 1,
      symbol: 'toCents',
      direction: 'incoming',
    });
    assert.match(into.content, new RegExp(`${here('basket.ts')}.*lines 8`));
    const from = await run(callHierarchy, {
      path: here('money.ts'),
      line: 1,
      symbol: 'toCents',
      direction: 'outgoing',
    });
    assert.match(from.content, /outside of the workspace.*; called in .*money\.ts, lines 2$/);
  });

  it('renames in two files through the transaction, exactly, and keeps the line endings of each', async () => {
    await until('the server has the project', async () =>
      (
        await run(findReferences, { path: here('money.ts'), line: 1, symbol: 'toCents' })
      ).content.includes(here('basket.ts')),
    );
    const { content, failed } = await run(renameSymbol, {
      path: here('money.ts'),
      line: 1,
      symbol: 'toCents',
      newName: 'inCents',
    });
    assert.equal(failed, false, content);
    assert.equal(await at.text('money.ts'), MONEY.replace('toCents', 'inCents'));
    assert.equal(
      await at.text('basket.ts'),
      BASKET.replaceAll('toCents', 'inCents').replace('/** inCents', '/** toCents'),
    );
  });

  it('S17 refuses what the server will not rename, in its words', async () => {
    await assert.rejects(
      run(renameSymbol, { path: here('money.ts'), line: 2, symbol: 'round', newName: 'x' }),
      /The language server refused: .*(rename|library)/i,
    );
  });

  it('organizes imports and adds a missing one by the actions of the server', async () => {
    await at.write(
      'use.ts',
      "import { total, shipping } from './basket';\r\nexport const cents = toCents(shipping);\r\n",
    );
    let listed = '';
    await until('the fix is offered', async () => {
      const path = here('use.ts');
      ({ content: listed } = await run(codeActions, { path, startLine: 2 }));
      return /^quickfix\tAdd import from ".\/money"$/m.test(listed);
    });
    assert.doesNotMatch(listed, /Plumb/);
    await run(applyCodeAction, {
      path: here('use.ts'),
      startLine: 2,
      action: 'Add import from "./money"',
    });
    assert.match(await at.text('use.ts'), /import \{ toCents \} from '\.\/money';\r\n/);
    await run(applyCodeAction, { path: here('use.ts'), action: 'Organize Imports' });
    assert.equal(
      await at.text('use.ts'),
      "import { shipping } from './basket';\r\nimport { toCents } from './money';\r\nexport const cents = toCents(shipping);\r\n",
    );
  });

  it('formats with the indentation that the file has', async () => {
    await at.write('ugly.ts', 'export function f( ) {\n  if(true){\n  return 1\n  }\n}\n');
    await run(formatDocument, { path: here('ugly.ts') });
    assert.equal(
      await at.text('ugly.ts'),
      'export function f() {\n  if (true) {\n    return 1\n  }\n}\n',
    );
    await assert.rejects(run(formatDocument, { path: here('ugly.ts') }), /formatted already/);
  });

  const wrong = 'export const old: string = 1;\n';

  it('tells the problems of a file that was not open', async () => {
    await at.write('broken.ts', wrong);
    const first = await run(getDiagnostics, { paths: [here('broken.ts')] });
    assert.match(
      first.content,
      /broken\.ts\n1:14\terror ts\(2322\)\tType 'number' is not assignable to type 'string'\.$/,
    );
    assert.deepEqual(first.sources, [
      { origin: 'workspace', name: `problems of ${here('broken.ts')}` },
    ]);
  });

  it('tells what an edit broke and mended', async () => {
    // A file that nobody looked at before: what is known of it then is the server's word on its text.
    await at.write('edited.ts', wrong);
    await openIn(at, 'edited.ts');
    await until(
      'the server has looked at it',
      () => vscode.languages.getDiagnostics(vscode.Uri.parse(at.at('edited.ts').uri)).length > 0,
    );
    await run(getDiagnostics, { paths: [here('edited.ts')] });
    const change = await update(
      at,
      'edited.ts',
      'export',
      '\nexport const late = nowhere;\nexport',
    );
    const broke = await withProblemNews(context(), [at.at('edited.ts')], () =>
      edits.apply([change], new AbortController().signal),
    );
    // Other tabs may have news too.
    assert.equal(broke.news.lines[0], 'New problems since this change:');
    const told = broke.news.lines.indexOf(here('edited.ts'));
    assert.equal(broke.news.lines[told + 1], "2:21\terror ts(2304)\tCannot find name 'nowhere'.");
    const delta = await run(getDiagnostics, { since: 'last edit' });
    assert.match(delta.content, /edited\.ts\n2:21\terror/);

    const mend = await update(at, 'edited.ts', ': string', '');
    const mended = await withProblemNews(context(), [at.at('edited.ts')], () =>
      edits.apply([mend], new AbortController().signal),
    );
    assert.match(mended.news.lines.at(-1) ?? '', /^These problems are gone: \d+$/);
    assert.ok(!mended.news.lines.includes(here('edited.ts')), mended.news.lines.join('\n'));
  });

  it('leaves the tabs as they were after it has looked at a file', async () => {
    const shown = await openIn(at, 'basket.ts');
    const titles = (): string[] =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    const active: (string | undefined)[] = [];
    const watching = vscode.window.onDidChangeActiveTextEditor(editor => {
      active.push(editor?.document.uri.path);
    });
    await run(getDiagnostics, { paths: [here('money.ts'), here('basket.ts')] });
    watching.dispose();
    await until('the tab is gone', () => titles().join() === 'basket.ts');
    assert.deepEqual(active, []);
    assert.equal(vscode.window.activeTextEditor?.document, shown);
  });

  it('tells what an edit broke in another file that is open', async () => {
    await openIn(at, 'basket.ts');
    await openIn(at, 'money.ts');
    const { result, news } = await withProblemNews(context(), [at.at('money.ts')], async () =>
      edits.apply(
        [await update(at, 'money.ts', 'amount: number', 'amount: string')],
        new AbortController().signal,
      ),
    );
    assert.equal(result.applied, true);
    assert.ok(news.lines.includes(here('money.ts')), news.lines.join('\n'));
  });

  it('waits for nobody where no server is: an edit of plain text costs nothing', async () => {
    await at.write('notes.txt', 'one\n');
    const began = performance.now();
    const { hasServers } = await problems.look([at.at('notes.txt')], new AbortController().signal);
    assert.equal(hasServers, false);
    assert.ok(performance.now() - began < 500, `${performance.now() - began} ms`);
  });

  it('takes no finding of a review of ours for the word of a server', async () => {
    await at.write('reviewed.txt', 'one\n');
    await openIn(at, 'reviewed.txt');
    const reported = vscode.languages.createDiagnosticCollection('review');
    const set = async (problems: readonly vscode.Diagnostic[]): Promise<void> => {
      const told = new Promise<void>(resolve => {
        const listening = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
          if (!uris.some(uri => uri.path.endsWith('/reviewed.txt'))) return;
          listening.dispose();
          resolve();
        });
      });
      reported.set(at.uri('reviewed.txt'), problems);
      await told;
    };
    await set([diagnosticOf(FOUND)]);
    await set([]);
    await set([]);
    const { hasServers } = await problems.look(
      [at.at('reviewed.txt')],
      new AbortController().signal,
    );
    reported.dispose();
    assert.equal(hasServers, false);
  });

  it('gives up waiting when it is stopped', async () => {
    await at.write('later.ts', 'export const a = 1;\n');
    const stop = new AbortController();
    const settled = problems.look([at.at('later.ts')], stop.signal);
    stop.abort();
    await assert.rejects(settled, { name: 'AbortError' });
  });

  it('refuses an action that only runs a command, or creates files, by what it does', async () => {
    const selector = { scheme: 'file', pattern: '**/stranger.txt' };
    const stranger = vscode.languages.registerCodeActionsProvider(selector, {
      provideCodeActions: document => {
        const runs = new vscode.CodeAction('Run it', vscode.CodeActionKind.QuickFix);
        runs.command = { command: 'workbench.action.files.save', title: 'x' };
        const creates = new vscode.CodeAction('Split it', vscode.CodeActionKind.QuickFix);
        creates.edit = new vscode.WorkspaceEdit();
        creates.edit.createFile(at.uri('made.txt'));
        creates.edit.insert(document.uri, new vscode.Position(0, 0), 'x');
        return [runs, creates];
      },
    });
    try {
      await at.write('stranger.txt', 'one\n');
      const apply = (action: string): Promise<ToolOutput> =>
        run(applyCodeAction, { path: here('stranger.txt'), startLine: 1, action });
      await assert.rejects(apply('Run it'), /runs the command workbench\.action\.files\.save/);
      // VS Code 1.110 does not tell of the file, and then the text alone is changed.
      const split = await apply('Split it').catch((error: unknown) => String(error));
      assert.match(JSON.stringify(split), /creates, moves or deletes files|Applied/);
      await assert.rejects(at.text('made.txt'));
      await assert.rejects(apply('Nothing'), /offers no action "Nothing"/);
    } finally {
      stranger.dispose();
    }
  });

  it('R07 edits a file of mixed line endings that no editor shows, each line with its own', async () => {
    await at.write(
      'mixed.ts',
      'export const one = 1;\r\nexport const two = one;\nexport { one as uno };\r\n',
    );
    const { content } = await run(renameSymbol, {
      path: here('mixed.ts'),
      line: 1,
      symbol: 'one',
      newName: 'first',
    });
    assert.match(content, /Applied/);
    assert.equal(
      await at.text('mixed.ts'),
      'export const first = 1;\r\nexport const two = first;\nexport { first as uno };\r\n',
    );
  });
});
