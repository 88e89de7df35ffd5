import assert from 'node:assert/strict';
import { toDisposable } from '../../../../src/base/disposable.ts';
import { createFileList, foldersOf } from '../../../../src/host/attachments/fileList.ts';
import { until } from '../../../support/until.ts';

/** The port to the workspace, with time that the test lets pass. */
function workspace(paths: string[]) {
  const state = {
    lists: 0,
    watchers: 0,
    changed: (): void => undefined,
    timers: new Set<() => void>(),
  };
  const list = createFileList({
    list: () => {
      state.lists += 1;
      return Promise.resolve([...paths]);
    },
    watch: changed => {
      state.watchers += 1;
      state.changed = changed;
      return toDisposable(() => (state.watchers -= 1));
    },
    later: work => {
      state.timers.add(work);
      return toDisposable(() => state.timers.delete(work));
    },
    failed: error => {
      throw error;
    },
  });
  return { state, list };
}

describe('the files that are offered', () => {
  it('are listed at the first question and not before', async () => {
    const { state, list } = workspace(['src/retry.ts', 'docs/a.md']);
    assert.deepEqual([state.lists, state.watchers, state.timers.size], [0, 0, 0]);
    assert.deepEqual(await list.findFiles('retry', 5), ['src/retry.ts']);
    await list.findFiles('a', 5);
    assert.deepEqual([state.lists, state.watchers, state.timers.size], [1, 1, 1]);
  });

  it('are listed anew after a change, while the old list still answers', async () => {
    const paths = ['src/a.ts'];
    const { state, list } = workspace(paths);
    await list.findFiles('a', 5);
    paths.push('src/ab.ts');
    state.changed();
    assert.deepEqual(await list.findFiles('ab', 5), []);
    await until('the new list is there', async () => (await list.findFiles('ab', 5)).length === 1);
    assert.equal(state.lists, 2);
  });

  it('leave nothing alive a while after the last question', async () => {
    const { state, list } = workspace(['src/a.ts']);
    await list.findFiles('a', 5);
    for (const work of [...state.timers]) work();
    assert.deepEqual([state.watchers, state.timers.size], [0, 0]);
    await list.findFiles('a', 5);
    assert.deepEqual([state.lists, state.watchers], [2, 1]);
    list.dispose();
    assert.deepEqual([state.watchers, state.timers.size], [0, 0]);
  });

  it('tell of the folders that they are in', async () => {
    assert.deepEqual(foldersOf(['a/b/c.ts', 'a/d.ts', 'e.ts']), ['a', 'a/b']);
    const { list } = workspace(['a/b/c.ts', 'a/d.ts']);
    assert.deepEqual(await list.findFolders('b', 5), ['a/b']);
  });
});
