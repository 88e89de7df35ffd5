import assert from 'node:assert/strict';
import { findOnLine } from '../../../src/tools/findOnLine.ts';
import { findReferences } from '../../../src/tools/findReferences.ts';
import type { FileEdits, Place } from '../../../src/tools/languagePort.ts';
import { compareProblems } from '../../../src/tools/problemsAfter.ts';
import type { Problem } from '../../../src/tools/problemsPort.ts';
import { renameSymbol } from '../../../src/tools/renameSymbol.ts';
import { replacementsIn } from '../../../src/tools/serverEdits.ts';
import { ToolRefusal, type ToolContext } from '../../../src/tools/tool.ts';
import { createInMemoryLanguages } from '../../support/inMemoryLanguages.ts';
import { createInMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';
import { runRead } from './toolRun.ts';

const fileAt = (display: string) => ({ display, uri: `file:///w/app/${display}` });

describe('a symbol on a line', () => {
  it('is a whole identifier, and the first of several only with a word of it', () => {
    const text = 'const total = totals + total;';
    const found = findOnLine(text, { line: 1, symbol: 'total' }, 'a.ts');
    assert('column' in found);
    assert.deepEqual([found.column, found.isAmbiguous], [7, true]);
    const second = findOnLine(text, { line: 1, symbol: 'total', occurrence: 2 }, 'a.ts');
    assert('column' in second);
    assert.deepEqual([second.column, second.isAmbiguous], [24, false]);
  });

  it('is looked for nearby where the line is misremembered, and refused where that is not clear', () => {
    const near = findOnLine('a\n\nwanted\n', { line: 1, symbol: 'wanted' }, 'a.ts');
    assert('line' in near);
    assert.equal(near.line, 3);
    assert.match(near.note, /not on line 1/);
    const twice = findOnLine('x\nwanted\nwanted', { line: 1, symbol: 'wanted' }, 'a.ts');
    assert('refusal' in twice);
    assert.match(twice.refusal, /on lines 2, 3\. Line 1 has x/);
  });
});

describe('the edits of a language server', () => {
  it('are offsets of the text with its own line endings', () => {
    const text = 'one\r\ntwo\r\n';
    const edit = { startLine: 2, startColumn: 1, endLine: 2, endColumn: 4, text: 'a\nb' };
    assert.deepEqual(replacementsIn(text, [edit]), [{ start: 5, end: 8, text: 'a\r\nb' }]);
    assert.deepEqual(replacementsIn(text, [{ ...edit, text: 'two' }]), []);
  });

  const contents = { 'src/a.ts': 'let name = 1;\n', 'package.json': '{ "name": 1 }\n' };
  const edited = (display: keyof typeof contents, startColumn: number): FileEdits => ({
    path: display,
    file: fileAt(display),
    text: contents[display],
    edits: [{ startLine: 1, startColumn, endLine: 1, endColumn: startColumn + 4, text: 'title' }],
  });
  const contextOf = (edits: readonly FileEdits[]): ToolContext => {
    const server = createInMemoryLanguages();
    server.edits = edits;
    return createInMemoryWorkspace({ files: contents }).context({ languages: server.port });
  };
  const rename = async (context: ToolContext) => {
    const call = renameSymbol.accept({
      path: 'src/a.ts',
      line: 1,
      symbol: 'name',
      newName: 'title',
    });
    assert(call.kind === 'effect');
    return call.prepare(context);
  };

  it('S11 are asked about like any other where a file is protected', async () => {
    const proposal = await rename(contextOf([edited('src/a.ts', 5), edited('package.json', 4)]));
    assert(proposal.kind === 'edit');
    assert.deepEqual(
      proposal.guarded?.map(({ path, level }) => [path, level]),
      [['package.json', 'protected']],
    );
    assert.equal(proposal.changes.length, 2);
  });

  it('S01 are refused where they would change a file outside of the workspace', async () => {
    const outside = { ...edited('src/a.ts', 5), path: '/etc/hosts', file: undefined };
    await assert.rejects(rename(contextOf([outside])), ToolRefusal);
  });

  it('are refused where the file is no longer what the server looked at', async () => {
    const old = { ...edited('src/a.ts', 5), text: 'let other = 1;\n' };
    await assert.rejects(rename(contextOf([old])), /was changed while the language server looked/);
  });
});

describe('places that a language server gives', () => {
  it('S28 are told without their text where a file is guarded or outside', async () => {
    const files = { 'src/a.ts': 'use(name);\n', '.env': 'name=secret\n' };
    const server = createInMemoryLanguages();
    const place = (display: string): Place => ({
      path: display,
      file: fileAt(display),
      line: 1,
      column: 1,
    });
    server.places = [
      place('src/a.ts'),
      place('.env'),
      { path: '/usr/lib/x.d.ts', file: undefined, line: 7, column: 1 },
    ];
    const context = createInMemoryWorkspace({ files }).context({ languages: server.port });
    const input = { path: 'src/a.ts', line: 1, symbol: 'name' };
    const { content, sources } = await runRead(findReferences, input, context);
    assert.match(content, /use\(name\);/);
    assert.match(content, /\.env/);
    assert.match(content, /\/usr\/lib\/x\.d\.ts/);
    assert.doesNotMatch(content, /secret/);
    assert.ok(sources?.every(({ name }) => name === 'src/a.ts'));
  });
});

describe('problems before and after a change', () => {
  const problem = (message: string, line: number): Problem => ({
    file: fileAt('src/a.ts'),
    line,
    column: 1,
    severity: 'error',
    message,
    source: 'ts(1)',
  });

  it('are the same wherever their lines went, and counted where several are alike', () => {
    const before = [problem('one', 1), problem('two', 2)];
    const after = [problem('one', 9), problem('one', 10)];
    const { added, gone } = compareProblems(before, after);
    assert.deepEqual(added, [problem('one', 10)]);
    assert.deepEqual(gone, [problem('two', 2)]);
  });
});
