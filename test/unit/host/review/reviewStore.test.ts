import assert from 'node:assert/strict';
import { nullLogger } from '../../../../src/base/logger.ts';
import { agentText } from '../../../../src/edits/review/agentEdit.ts';
import { track } from '../../../../src/edits/review/trackedText.ts';
import { createReviewStore } from '../../../../src/host/review/reviewStore.ts';
import type { TrackedFile } from '../../../../src/host/review/trackedFile.ts';
import { emptyFolderForEachTest } from '../edits/emptyFolder.ts';

function tracked(uri: string): TrackedFile {
  return {
    change: 'update',
    uri,
    display: uri,
    authors: [{ chatId: 'chat', messageId: 'm' }],
    movedFrom: undefined,
    text: agentText(track(`${uri} of the user\n`), `${uri} of the agent\n`, 'chat'),
  };
}

describe('the store of what is under review', () => {
  const folder = emptyFolderForEachTest();
  const window = async () => {
    const store = createReviewStore(folder(), nullLogger);
    await store.load();
    return (...files: TrackedFile[]) =>
      store.write({ files: new Map(files.map(file => [file.uri, file])), undone: new Map() });
  };
  const stored = async () => {
    const { files } = await createReviewStore(folder(), nullLogger).load();
    return [...files.keys()].sort();
  };

  it('R04 loses nothing where two windows write at the same time', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [one, other] = [await window(), await window()];
      const [kept, edited, next] = ['kept', 'edited', 'next'].map(name =>
        tracked(`file:///${round}/${name}`),
      );
      assert.ok(kept && edited && next);
      await other(kept);
      await Promise.all([other(), one(edited)]);
      assert.deepEqual(await stored(), [edited.uri]);
      await Promise.all([other(next), one()]);
      assert.deepEqual(await stored(), [next.uri]);
      await other();
    }
  });
});
