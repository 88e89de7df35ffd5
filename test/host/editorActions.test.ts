import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { EXTENSION_ID } from '../../src/base/ids.ts';
import { requireWorkspaceFile } from '../../src/host/selection/requireEditable.ts';
import { refOfTarget, targetIn } from '../../src/host/selection/target.ts';
import { chosenTest } from '../../src/host/testing/testArgument.ts';
import { createTestCommands } from '../../src/host/testing/testCommands.ts';
import type { EditorQuestion } from '../../src/host/askInChat.ts';
import { until } from '../support/until.ts';
import { MemoryFileSystem } from './memoryFileSystem.ts';
import { folderForEachTest } from './testFolder.ts';

const CODE = 'export function one() {\n  return 1;\n}\n\n\nexport const two = 2;\n';

describe('what Plumb offers in an editor', () => {
  const at = folderForEachTest();
  let problems: vscode.DiagnosticCollection;

  before(async () => {
    const plumb = vscode.extensions.getExtension(EXTENSION_ID);
    assert.ok(plumb);
    await plumb.activate();
  });
  beforeEach(() => {
    problems = vscode.languages.createDiagnosticCollection('sel');
  });
  afterEach(async () => {
    problems.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const open = async (name: string, text = CODE): Promise<vscode.TextDocument> => {
    await at.write(name, text);
    return vscode.workspace.openTextDocument(at.uri(name));
  };
  const report = (document: vscode.TextDocument, ...found: readonly [number, string, string][]) => {
    problems.set(
      document.uri,
      found.map(([line, message, code]) => {
        const problem = new vscode.Diagnostic(new vscode.Range(line, 0, line, 6), message);
        problem.source = 'sel';
        problem.code = code;
        return problem;
      }),
    );
  };
  /** Titles of ours, with the kinds that VS Code was told. */
  const offered = async (
    document: vscode.TextDocument,
    range: vscode.Range,
    kind?: vscode.CodeActionKind,
  ): Promise<string[]> => {
    const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      ...(kind === undefined ? [] : [kind.value]),
    );
    return actions
      .filter(({ title }) => title.startsWith('Plumb: '))
      .map(action => `${action.kind?.value ?? ''} ${action.title.slice('Plumb: '.length)}`);
  };
  const { QuickFix, Refactor, Source, SourceFixAll } = vscode.CodeActionKind;
  const lines = (first: number, last: number): vscode.Range => new vscode.Range(first, 0, last, 0);

  it('changes a selection by what stands under Refactor, and explains it by what does not', async () => {
    const document = await open('a.ts');
    // VS Code asks the providers that it knows; of a new one it hears a moment later.
    await until('Plumb is asked', async () => (await offered(document, lines(0, 3))).length > 0);
    assert.deepEqual(await offered(document, lines(0, 3), Refactor), [
      'refactor.rewrite.plumb Edit with Instruction…',
      'refactor.rewrite.plumb Refactor',
      'refactor.rewrite.plumb Generate Tests',
      'refactor.rewrite.plumb Generate Docs',
    ]);
    const all = await offered(document, lines(0, 3));
    assert.ok(all.includes('plumb Explain'));
    assert.ok(all.includes('plumb Ask about This…'));
    assert.deepEqual(await offered(document, lines(0, 3), QuickFix), []);
  });

  it('offers nothing for a cursor, or where only space is selected', async () => {
    const document = await open('a.ts');
    assert.deepEqual(await offered(document, lines(1, 1)), []);
    assert.deepEqual(await offered(document, lines(3, 5)), []);
  });

  it('offers fixes where problems are, as quick fixes, and those of a kind together', async () => {
    const document = await open('a.ts');
    report(document, [0, 'one is wrong', '7'], [5, 'two is wrong', '7'], [1, 'other', '8']);
    await until('the problems are there', () => diagnosed(document) === 3);
    assert.deepEqual(await offered(document, new vscode.Range(0, 2, 0, 2), QuickFix), [
      'quickfix.plumb.fix Fix “one is wrong”',
      'quickfix.plumb.fixKind Fix All 2 of This Kind in the File',
      'quickfix.plumb.explain Explain “one is wrong”',
      'quickfix.plumb.add Add “one is wrong” to Chat',
    ]);
    assert.deepEqual(
      (await offered(document, new vscode.Range(1, 2, 1, 2), QuickFix)).map(
        title => title.split(' ')[0],
      ),
      ['quickfix.plumb.fix', 'quickfix.plumb.explain', 'quickfix.plumb.add'],
    );
    const selected = await offered(document, lines(0, 3), QuickFix);
    assert.ok(
      selected.includes('quickfix.plumb Fix the 2 Problems in the Selection'),
      selected.join(),
    );
  });

  it('fixes a whole file only by the menu of source actions, never by what saving runs', async () => {
    const document = await open('a.ts');
    report(document, [0, 'one is wrong', '7']);
    await until('the problem is there', () => diagnosed(document) === 1);
    assert.deepEqual(await offered(document, lines(0, 0), Source), [
      'source.plumb Fix All Problems in This File',
    ]);
    assert.deepEqual(await offered(document, lines(0, 0), SourceFixAll), []);
    const all = await offered(document, lines(0, 0));
    assert.ok(!all.some(title => title.startsWith('source')), all.join());
  });

  it('offers nothing for a file of keys, and no change of what is no file or a package', async () => {
    const secret = await open('.env', 'API_KEY=1\n');
    assert.deepEqual(await offered(secret, lines(0, 1)), []);
    const untitled = await vscode.workspace.openTextDocument({ content: CODE });
    const installed = await open('node_modules/x/a.ts');
    for (const document of [untitled, installed]) {
      assert.deepEqual(await offered(document, lines(0, 3), Refactor), []);
      assert.ok((await offered(document, lines(0, 3))).includes('plumb Explain'));
    }
  });

  it('explains what is outside of the workspace, offers no change of it, and says why', async () => {
    const outside = await mkdtemp(path.join(tmpdir(), 'plumb-outside-'));
    try {
      await writeFile(path.join(outside, 'a.ts'), CODE);
      await writeFile(path.join(outside, '.env'), 'API_KEY=1\n');
      const document = await vscode.workspace.openTextDocument(path.join(outside, 'a.ts'));
      report(document, [0, 'one is wrong', '7']);
      await until('the problem is there', () => diagnosed(document) === 1);
      assert.deepEqual(await offered(document, lines(0, 3), Refactor), []);
      assert.deepEqual(await offered(document, lines(0, 3), QuickFix), [
        'quickfix.plumb.explain Explain “one is wrong”',
        'quickfix.plumb.add Add “one is wrong” to Chat',
      ]);
      const all = await offered(document, lines(0, 3));
      assert.ok(all.includes('plumb Explain') && all.includes('plumb Ask about This…'), all.join());
      await assert.rejects(
        requireWorkspaceFile(document),
        /outside of the workspace.*Open its folder/,
      );
      const secret = await vscode.workspace.openTextDocument(path.join(outside, '.env'));
      assert.deepEqual(await offered(secret, lines(0, 1)), []);
    } finally {
      await rm(outside, { recursive: true });
    }
    await requireWorkspaceFile(await open('a.ts'));
  });

  it('offers nothing where text is no file: what a program prints', async () => {
    const scheme = 'plumb-printed';
    const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: () => CODE,
    });
    const printed = await vscode.workspace.openTextDocument(vscode.Uri.parse(`${scheme}:/out.ts`));
    assert.deepEqual(await offered(printed, lines(0, 3)), []);
    provider.dispose();
  });

  it('explains the files of any file system, of which no workspace is', async () => {
    const files = new MemoryFileSystem();
    files.files.set('/a.ts', new TextEncoder().encode(CODE));
    const registered = [
      vscode.workspace.registerFileSystemProvider('plumb-archive', files, { isReadonly: true }),
      vscode.workspace.registerFileSystemProvider('plumb-cloud', files),
    ];
    for (const scheme of ['plumb-archive', 'plumb-cloud']) {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(`${scheme}:/a.ts`));
      assert.deepEqual(await offered(document, lines(0, 3), Refactor), [], scheme);
      assert.ok((await offered(document, lines(0, 3))).includes('plumb Explain'), scheme);
    }
    for (const each of registered) each.dispose();
  });

  const diagnosed = ({ uri }: vscode.TextDocument): number =>
    vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'sel').length;

  it('means the selection, else the symbol at the cursor, else its line', async () => {
    const document = await open('a.txt', 'first\n  \nthird\n');
    const editor = await vscode.window.showTextDocument(document);
    const meant = async (): Promise<readonly number[]> =>
      refOfTarget(await targetIn(editor, 'line')).range;
    editor.selection = new vscode.Selection(2, 1, 2, 3);
    assert.deepEqual(await meant(), [2, 1, 2, 3]);
    editor.selection = new vscode.Selection(2, 1, 2, 1);
    assert.deepEqual(await meant(), [2, 0, 2, 5]);
    // Of an empty line those around it are meant, and space that is selected counts as nothing.
    editor.selection = new vscode.Selection(1, 0, 1, 2);
    assert.deepEqual(await meant(), [0, 0, 3, 0]);
  });

  it('takes a test of the Test Explorer with its place and what it failed with', async () => {
    const document = await open('a.ts');
    const controller = vscode.tests.createTestController('sel', 'sel');
    try {
      const item = controller.createTestItem('one', 'gives one', document.uri);
      item.range = new vscode.Range(0, 0, 2, 1);
      const message = vscode.TestMessage.diff('not equal', '1', '2');
      assert.equal(chosenTest([{ test: item, message }])?.failure, failure);
      assert.equal(chosenTest([document.uri]), undefined);

      const asked: EditorQuestion[] = [];
      const commands = createTestCommands({
        ask: question => {
          asked.push(question);
          return Promise.resolve();
        },
        attachments: { ofText: () => Promise.reject(new Error('There is no message.')) },
      });
      await commands['plumb.fixFailingTest']([item]);
      const [question] = asked;
      assert.ok(question);
      assert.match(question.text, /^This test fails: gives one\./);
      assert.deepEqual(question.toolChoice, { type: 'any' });
      assert.deepEqual(question.about, [
        { kind: 'selection', uri: document.uri.toString(), range: [0, 0, 5, 21] },
      ]);
      await assert.rejects(commands['plumb.fixFailingTest']([]), /Choose a test/);
    } finally {
      controller.dispose();
    }
  });
  const failure = 'not equal\n\nExpected:\n1\n\nActual:\n2';
});
