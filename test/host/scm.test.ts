import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { maskSecrets } from '../../src/base/secretText.ts';
import { createAccessPort } from '../../src/host/access/createAccessPort.ts';
import { createPathPort } from '../../src/host/access/createPathPort.ts';
import { createFilesPort } from '../../src/host/files/workspaceFiles.ts';
import { createGitPort } from '../../src/host/git/createGitPort.ts';
import { gitApi, type GitRepository } from '../../src/host/git/gitApi.ts';
import { writeCommitMessage } from '../../src/host/scm/commitMessage.ts';
import { applyFinding } from '../../src/host/scm/findingCommands.ts';
import { resolveAllConflicts, resolveConflict } from '../../src/host/scm/resolveConflicts.ts';
import { reviewChangesOf } from '../../src/host/scm/reviewChanges.ts';
import type { ScmParts } from '../../src/host/scm/scmParts.ts';
import { createShownFindings } from '../../src/host/scm/shownFindings.ts';
import { createInMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { until } from '../support/until.ts';
import { folderToEditIn, openIn, transactions } from './editing.ts';
import { reviewForEachTest } from './reviewForEachTest.ts';

const run = promisify(execFile);

describe('source control', () => {
  const at = folderToEditIn();
  const { signal } = new AbortController();
  const review = reviewForEachTest();
  /** Everything that the model was sent in the last question. */
  let sent = '';
  /** What it answers, and what happens in the meantime. */
  let answer: unknown;
  let meanwhile: () => Promise<unknown> = () => Promise.resolve();

  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', ...args], {
      cwd: at.folder,
    });
  const opened = async (): Promise<GitRepository> => {
    const api = await gitApi();
    await until('git has opened the repository', async () => {
      await api.openRepository(vscode.Uri.file(at.folder));
      return api.getRepository(at.uri('a.ts')) !== null;
    });
    const repository = api.getRepository(at.uri('a.ts'));
    assert.ok(repository);
    return repository;
  };
  const parts = (): ScmParts => {
    const ports = { paths: createPathPort(), files: createFilesPort(), access: createAccessPort() };
    return {
      ...ports,
      transactions,
      review: review(),
      tidy: maskSecrets,
      redact: text => text,
      context: abort =>
        createInMemoryWorkspace().context({
          ...ports,
          git: createGitPort(),
          granted: new Set(),
          signal: abort,
        }),
      askAside: async ({ text, attachments = [], schema }) => {
        sent = [text, ...attachments.map(({ label, text: shown }) => `${label}\n${shown}`)].join(
          '\n',
        );
        await meanwhile();
        return { value: schema.parse(answer), chatId: 'chat' };
      },
      askInChat: () => Promise.reject(new Error('Nothing is asked in the chat here')),
      attachments: { complete: () => Promise.resolve([]) },
    };
  };

  beforeEach(async () => {
    meanwhile = () => Promise.resolve();
    await git('init', '-q', '-b', 'main');
    await at.write('a.ts', 'const a = 1;\nconst b = 2;\n');
    await git('add', '.');
    await git('commit', '-q', '-m', 'First');
  });

  describe('a commit message', () => {
    const subject = 'Tell the truth';
    beforeEach(() => {
      answer = { type: '', scope: '', subject, body: '' };
    });

    it('is of what is staged alone, else of the working tree with its new files', async () => {
      const repository = await opened();
      await at.write('a.ts', 'const a = 3;\nconst b = 2;\n');
      await at.write('new.ts', 'const fresh = 1;\n');
      const all = await writeCommitMessage(repository, parts(), signal);
      assert.equal(repository.inputBox.value, subject);
      assert.match(sent, /\+const a = 3;/);
      assert.match(sent, /\+const fresh = 1;/);
      assert.match(all?.notes.join() ?? '', /Nothing is staged/);
      await git('add', 'new.ts');
      const staged = await writeCommitMessage(repository, parts(), signal);
      assert.doesNotMatch(sent, /const a = 3;/);
      assert.deepEqual(staged, { before: subject, notes: [] });
    });

    it('is written of guarded files by their names, and says so (S28)', async () => {
      const repository = await opened();
      await at.write('.env', 'PASSWORD=opensesame\n');
      await at.write('key.ts', "const token = 'AKIAIOSFODNN7EXAMPLE';\n");
      await git('add', '.');
      const written = await writeCommitMessage(repository, parts(), signal);
      assert.match(sent, /\.env/);
      assert.doesNotMatch(sent, /opensesame|AKIAIOSFODNN7EXAMPLE/);
      assert.match(written?.notes.join() ?? '', /Known by name alone.*\.env.*key\.ts/);
    });

    it('is not asked for where there is nothing to commit', async () => {
      const repository = await opened();
      sent = '';
      await assert.rejects(writeCommitMessage(repository, parts(), signal), /nothing to commit/);
      assert.equal(sent, '');
    });
  });

  it('shows the findings of a review where their lines are, and applies a fix under review', async () => {
    const repository = await opened();
    const findings = createShownFindings();
    const summaries: unknown[] = [];
    const summary = {
      set: (...args: unknown[]) => summaries.push(args[2]),
      show: () => Promise.resolve(),
      dispose: () => undefined,
    };
    await at.write('a.ts', 'const a = 1;\r\nconst c = a;\r\nsame;\r\nsame;\r\n');
    const finding = {
      path: `${at.name}/a.ts`,
      startLine: 9,
      severity: 'error',
      title: 'Wrong',
      explanation: 'It is.',
      original: 'const c = a;',
      hasFix: true,
      replacement: 'const c = a + 1;\nconst d = c;',
    };
    const twice = { ...finding, original: 'same;' };
    answer = { findings: [finding, twice], summary: 'Look.' };
    await reviewChangesOf(
      repository,
      { against: 'worktree', what: 'the changes' },
      { ...parts(), findings, summary },
    );
    const uri = at.uri('a.ts');
    const problems = () =>
      vscode.languages
        .getDiagnostics(uri)
        .filter(({ source }) => source === 'Review by Plumb')
        .map(({ range, severity }) => [range.start.line, severity]);
    assert.deepEqual(problems(), [[1, vscode.DiagnosticSeverity.Error]]);
    assert.deepEqual(summaries, [[twice]]);
    const [shown] = findings.all;
    assert.ok(shown);
    const document = await openIn(at, 'a.ts');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), '// above\r\n// above\r\n');
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual(problems(), [[3, vscode.DiagnosticSeverity.Error]]);
    await applyFinding(shown.id, findings, parts());
    assert.equal(
      document.getText(),
      '// above\r\n// above\r\nconst a = 1;\r\nconst c = a + 1;\r\nconst d = c;\r\nsame;\r\nsame;\r\n',
    );
    assert.equal(review().file(uri.toString())?.hunks.length, 1);
    assert.deepEqual([findings.all, problems()], [[], []]);
  });

  it('refuses a fix whose lines were changed since', async () => {
    const repository = await opened();
    const findings = createShownFindings();
    await at.write('a.ts', 'const a = 7;\nconst b = 2;\n');
    answer = {
      findings: [
        {
          path: `${at.name}/a.ts`,
          startLine: 1,
          severity: 'info',
          title: 'Seven',
          explanation: '',
          original: 'const a = 7;',
          hasFix: true,
          replacement: '',
        },
      ],
      summary: '',
    };
    const summary = {
      set: () => undefined,
      show: () => Promise.resolve(),
      dispose: () => undefined,
    };
    await reviewChangesOf(
      repository,
      { against: 'worktree', what: 'the changes' },
      { ...parts(), findings, summary },
    );
    const [shown] = findings.all;
    assert.ok(shown);
    await openIn(at, 'a.ts');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(at.uri('a.ts'), new vscode.Range(0, 10, 0, 11), '8');
    await vscode.workspace.applyEdit(edit);
    await assert.rejects(applyFinding(shown.id, findings, parts()), /not there any more/);
    findings.dispose();
  });

  describe('a merge conflict', () => {
    const block = (ours: string, theirs: string) =>
      `<<<<<<< HEAD\n${ours}\n||||||| base\n\n=======\n${theirs}\n>>>>>>> topic\n`;
    const consent = { origin: () => Promise.resolve('workspace' as const) };
    const resolved = (...lines: string[]) => ({
      resolutions: lines.map((resolution, index) => ({
        conflict: index + 1,
        resolution,
        why: '',
      })),
    });
    const meant = (line: number) => [{ uri: at.uri('c.ts').toString(), line }];

    it('is replaced exactly, with CRLF and the line ending at the end as they are', async () => {
      const text = `top\n${block('a', 'b')}middle\n${block('c', 'd')}`.replaceAll('\n', '\r\n');
      await at.write('c.ts', text);
      answer = resolved('c\nd\n');
      await resolveConflict(meant(12), { ...parts(), consent });
      assert.match(sent, /middle/);
      const [kept] = text.split('middle');
      assert.equal(await at.text('c.ts'), `${kept}middle\r\nc\r\nd\r\n`);
      await review().undoFile(at.uri('c.ts').toString());
      assert.equal(await at.text('c.ts'), text);
      answer = resolved('a\nb', '');
      await resolveAllConflicts(meant(0), { ...parts(), consent });
      assert.equal(await at.text('c.ts'), 'top\r\na\r\nb\r\nmiddle\r\n');
    });

    it('is found again where lines above it were typed in the meantime, and never guessed', async () => {
      await at.write('c.ts', `top\n${block('a', 'b')}`);
      await openIn(at, 'c.ts');
      const typed = async (place: vscode.Position, text: string): Promise<void> => {
        const edit = new vscode.WorkspaceEdit();
        edit.insert(at.uri('c.ts'), place, text);
        await vscode.workspace.applyEdit(edit);
      };
      answer = resolved('ab');
      meanwhile = () => typed(new vscode.Position(2, 0), 'x');
      await assert.rejects(resolveConflict(meant(1), { ...parts(), consent }), /in the meantime/);
      meanwhile = () => typed(new vscode.Position(0, 0), 'above\n');
      await resolveConflict(meant(1), { ...parts(), consent });
      const document = await vscode.workspace.openTextDocument(at.uri('c.ts'));
      assert.equal(document.getText(), 'above\ntop\nab\n');
    });

    it('is refused where markers are out of order, or an answer has some', async () => {
      await at.write('c.ts', `${block('a', 'b')}<<<<<<< open\n`);
      await assert.rejects(resolveConflict(meant(0), { ...parts(), consent }), /line 8/);
      await at.write('c.ts', block('a', 'b'));
      answer = resolved('a\n=======\nb');
      await assert.rejects(resolveConflict(meant(0), { ...parts(), consent }), /resolves no/);
      assert.equal(await at.text('c.ts'), block('a', 'b'));
    });
  });
});
