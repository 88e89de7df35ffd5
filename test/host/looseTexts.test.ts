import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Guarded } from '../../src/base/accessLevel.ts';
import type { Attachment } from '../../src/chat/eventParts.ts';
import type { ChipRef } from '../../src/host/attachments/chipRef.ts';
import type { Attachments } from '../../src/host/attachments/createAttachments.ts';
import { createTerminalWatch } from '../../src/host/attachments/terminalWatch.ts';
import { createDiagnosis } from '../../src/host/languages/diagnosis.ts';
import { attachmentsHere } from './attachmentsHere.ts';
import { folderForEachTest, setAutoSave, type } from './testFolder.ts';

/** As AWS's documents write it. */
const TOKEN = 'AKIAIOSFODNN7EXAMPLE';

describe('what goes along of texts that are no files of the workspace', () => {
  const at = folderForEachTest();
  const diagnosis = createDiagnosis();
  const terminals = createTerminalWatch();
  let storage = '';
  let attachments: Attachments;
  let asked: Guarded[] = [];
  let answer = true;

  before(() => setAutoSave('off'));
  after(async () => {
    await setAutoSave(undefined);
    diagnosis.dispose();
    terminals.dispose();
  });
  beforeEach(async () => {
    storage = await mkdtemp(path.join(tmpdir(), 'plumb-outside-'));
    [asked, answer] = [[], true];
    attachments = attachmentsHere({
      folder: storage,
      diagnosis,
      terminals,
      key: 'opensesame-opensesame',
      ask: guarded => {
        asked.push(guarded);
        return Promise.resolve(answer);
      },
    });
  });
  afterEach(async () => {
    attachments.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(storage, { recursive: true });
  });

  /** Attached, and then read as a message that is sent does. */
  const sent = async (ref: ChipRef): Promise<Attachment> => {
    const chip = await attachments.chip(ref);
    const [attachment] = await attachments.read([chip.ref]);
    assert.ok(attachment);
    return attachment;
  };

  it('S01 is a file outside, only while an editor shows it, with its unsaved text', async () => {
    const file = vscode.Uri.file(path.join(storage, 'note.ts'));
    await writeFile(file.fsPath, 'saved();\n');
    const selection: ChipRef = { kind: 'selection', uri: file.toString(), range: [0, 0, 1, 0] };
    await vscode.workspace.openTextDocument(file);
    await assert.rejects(attachments.chip(selection), /only while an editor shows it/);
    await vscode.window.showTextDocument(await type(file, `unsaved('${TOKEN.slice(0, 8)}');\n`));
    assert.deepEqual(await sent(selection), {
      label: `${file.path}:1`,
      path: '',
      line: 1,
      language: 'typescript',
      text: `unsaved('${TOKEN.slice(0, 8)}');\n`,
      origin: 'outside',
      ref: JSON.stringify(selection),
    });
    const whole = await sent({ kind: 'file', uri: file.toString() });
    assert.deepEqual([whole.label, whole.origin], [file.path, 'outside']);
    assert.match(whole.text, /saved\(\);/);
    assert.deepEqual(asked, []);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('S28 is a file outside with keys only if a person says so, once', async () => {
    const named = vscode.Uri.file(path.join(storage, '.env'));
    const holding = vscode.Uri.file(path.join(storage, 'keys.ts'));
    await writeFile(named.fsPath, 'PASSWORD=x\n');
    await writeFile(holding.fsPath, `const key = '${TOKEN}';\n`);
    answer = false;
    for (const file of [named, holding]) {
      await vscode.window.showTextDocument(file, { preview: false });
      const chip = attachments.chip({ kind: 'file', uri: file.toString() });
      await assert.rejects(chip, /was not attached/);
    }
    assert.deepEqual(
      asked.map(({ path: shown, level }) => [shown, level]),
      [
        [named.path, 'secret'],
        [holding.path, 'secret'],
      ],
    );
    answer = true;
    const { origin, text } = await sent({ kind: 'file', uri: holding.toString() });
    assert.deepEqual([origin, text.includes(TOKEN)], ['secret', true]);
    assert.equal(asked.length, 3);
  });

  it('S28 is another state of a file, as git shows it, by what guards the file itself', async () => {
    await at.write('.plumbignore', 'vault.txt\n');
    for (const file of ['vault.txt', '.env', 'a.ts']) await at.write(file, 'now\n');
    const provider = vscode.workspace.registerTextDocumentContentProvider('plumb-then', {
      provideTextDocumentContent: () => 'then\n',
    });
    const then = async (file: string): Promise<ChipRef> => {
      const uri = at.uri(file).with({ scheme: 'plumb-then', query: 'HEAD' });
      await vscode.window.showTextDocument(uri, { preview: false });
      return { kind: 'file', uri: uri.toString() };
    };
    const vault = await then('vault.txt');
    await assert.rejects(attachments.chip(vault), /a \.plumbignore file names it/);
    answer = false;
    const env = await then('.env');
    await assert.rejects(attachments.chip(env), /was not attached/);
    assert.deepEqual(
      asked.map(({ level }) => level),
      ['secret'],
    );
    const { label, text } = await sent(await then('a.ts'));
    assert.deepEqual([label, text], [`${at.name}/a.ts`, 'then\n']);
    provider.dispose();
  });

  it('are the problems of what is not saved yet', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'one();\n' });
    await vscode.window.showTextDocument(document);
    const reported = vscode.languages.createDiagnosticCollection('loose');
    const range = new vscode.Range(0, 0, 0, 3);
    reported.set(document.uri, [new vscode.Diagnostic(range, 'one is wrong')]);
    const { text } = await sent({ kind: 'problems', uri: document.uri.toString() });
    assert.match(text, /^1:1\terror\tone is wrong$/m);
    reported.dispose();
  });
});
