import assert from 'node:assert/strict';
import { PlumbError } from '../../../../src/base/errors.ts';
import { uriOf } from '../../../support/reviewedFolder.ts';
import { fileOf, hunkOf, inShort, reviewForEachTest } from './reviewing.ts';

const other = { kind: 'agent', chatId: 'other', messageId: 'm2' } as const;

describe('keeping and undoing', () => {
  const { at, start } = reviewForEachTest();

  it('decides hunk by hunk while the agent goes on, and undoing the rest gives the original', async () => {
    at().put('a.txt', '1\n2\n3\n4\n5');
    const review = await start();
    at().apply({ 'a.txt': 'ONE\n2\nTHREE\n4\nFIVE' });
    await review.keepHunk(uriOf('a.txt'), hunkOf(review, 'a.txt', 0));
    at().apply({ 'a.txt': 'ONE\n2\nTHREE\n4\nFIVE\n6' });
    await review.undoHunk(uriOf('a.txt'), hunkOf(review, 'a.txt', 0));
    assert.equal(at().text('a.txt'), 'ONE\n2\n3\n4\nFIVE\n6');
    assert.deepEqual(inShort(review), ['update a.txt +2 -1 @4']);
    await review.undoFile(uriOf('a.txt'));
    assert.equal(at().text('a.txt'), 'ONE\n2\n3\n4\n5');
    assert.deepEqual(inShort(review), []);
  });

  it('sets all files back at once: created, deleted, moved and edited ones (R33)', async () => {
    at().put('a.txt', '1\r\n2\r\n', 'utf16le');
    at().put('b.txt', 'gone', 'windows1252');
    at().put('c.txt', 'c\n', 'utf8bom');
    const before = [...at().files.values()];
    const review = await start();
    at().apply({
      'a.txt': '1\r\nTWO\r\n',
      'b.txt': undefined,
      'c.txt': { to: 'd/c.txt', text: 'C\n' },
      'n.txt': 'new\n',
    });
    await review.undoAll();
    assert.deepEqual(
      [...at().files.values()].sort((x, y) => x.uri.localeCompare(y.uri)),
      before,
    );
    assert.equal(at().restored(), 1);
    assert.deepEqual(inShort(review), []);
  });

  it('keeps a file, or everything, and touches nothing', async () => {
    at().put('a.txt', '1\n');
    const review = await start();
    at().apply({ 'a.txt': 'ONE\n', 'n.txt': 'new\n', 'm.txt': 'new\n' });
    await review.keepFile(uriOf('a.txt'));
    assert.deepEqual(inShort(review), ['create m.txt +1 -0 @0', 'create n.txt +1 -0 @0']);
    await review.keepHunk(uriOf('m.txt'), hunkOf(review, 'm.txt', 0));
    await review.keepAll();
    assert.deepEqual(inShort(review), []);
    assert.equal(at().restored(), 0);
  });

  it('undoes a created file by its hunk, but never one that the user typed in', async () => {
    const review = await start();
    at().apply({ 'n.txt': 'new\n', 'm.txt': 'new\n' });
    await review.undoHunk(uriOf('n.txt'), hunkOf(review, 'n.txt', 0));
    assert.equal(at().text('n.txt'), undefined);
    at().type('m.txt', 'new\n', 'new\nmine\n');
    await assert.rejects(
      review.undoFile(uriOf('m.txt')),
      (error: unknown) => error instanceof PlumbError && /You changed m\.txt/.test(error.message),
    );
    at().apply({ 'm.txt': 'new\nmine\nmore\n' });
    await assert.rejects(review.undoAll(), PlumbError);
    assert.equal(at().text('m.txt'), 'new\nmine\nmore\n');
    assert.deepEqual(inShort(review), ['create m.txt +3 -0 @0']);
  });

  it('undoes nothing at all if one of the files cannot be set back', async () => {
    at().put('a.txt', '1\n');
    at().put('b.txt', '1\n');
    const review = await start();
    at().apply({ 'a.txt': 'ONE\n', 'b.txt': { to: 'c.txt', text: '1\n' } });
    at().beforeRestore = () => {
      at().type('a.txt', '\n', '!\n');
    };
    await assert.rejects(review.undoAll(), /Nothing was undone/);
    assert.equal(at().text('c.txt'), '1\n');
    assert.deepEqual(inShort(review), ['update a.txt +1 -1 @0', 'move c.txt from b.txt +0 -0']);
  });

  it('looks again if the agent or the user changed the file in between', async () => {
    at().put('a.txt', '1\n2\n3\n');
    const review = await start();
    at().apply({ 'a.txt': 'ONE\n2\n3\n' });
    at().beforeRestore = () => {
      at().beforeRestore = () => undefined;
      at().apply({ 'a.txt': 'ONE\n2\nTHREE\n' });
    };
    await review.undoHunk(uriOf('a.txt'), hunkOf(review, 'a.txt', 0));
    assert.equal(at().text('a.txt'), '1\n2\nTHREE\n');
    assert.deepEqual(inShort(review), ['update a.txt +1 -1 @2']);
  });

  it('does a click that comes twice once, and each of two different ones', async () => {
    at().put('a.txt', '1\n2\n3\n');
    const review = await start();
    at().apply({ 'a.txt': 'ONE\n2\nTHREE\n' });
    const [first, second] = fileOf(review, 'a.txt').hunks;
    const undo = (id = ''): Promise<void> => review.undoHunk(uriOf('a.txt'), id);
    await Promise.all([undo(first?.id), undo(first?.id), undo(second?.id), review.undoAll()]);
    assert.equal(at().text('a.txt'), '1\n2\n3\n');
    assert.equal(at().restored(), 2);
  });

  it('tells each chat once what was undone of its edits, by lines as they stand now', async () => {
    at().put('a.txt', '1\n2\n3\n4\n5\n');
    const review = await start();
    at().apply({ 'a.txt': '1\nTWO\ntwo\n3\n4\n5\n' });
    at().apply({ 'a.txt': '1\nTWO\ntwo\n3\n4\nFIVE\n' }, other);
    await review.undoHunk(uriOf('a.txt'), hunkOf(review, 'a.txt', 1));
    assert.deepEqual(review.takeUndone('chat'), []);
    assert.deepEqual(review.takeUndone('other'), [
      { path: 'a.txt', line: 6, rows: ['-FIVE', '+5'] },
    ]);
    assert.deepEqual(review.takeUndone('other'), []);
    await review.undoAll();
    assert.deepEqual(review.takeUndone('chat'), [
      { path: 'a.txt', line: 2, rows: ['-TWO', '-two', '+2'] },
    ]);
    assert.deepEqual(review.takeUndone('other'), []);
  });

  it('tells of created, deleted and moved files too, and no more rows than are of use', async () => {
    at().put('d.txt', 'd\n');
    at().put('o.txt', 'o\n');
    const review = await start();
    at().apply({
      'd.txt': undefined,
      'n.txt': 'x\n'.repeat(100),
      'o.txt': { to: 'p.txt', text: 'o\n' },
    });
    await review.undoAll();
    const told = review.takeUndone('chat');
    const of = (path: string): readonly string[] =>
      told.find(edit => edit.path === path)?.rows ?? [];
    assert.deepEqual(of('d.txt'), ['+d']);
    assert.deepEqual(of('o.txt'), ['rename from p.txt']);
    assert.equal(of('n.txt').length, 41);
    assert.equal(of('n.txt').at(-1), '[… 60 more lines]');
  });
});
