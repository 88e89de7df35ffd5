import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { nullLogger } from '../../src/base/logger.ts';
import { applyCode } from '../../src/host/answer/applyCode.ts';
import { watchLastEditor, type LastEditor } from '../../src/host/answer/lastEditor.ts';
import { knownPaths, openPath } from '../../src/host/answer/openPlaces.ts';
import { createAccessPort } from '../../src/host/access/createAccessPort.ts';
import { createPathPort } from '../../src/host/access/createPathPort.ts';
import { forbiddenIn } from '../../src/host/access/forbidden.ts';
import { insertAtCursor } from '../../src/host/editorActions.ts';
import { createFilesPort } from '../../src/host/files/workspaceFiles.ts';
import { createSearchPort } from '../../src/host/search/textSearch.ts';
import type { SearchPort } from '../../src/tools/ports.ts';
import { folderToEditIn, openIn, transactions } from './editing.ts';
import { reviewForEachTest } from './reviewForEachTest.ts';
import { type } from './testFolder.ts';

type Applied = Awaited<ReturnType<typeof applyCode>>;

describe('applying code of an answer', () => {
  const at = folderToEditIn();
  const ports = {
    paths: createPathPort(),
    files: createFilesPort(),
    search: createSearchPort(nullLogger, forbiddenIn),
  };
  const reviewing = reviewForEachTest();
  let lastEditor: LastEditor | undefined;

  const apply = (text: string, named?: string, language = 'ts'): Promise<Applied> => {
    assert.ok(lastEditor);
    return applyCode(
      { text, language, ...(named === undefined ? {} : { path: `${at.name}/${named}` }) },
      {
        ...ports,
        controller: { session: { id: 'chat', events: [] } },
        access: createAccessPort(),
        transactions,
        review: reviewing(),
        lastEditor,
      },
    );
  };

  beforeEach(() => {
    lastEditor = watchLastEditor();
  });
  afterEach(() => {
    lastEditor?.dispose();
  });

  it('R10 puts a function in the place of the old one, with CRLF, under review and undone again', async () => {
    const before = 'const a = 1;\r\n\r\nfunction f() {\r\n  return a;\r\n}\r\n\r\nf();\r\n';
    await at.write('a.ts', before);
    const { outcome } = await apply('function f() {\n  return a + 1;\n}', 'a.ts');
    assert.equal(outcome, 'applied');
    assert.equal(await at.text('a.ts'), before.replace('return a;', 'return a + 1;'));
    const uri = at.uri('a.ts').toString();
    assert.equal(reviewing().file(uri)?.hunks.length, 1);
    await reviewing().undoFile(uri);
    assert.equal(await at.text('a.ts'), before);
  });

  it('R01 works on unsaved text, and leaves it unsaved', async () => {
    await at.write('a.ts', 'function f() {\n  return 1;\n}\n');
    const document = await type(at.uri('a.ts'), '// mine\n');
    const { outcome, message } = await apply('function f() {\n  return 2;\n}', 'a.ts');
    assert.equal(outcome, 'applied');
    assert.match(message, /not saved/);
    assert.equal(document.getText(), '// mine\nfunction f() {\n  return 2;\n}\n');
    assert.equal(await at.text('a.ts'), 'function f() {\n  return 1;\n}\n');
  });

  it('applies a unified diff without looking at line numbers, whatever folder it leaves out', async () => {
    await at.write('src/deep.ts', 'one\ntwo\nthree\n');
    const diff = `--- a/${at.name}/src/deep.ts\n+++ b/${at.name}/src/deep.ts\n@@ -90,3 +90,3 @@\n one\n-two\n+2\n three`;
    assert.equal((await apply(diff, undefined, 'diff')).outcome, 'applied');
    assert.equal(await at.text('src/deep.ts'), 'one\n2\nthree\n');
  });

  it('changes nothing where the place is not the only one, and says what else can be done', async () => {
    const twice = 'f() {\n  a;\n}\ng() {\n  q;\n}\nf() {\n  b;\n}\n';
    await at.write('a.ts', twice);
    const block = await apply('f() {\n  c;\n}', 'a.ts');
    assert.equal(block.outcome, 'refused');
    assert.match(block.message, /several places of .*a\.ts.* Insert at cursor/);
    const patch = await apply('@@\n-}\n+};', 'a.ts', 'diff');
    assert.equal(patch.outcome, 'refused');
    assert.equal(await at.text('a.ts'), twice);
    assert.deepEqual(reviewing().files, []);
  });

  it('takes the lines that are selected in the editor it was last in', async () => {
    await at.write('a.ts', 'one\ntwo\nthree\nfour\n');
    await openIn(at, 'a.ts');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(1, 0, 3, 0);
    assert.equal((await apply('2\n3')).outcome, 'applied');
    assert.equal(await at.text('a.ts'), 'one\n2\n3\nfour\n');
  });

  it('makes the file that an answer names if there is none', async () => {
    assert.equal((await apply('export const x = 1;', 'new/x.ts')).outcome, 'applied');
    assert.equal(await at.text('new/x.ts'), 'export const x = 1;\n');
    assert.equal(reviewing().files[0]?.change, 'create');
  });

  it('refuses what leads out of the workspace', async () => {
    const patch = '*** Begin Patch\n*** Add File: ../out.txt\n+x\n*** End Patch';
    const { outcome, message } = await apply(patch, undefined, '');
    assert.equal(outcome, 'refused');
    assert.match(message, /leads out of the workspace/);
  });

  it('inserts at the cursor with the indentation of the place, also of an editor that is hidden', async () => {
    await at.write('a.ts', 'if (x) {\r\n    y;\r\n}\r\n');
    await at.write('b.ts', '');
    await openIn(at, 'a.ts');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(1, 4, 1, 6);
    await insertAtCursor('z(\n  1,\n);', editor);
    assert.equal(editor.document.getText(), 'if (x) {\r\n    z(\r\n      1,\r\n    );\r\n}\r\n');
  });

  it('knows paths that name one file, with folders left out or written as Windows does', async () => {
    await at.write('src/one.ts', '1\n2\n3\n');
    await at.write('src/[id]{a}.ts', '');
    await at.write('src/xidy-a-.ts', '');
    await at.write('x/two.ts', '');
    await at.write('y/two.ts', '');
    const asked = [
      `${at.name}/src/one.ts`,
      `${at.name}\\src\\one.ts`,
      'src/one.ts',
      '[id]{a}.ts',
      'two.ts',
      'none.ts',
      '../../etc/passwd',
      '/etc/passwd',
    ];
    let searches = 0;
    const search: SearchPort = {
      ...ports.search,
      findFiles: (query, signal) => {
        searches += 1;
        return ports.search.findFiles(query, signal);
      },
    };
    assert.deepEqual(await knownPaths(asked, { ...ports, search }), asked.slice(0, 4));
    assert.equal(searches, 1, 'all are looked for at once');
    await openPath({ path: 'src/one.ts', line: 2, endLine: 3 }, ports);
    const { selection } = vscode.window.activeTextEditor ?? {};
    assert.equal(selection?.start.line, 1);
    assert.equal(selection.end.line, 2);
  });
});
