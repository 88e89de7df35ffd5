import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { PlumbError } from '../../src/base/errors.ts';
import { createGitPort } from '../../src/host/git/createGitPort.ts';
import { gitApi, type GitRepository } from '../../src/host/git/gitApi.ts';
import { until } from '../support/until.ts';
import { folderForEachTest } from './testFolder.ts';

const run = promisify(execFile);

describe('the git port', () => {
  const at = folderForEachTest();
  const port = createGitPort();
  const { signal } = new AbortController();

  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', ...args], {
      cwd: at.folder,
    });

  /** The first folder of the workspace is in no repository. */
  const folderItself = () => ({ display: at.name, uri: vscode.Uri.file(at.folder).toString() });

  const opened = async (): Promise<GitRepository> => {
    const api = await gitApi();
    let repository: GitRepository | null = null;
    await until('git has opened the repository', async () => {
      repository = await api.openRepository(vscode.Uri.file(at.folder));
      return repository !== null || api.getRepository(at.uri('a.txt')) !== null;
    });
    repository ??= api.getRepository(at.uri('a.txt'));
    assert.ok(repository);
    return repository;
  };

  beforeEach(async () => {
    await git('init', '-q', '-b', 'main');
    await at.write('a.txt', 'one\n');
    await at.write('ä b.txt', 'one\n');
    await git('add', '.');
    await git('commit', '-q', '-m', 'First\n\nWith a body.');
    await opened();
  });

  it('tells what is not staged, what is staged, and what differs from a commit', async () => {
    await at.write('a.txt', 'two\n');
    await at.write('ä b.txt', 'two\n');
    await git('add', 'a.txt');
    const path = at.at('a.txt');
    const unstaged = await port.diff({ against: 'worktree', path }, signal);
    const staged = await port.diff({ against: 'index', path }, signal);
    const all = await port.diff({ against: 'HEAD', path: folderItself() }, signal);
    assert.equal(unstaged.root, at.at('').uri.replace(/\/$/, ''));
    assert.match(unstaged.text, /^diff --git .*b\.txt/);
    assert.doesNotMatch(unstaged.text, /a\.txt/);
    assert.match(staged.text, /^diff --git a\/a\.txt b\/a\.txt\n[^]*-one\n\+two\n$/);
    assert.deepEqual(all.text.match(/^diff --git/gm)?.length, 2);
    const one = await port.diff({ against: 'main', path }, signal);
    assert.deepEqual(one.text.match(/^diff --git/gm)?.length, 1);
  });

  it('lists commits', async () => {
    await at.write('a.txt', 'two\n');
    await git('commit', '-q', '-a', '-m', 'Second');
    const all = await port.log({ path: at.at('a.txt'), limit: 5 }, signal);
    assert.deepEqual(
      all.map(({ message, author }) => [message.trim(), author]),
      [
        ['Second', 'Ann'],
        ['First\n\nWith a body.', 'Ann'],
      ],
    );
    assert.match(all[0]?.hash ?? '', /^[0-9a-f]{40}$/);
    assert.match(all[0]?.date ?? '', /^\d{4}-\d\d-\d\dT/);
    const [newest, ...others] = await port.log({ path: at.at('ä b.txt'), limit: 1 }, signal);
    assert.equal(newest?.message.trim(), 'First\n\nWith a body.');
    assert.deepEqual(others, []);
  });

  it('lists all commits of a whole repository, also those that change no file', async () => {
    await git('commit', '-q', '--allow-empty', '-m', 'Nothing');
    const all = await port.log({ path: folderItself(), limit: 5 }, signal);
    assert.deepEqual(
      all.map(({ message }) => message.split('\n', 1)[0]),
      ['Nothing', 'First'],
    );
  });

  it('says that there is no such commit', async () => {
    const diff = port.diff({ against: 'nowhere', path: at.at('a.txt') }, signal);
    await assert.rejects(
      diff,
      (error: unknown) =>
        error instanceof PlumbError && /no commit or branch nowhere/.test(error.message),
    );
  });
});
