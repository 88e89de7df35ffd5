import assert from 'node:assert/strict';
import { recentCommits } from '../../../../src/host/attachments/recentCommits.ts';
import type { Commit } from '../../../../src/tools/gitPort.ts';
import { createInMemoryWorkspace } from '../../../support/inMemoryWorkspace.ts';

const commit = (hash: string, day: number, message: string): Commit => ({
  hash: hash.repeat(40),
  message,
  author: 'Ann',
  date: `2026-11-0${day}T10:00:00.000Z`,
});
const REPOSITORIES: Readonly<Record<string, readonly Commit[]>> = {
  one: [commit('a', 4, 'Fourth'), commit('b', 1, 'First')],
  two: [commit('c', 3, 'Third'), commit('d', 2, 'Second')],
};

async function listed(names: readonly string[]): Promise<readonly (readonly string[])[]> {
  const workspace = createInMemoryWorkspace();
  const folders = names.map(name => ({ name, uri: `file:///${name}` }));
  const rows = await recentCommits(
    '',
    { ...workspace.paths, folders: () => folders, realUri: uri => Promise.resolve(uri) },
    signal =>
      workspace.context({
        signal,
        git: {
          diff: () => Promise.reject(new Error('No diff is asked for')),
          log: ({ path }) => Promise.resolve(REPOSITORIES[path?.display ?? ''] ?? []),
        },
      }),
  );
  return rows.map(({ label, detail }) => [label, detail]);
}

describe('the commits that may go along', () => {
  it('are those of a folder in the order of git', async () => {
    assert.deepEqual(await listed(['one']), [
      ['Fourth', 'aaaaaaaa · Ann · 2026-11-04'],
      ['First', 'bbbbbbbb · Ann · 2026-11-01'],
    ]);
  });

  it('are mixed by their dates where there are several folders, and named by them', async () => {
    assert.deepEqual(await listed(['one', 'two']), [
      ['Fourth', 'aaaaaaaa · Ann · 2026-11-04 · one'],
      ['Third', 'cccccccc · Ann · 2026-11-03 · two'],
      ['Second', 'dddddddd · Ann · 2026-11-02 · two'],
      ['First', 'bbbbbbbb · Ann · 2026-11-01 · one'],
    ]);
  });
});
