import assert from 'node:assert/strict';
import { newChange, reviewedNow } from '../../../../src/host/selection/newChange.ts';
import type { ReviewFile } from '../../../../src/host/review/review.ts';

const file = (uri: string, hunks: readonly [string, number, number][]): ReviewFile => ({
  uri,
  display: uri,
  change: 'update',
  baseline: '',
  added: 1,
  removed: 0,
  hunks: hunks.map(([id, from, to]) => ({ id, from, to, baseFrom: from, baseTo: from })),
});

describe('the change that an instruction made', () => {
  it('is the first that was not under review before, in the file that was looked at', () => {
    const before = reviewedNow([file('b', [['old', 2, 3]])]);
    const now = [
      file('a', [['other', 1, 2]]),
      file('b', [
        ['old', 2, 3],
        ['new', 7, 9],
      ]),
    ];
    assert.deepEqual(newChange(now, before, 'b'), { uri: 'b', hunkId: 'new' });
  });

  it('is the hunk above one that it moved, and one that grew', () => {
    const before = reviewedNow([file('b', [['old', 2, 3]])]);
    const above = [
      file('b', [
        ['new', 0, 2],
        ['old', 4, 5],
      ]),
    ];
    assert.deepEqual(newChange(above, before, 'b'), { uri: 'b', hunkId: 'new' });
    assert.deepEqual(newChange([file('b', [['old', 2, 6]])], before, 'b'), {
      uri: 'b',
      hunkId: 'old',
    });
  });

  it('may be in another file, or a file that has no lines', () => {
    const created: ReviewFile = { ...file('c', []), change: 'create' };
    assert.deepEqual(newChange([created], new Set(), 'b'), { uri: 'c' });
  });

  it('is none where nothing came', () => {
    const files = [file('b', [['old', 2, 3]])];
    assert.equal(newChange(files, reviewedNow(files), 'b'), undefined);
  });
});
