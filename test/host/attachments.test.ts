import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { Guarded } from '../../src/base/accessLevel.ts';
import type { Attachment } from '../../src/chat/eventParts.ts';
import { createPathPort } from '../../src/host/access/createPathPort.ts';
import { encodeRef, type ChipRef, type RefOf } from '../../src/host/attachments/chipRef.ts';
import type { Attachments } from '../../src/host/attachments/createAttachments.ts';
import {
  createTerminalWatch,
  type TerminalWatch,
} from '../../src/host/attachments/terminalWatch.ts';
import { createCurrentChip } from '../../src/host/attachments/currentChip.ts';
import { gitApi } from '../../src/host/git/gitApi.ts';
import { createDiagnosis } from '../../src/host/languages/diagnosis.ts';
import type { Chip } from '../../src/protocol/requests/composer.ts';
import { until } from '../support/until.ts';
import { attachmentsHere } from './attachmentsHere.ts';
import { folderForEachTest, setAutoSave, type } from './testFolder.ts';

const run = promisify(execFile);
const KEY = 'opensesame-opensesame';
/** As AWS's documents write it. */
const TOKEN = 'AKIAIOSFODNN7EXAMPLE';

describe('what goes along with a message', () => {
  const at = folderForEachTest();
  const diagnosis = createDiagnosis();
  let storage = '';
  let attachments: Attachments;
  let terminals: TerminalWatch;
  let asked: Guarded[] = [];
  let answer = true;

  before(() => setAutoSave('off'));
  after(async () => {
    await setAutoSave(undefined);
    diagnosis.dispose();
  });
  beforeEach(async () => {
    storage = await mkdtemp(path.join(tmpdir(), 'plumb-storage-'));
    [asked, answer] = [[], true];
    terminals = createTerminalWatch();
    attachments = attachmentsHere({
      folder: storage,
      diagnosis,
      terminals,
      key: KEY,
      ask: guarded => {
        asked.push(guarded);
        return Promise.resolve(answer);
      },
    });
  });
  afterEach(async () => {
    attachments.dispose();
    terminals.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(storage, { recursive: true });
  });

  const uri = (file: string): string => at.uri(file).toString();
  const name = (file: string): string => `${at.name}/${file}`;
  /** Attached, and then read as a message that is sent does. */
  const sent = async (ref: ChipRef): Promise<Attachment> => {
    const chip = await attachments.chip(ref);
    const [attachment] = await attachments.read([chip.ref]);
    assert.ok(attachment);
    return attachment;
  };
  const labels = async (query: string): Promise<string[]> =>
    (await attachments.complete('@', query)).map(({ label, detail }) =>
      detail === '' ? label : `${detail}/${label}`,
    );

  it('R01 is the file with its unsaved text, read anew when it is sent', async () => {
    await at.write('a.ts', 'saved();\n');
    const chip = await attachments.chip({ kind: 'file', uri: uri('a.ts') });
    assert.deepEqual([chip.kind, chip.label], ['file', name('a.ts')]);
    assert.ok((chip.tokens ?? 0) > 0);
    await vscode.window.showTextDocument(await type(at.uri('a.ts'), `unsaved('${KEY}');\n`));
    const [attachment] = await attachments.read([chip.ref]);
    assert.deepEqual(attachment, {
      label: name('a.ts'),
      path: name('a.ts'),
      line: 1,
      language: 'typescript',
      text: "unsaved('[redacted]');\nsaved();\n",
      ref: chip.ref,
    });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('refuses the whole message where a part of it is gone', async () => {
    await at.write('a.ts', 'a');
    await at.write('b.ts', 'b');
    const chips = [
      await attachments.chip({ kind: 'file', uri: uri('a.ts') }),
      await attachments.chip({ kind: 'file', uri: uri('b.ts') }),
    ];
    await rm(at.fsPath('b.ts'));
    await assert.rejects(
      attachments.read(chips.map(({ ref }) => ref)),
      new RegExp(`${name('b.ts')} is no longer there`),
    );
  });

  it('S01 S03 S10 is nothing from outside of the workspace, by whatever way', async () => {
    await writeFile(path.join(storage, 'secret.txt'), 'x');
    await symlink(path.join(storage, 'secret.txt'), at.fsPath('link.txt'));
    const outside = vscode.Uri.file(path.join(storage, 'secret.txt')).toString();
    const refused = [
      outside,
      `${uri('a')}/../../../../../../../../../../etc/passwd`,
      uri('link.txt'),
      'file:///etc/passwd',
      'file://host/share/a.txt',
      'vscode-userdata:/User/settings.json',
      'untitled:Nothing',
    ];
    const { chips, problems } = await attachments.ofUris(refused);
    assert.deepEqual(chips, []);
    assert.equal(problems.length, refused.length);
    assert.match(problems[0] ?? '', /secret\.txt is outside of the workspace/);
  });

  it('S28 is a secret file only if a person says so, once', async () => {
    await at.write('.env', 'PASSWORD=x');
    await at.write('keys.ts', `const key = '${TOKEN}';`);
    answer = false;
    await assert.rejects(
      attachments.chip({ kind: 'file', uri: uri('.env') }),
      /\.env was not attached/,
    );
    answer = true;
    const attachment = await sent({ kind: 'file', uri: uri('.env') });
    assert.deepEqual([attachment.origin, attachment.text], ['secret', 'PASSWORD=x']);
    assert.equal((await sent({ kind: 'file', uri: uri('keys.ts') })).origin, 'secret');
    assert.deepEqual(
      asked.map(guarded => guarded.path),
      [name('.env'), name('.env'), name('keys.ts')],
    );
  });

  it('offers files by some of their letters, without what is ignored, forbidden or secret', async () => {
    await at.write('src/retryUpload.ts', '');
    await at.write('.gitignore', 'ignored/\n');
    await at.write('ignored/retryUpload.ts', '');
    await at.write('.plumbignore', 'forbidden\n');
    await at.write('forbidden/retryUpload.ts', '');
    await at.write('retryUpload.env', 'A=b');
    await at.write('retryUpload.png', 'x');
    const found = (await labels('retryup')).filter(label => label.startsWith(at.name));
    assert.deepEqual(found, [name('src/retryUpload.ts')]);
    const folders = await attachments.complete('@', `folder:${at.name}`);
    assert.deepEqual(folders.map(({ label }) => label).sort(), ['src/', `${at.name}/`]);
  });

  it('offers the files first that are open', async () => {
    await at.write('zz/deep/retryUpload.ts', '');
    await at.write('retryUpload.ts', '');
    await vscode.window.showTextDocument(at.uri('zz/deep/retryUpload.ts'), { preview: false });
    const found = (await labels('retryup')).filter(label => label.startsWith(at.name));
    assert.deepEqual(found, [name('zz/deep/retryUpload.ts'), name('retryUpload.ts')]);
    const [first] = (await attachments.complete('@', '')).filter(({ kind }) => kind === 'file');
    assert.equal(first?.label, 'retryUpload.ts');
  });

  it('is a folder as its tree with its small files', async () => {
    await at.write('lib/a.ts', 'one();\n');
    await at.write('lib/large.txt', 'x'.repeat(9_000));
    await at.write('lib/.env', 'A=b');
    const { label, path: file, text } = await sent({ kind: 'folder', uri: uri('lib') });
    assert.deepEqual([label, file], [`${name('lib')}/`, '']);
    assert.match(text, /^\.env\na\.ts\nlarge\.txt\n/);
    assert.ok(text.includes(`${name('lib/a.ts')}:\n\`\`\`ts\none();\n\`\`\``));
    assert.doesNotMatch(text, /A=b|xxx/);
  });

  it('is a symbol where it stands now', async () => {
    await at.write('a.ts', 'export function one() {\n  return 1;\n}\nexport const two = 2;\n');
    await vscode.window.showTextDocument(at.uri('a.ts'));
    let offered: Awaited<ReturnType<Attachments['complete']>> = [];
    await until('the server lists the symbols', async () => {
      offered = await attachments.complete('@', 'symbol:');
      return offered.length > 0;
    });
    assert.deepEqual(
      offered.map(({ label }) => label),
      ['one', 'two'],
    );
    await type(at.uri('a.ts'), '// above\n');
    const [attachment] = await attachments.read([offered[0]?.ref ?? '']);
    assert.equal(attachment?.label, `${name('a.ts')}:2-4`);
    assert.equal(attachment.text, 'export function one() {\n  return 1;\n}');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await assert.rejects(
      sent({ kind: 'symbol', uri: uri('a.ts'), name: 'three', line: 0 }),
      /three is no longer in/,
    );
  });

  it('is what the open editors show, with unsaved text', async () => {
    await at.write('a.ts', 'saved();\n');
    await at.write('.env', 'PASSWORD=x');
    await vscode.window.showTextDocument(at.uri('.env'), { preview: false });
    await vscode.window.showTextDocument(at.uri('a.ts'), { preview: false });
    await type(at.uri('a.ts'), 'unsaved();\n');
    const { text } = await sent({ kind: 'openEditors' });
    assert.equal(
      text,
      `${name('a.ts')}:\n\`\`\`ts\nunsaved();\nsaved();\n\`\`\`\n\n[Open too, and not shown here: ${name('.env')}]`,
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('are the problems by file, of all or of one', async () => {
    await at.write('a.ts', 'x');
    await at.write('b.ts', 'y');
    const collection = vscode.languages.createDiagnosticCollection('test');
    const range = new vscode.Range(0, 0, 0, 1);
    const { Warning } = vscode.DiagnosticSeverity;
    collection.set(at.uri('a.ts'), [new vscode.Diagnostic(range, 'No x here')]);
    collection.set(at.uri('b.ts'), [new vscode.Diagnostic(range, 'No y here', Warning)]);
    const all = await sent({ kind: 'problems' });
    assert.ok(all.text.includes(`${name('a.ts')}\n1:1\terror\tNo x here`));
    assert.ok(all.text.includes(`${name('b.ts')}\n1:1\twarning\tNo y here`));
    const one = await sent({ kind: 'problems', uri: uri('b.ts') });
    assert.equal(one.text, `${name('b.ts')}\n1:1\twarning\tNo y here`);
    collection.dispose();
    await assert.rejects(sent({ kind: 'problems', uri: uri('b.ts') }), /There are no problems/);
  });

  it('are single problems: by what they say, by their kind, or by the lines that they are in', async () => {
    await at.write('a.ts', 'x\ny\nz\n');
    const collection = vscode.languages.createDiagnosticCollection('test');
    const problem = (line: number, message: string, code: string): vscode.Diagnostic => {
      const made = new vscode.Diagnostic(new vscode.Range(line, 0, line, 1), message);
      return Object.assign(made, { source: 'test', code });
    };
    const found = [problem(0, 'No x', '1'), problem(1, 'No y', '2'), problem(2, 'No z', '1')];
    collection.set(at.uri('a.ts'), found);
    const told = async (narrow: Omit<RefOf<'problems'>, 'kind'>): Promise<string[]> => {
      const { text } = await sent({ kind: 'problems', uri: uri('a.ts'), ...narrow });
      return text.split('\n').slice(1);
    };
    const [x, y, z] = [
      '1:1\terror test(1)\tNo x',
      '2:1\terror test(2)\tNo y',
      '3:1\terror test(1)\tNo z',
    ];
    assert.deepEqual(await told({ message: 'No y' }), [y]);
    assert.deepEqual(await told({ problemKind: 'test(1)' }), [x, z]);
    assert.deepEqual(await told({ lines: [1, 2] }), [y, z]);
    collection.set(at.uri('a.ts'), [problem(2, 'No y', '2')]);
    assert.deepEqual(await told({ message: 'No y' }), ['3:1\terror test(2)\tNo y']);
    collection.dispose();
  });

  it('is a commit with its changes, found by a word of its message', async () => {
    const git = (...args: string[]) =>
      run('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', ...args], {
        cwd: at.folder,
      });
    await git('init', '-q', '-b', 'main');
    await at.write('a.txt', 'one\n');
    await git('add', '.');
    await git('commit', '-q', '-m', 'First');
    await at.write('a.txt', 'two\n');
    await at.write('.env', `TOKEN=${TOKEN}\n`);
    await git('add', '.');
    await git('commit', '-q', '-m', 'Second one');
    const { stdout } = await git('rev-parse', 'HEAD');
    const api = await gitApi();
    await until('git has opened the repository', async () => {
      await api.openRepository(vscode.Uri.file(at.folder));
      return api.getRepository(at.uri('a.txt')) !== null;
    });
    const folder = vscode.Uri.file(at.folder).toString();
    const attachment = await sent({ kind: 'commit', folder, hash: stdout.trim() });
    assert.equal(attachment.origin, 'output');
    assert.match(attachment.label, /^[0-9a-f]{8} Second one$/);
    assert.match(attachment.text, /Ann\n\nSecond one\n\n[^]*-one\n\+two/);
    assert.doesNotMatch(attachment.text, /AKIA/);
    assert.match(attachment.text, /\[left out: .*\.env\]/);
    await assert.rejects(
      sent({ kind: 'commit', folder, hash: '0'.repeat(40) }),
      /Git does not tell of it/,
    );
  });

  it('is what was pasted until it was sent, and comes from anywhere', async () => {
    const chip = await attachments.ofText(`${KEY}\n${'line\n'.repeat(100)}`);
    const [attachment] = await attachments.read([chip.ref]);
    assert.equal(attachment?.origin, 'outside');
    assert.match(attachment.text, /^\[redacted\]\nline\n/);
    await attachments.open(chip.ref);
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /^\[redacted\]\nline/);
    await attachments.sent([chip.ref]);
    await assert.rejects(attachments.read([chip.ref]), /no longer there/);
  });

  it('says plainly that no command was seen in a terminal', async () => {
    await assert.rejects(attachments.chip({ kind: 'terminal' }), /Plumb has seen no command/);
  });

  it('S14 are prompts of the workspace beside ours, which none of them replaces', async () => {
    await at.write('../.github/prompts/explain.prompt.md', '---\ndescription: Mine\n---\nMy way.');
    try {
      const found = await attachments.complete('/', 'expl');
      assert.deepEqual(
        found.map(({ label }) => label),
        ['/explain', '/explain'],
      );
      assert.equal(found[1]?.detail, 'Mine · .github/prompts/explain.prompt.md');
      assert.equal(await attachments.promptText(found[1].ref), 'My way.');
      assert.match(await attachments.promptText(found[0]?.ref ?? ''), /^Explain what/);
    } finally {
      await rm(at.fsPath('../.github'), { recursive: true });
    }
    const elsewhere = encodeRef({ kind: 'prompt', from: 'workspace', name: uri('.env') });
    await assert.rejects(attachments.promptText(elsewhere), /no longer there/);
  });

  it('tells which file or selection is in front, and of no secret', async () => {
    await at.write('a.ts', 'one();\ntwo();\n');
    await at.write('.env', 'A=b');
    const told: (Chip | undefined)[] = [];
    const current = createCurrentChip({ paths: createPathPort(), show: chip => told.push(chip) });
    const editor = await vscode.window.showTextDocument(at.uri('a.ts'));
    await until('the file is told', () => told.at(-1)?.label === name('a.ts'));
    editor.selection = new vscode.Selection(1, 0, 1, 3);
    await until('the selection is told', () => told.at(-1)?.label === name('a.ts:2'));
    const selected = told.at(-1);
    assert.ok(selected);
    assert.equal((await attachments.read([selected.ref]))[0]?.text, 'two');
    await vscode.window.showTextDocument(at.uri('.env'));
    await until('the secret is not told', () => told.at(-1) === undefined);
    current.dispose();
  });
});
