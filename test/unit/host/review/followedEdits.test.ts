import assert from 'node:assert/strict';
import { uriOf } from '../../../support/reviewedFolder.ts';
import { fileOf, hunkOf, inShort, reviewForEachTest } from './reviewing.ts';

const other = { kind: 'agent', chatId: 'other', messageId: 'm2' } as const;
const checkpoint = { kind: 'checkpoint', chatId: 'chat', messageId: 'm1' } as const;

describe('what is under review', () => {
  const { at, start } = reviewForEachTest();

  it('are the lines that the agent changed, apart from each other', async () => {
    at().put('a.txt', '1\n2\n3\n4\n5\n');
    const review = await start();
    at().apply({ 'a.txt': '1\nTWO\n3\n4\nFIVE\nsix\n' });
    assert.deepEqual(inShort(review), ['update a.txt +3 -2 @1 @4']);
    assert.equal(fileOf(review, 'a.txt').baseline, '1\n2\n3\n4\n5\n');
    assert.deepEqual(fileOf(review, 'a.txt').hunks[1], {
      id: 'h2',
      from: 4,
      to: 6,
      baseFrom: 4,
      baseTo: 5,
    });
  });

  it('is extended by a second edit, and the hunks that were there keep their ids', async () => {
    at().put('a.txt', '1\n2\n3\n4\n5\n');
    const review = await start();
    at().apply({ 'a.txt': '1\n2\n3\n4\nFIVE\n' });
    const id = hunkOf(review, 'a.txt', 0);
    at().apply({ 'a.txt': 'zero\n1\n2\n3\n4\nFIVE\nSIX\n' }, other);
    assert.deepEqual(inShort(review), ['update a.txt +3 -1 @0 @5']);
    assert.equal(hunkOf(review, 'a.txt', 1), id);
  });

  it('is nothing any more once the agent itself took its edit back', async () => {
    at().put('a.txt', '1\n2\n');
    const review = await start();
    at().apply({ 'a.txt': '1\nTWO\n' });
    at().apply({ 'a.txt': '1\n2\n' });
    assert.deepEqual(inShort(review), []);
  });

  it('stays a created file while the agent edits it, and disappears with it', async () => {
    const review = await start();
    at().apply({ 'n.txt': 'new\n' });
    at().apply({ 'n.txt': 'new\nmore\n' });
    assert.deepEqual(inShort(review), ['create n.txt +2 -0 @0']);
    at().apply({ 'n.txt': undefined });
    assert.deepEqual(inShort(review), []);
  });

  it('is an update against the old text where a file was deleted and made anew', async () => {
    at().put('a.txt', '1\n2\n');
    const review = await start();
    at().apply({ 'a.txt': undefined });
    assert.deepEqual(inShort(review), ['delete a.txt +0 -2']);
    at().apply({ 'a.txt': '1\nTWO\n' });
    assert.deepEqual(inShort(review), ['update a.txt +1 -1 @1']);
    assert.equal(fileOf(review, 'a.txt').baseline, '1\n2\n');
  });

  it('is the old text where a file was edited, then moved, then deleted', async () => {
    at().put('a.txt', '1\n2\n');
    const review = await start();
    at().apply({ 'a.txt': '1\nTWO\n' });
    at().apply({ 'a.txt': { to: 'b.txt', text: '1\nTWO\n' } });
    assert.deepEqual(inShort(review), ['move b.txt from a.txt +1 -1 @1']);
    at().apply({ 'b.txt': undefined });
    assert.deepEqual(inShort(review), ['delete a.txt +0 -2']);
    await review.undoAll();
    assert.equal(at().text('a.txt'), '1\n2\n');
  });

  it('is no move once the file is back where it was', async () => {
    at().put('a.txt', '1\n');
    const review = await start();
    at().apply({ 'a.txt': { to: 'b.txt', text: '1\n' } });
    at().apply({ 'b.txt': { to: 'c.txt', text: '1\n' } });
    assert.deepEqual(inShort(review), ['move c.txt from a.txt +0 -0']);
    at().apply({ 'c.txt': { to: 'a.txt', text: '1\n' } });
    assert.deepEqual(inShort(review), []);
  });

  it('comes to what can be undone where one file takes the place of another', async () => {
    at().put('a.txt', 'a\n');
    at().put('b.txt', 'b\n');
    const review = await start();
    at().apply({ 'a.txt': undefined });
    at().apply({ 'b.txt': { to: 'a.txt', text: 'b\n' } });
    assert.deepEqual(inShort(review), ['update a.txt +1 -1 @0', 'delete b.txt +0 -1']);
    await review.undoAll();
    assert.deepEqual([at().text('a.txt'), at().text('b.txt')], ['a\n', 'b\n']);

    at().apply({ 'a.txt': { to: 'c.txt', text: 'a\n' } });
    at().apply({ 'a.txt': 'new\n' });
    assert.deepEqual(inShort(review), ['update a.txt +1 -1 @0', 'create c.txt +1 -0 @0']);
    await review.undoAll();
    assert.deepEqual([at().text('a.txt'), at().text('c.txt')], ['a\n', undefined]);
  });

  it('is followed where the user types, before, in and behind a hunk', async () => {
    at().put('a.txt', '1\n2\n3\n');
    const review = await start();
    at().apply({ 'a.txt': '1\nTWO\n3\n' });
    at().type('a.txt', '1\n', '1\none and a half\n');
    at().type('a.txt', 'TWO', 'Two');
    at().type('a.txt', '3\n', '3\n4');
    assert.deepEqual(inShort(review), ['update a.txt +1 -1 @2']);
    assert.equal(fileOf(review, 'a.txt').baseline, '1\none and a half\n2\n3\n4');
    await review.undoAll();
    assert.equal(at().text('a.txt'), '1\none and a half\n2\n3\n4');
  });

  it('is nothing any more once the user took it back in the editor', async () => {
    at().put('a.txt', '1\n2\n3\n');
    const review = await start();
    at().apply({ 'a.txt': '1\n3\n' });
    at().type('a.txt', '1\n', '1\n2\n', { isRevert: true });
    assert.deepEqual(inShort(review), []);
  });

  it('goes along with a file or folder that the user renames, and goes with one that is deleted', async () => {
    at().put('dir/a.txt', '1\n2\n');
    at().put('b.txt', '1\n');
    const review = await start();
    at().apply({ 'dir/a.txt': '1\nTWO\n', 'b.txt': 'ONE\n' });
    at().rename('dir', 'folder');
    at().rename('b.txt', 'c.txt');
    assert.deepEqual(inShort(review), ['update c.txt +1 -1 @0', 'update folder/a.txt +1 -1 @1']);
    at().remove('c.txt');
    await review.undoAll();
    assert.equal(at().text('folder/a.txt'), '1\n2\n');
    assert.deepEqual(inShort(review), []);
  });

  it('is compared with the disk when its document opens, or a decision is asked for', async () => {
    at().put('a.txt', '1\n2\n3\n');
    const review = await start();
    at().apply({ 'a.txt': '1\nTWO\n3\n' });
    at().overwrite('a.txt', '0\n1\nTWO\n3\n');
    at().open('a.txt');
    assert.deepEqual(inShort(review), ['update a.txt +1 -1 @2']);
    at().overwrite('a.txt', '0\n1\nTWO\n3\n4\n');
    await review.undoHunk(uriOf('a.txt'), hunkOf(review, 'a.txt', 0));
    assert.equal(at().text('a.txt'), '0\n1\n2\n3\n4\n');
  });

  it('follows a checkpoint that sets texts back, also past an edit that came later', async () => {
    at().put('a.txt', '1\n2\n3\n');
    at().put('b.txt', '1\n');
    const review = await start();
    at().apply({ 'a.txt': '1\nTWO\n3\n', 'b.txt': 'ONE\n' });
    at().apply({ 'a.txt': '1\nTWO\n', 'n.txt': 'new\n' });
    at().apply({ 'a.txt': '1\nTWO\n3\n', 'n.txt': undefined }, checkpoint);
    assert.deepEqual(inShort(review), ['update a.txt +1 -1 @1', 'update b.txt +1 -1 @0']);
    at().apply({ 'a.txt': '1\n2\n3\n', 'b.txt': '1\n' }, checkpoint);
    assert.deepEqual(inShort(review), []);
  });

  it('is still true where all line endings are changed, or a change went unseen', async () => {
    at().put('a.txt', '1\n2\n3\n');
    const review = await start();
    at().apply({ 'a.txt': '1\nTWO\n3\n' });
    at().overwrite('a.txt', '1\r\nTWO\r\n3\r\n');
    at().open('a.txt');
    at().type('a.txt', '3\r\n', '3\r\n4\r\n');
    assert.deepEqual(inShort(review), ['update a.txt +1 -1 @1']);
    await review.undoAll();
    assert.equal(at().text('a.txt'), '1\r\n2\r\n3\r\n4\r\n');
  });

  it('is told to who listens, once for each change', async () => {
    at().put('a.txt', '1\n');
    const review = await start();
    let told = 0;
    review.onDidChange(() => (told += 1));
    at().apply({ 'a.txt': 'ONE\n' });
    at().type('a.txt', 'ONE', 'One');
    await review.keepAll();
    await review.keepAll();
    assert.equal(told, 3);
  });
});
