import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  changesView,
  LONGEST_ROW,
  MOST_FILES,
  MOST_HUNKS,
  MOST_ROW_TEXT,
  MOST_ROWS_PER_HUNK,
  showSame,
} from '../../../../src/host/presenting/changes.ts';
import type { ReviewFile, ReviewHunk } from '../../../../src/host/review/review.ts';
import { ChangesView, NO_CHANGES } from '../../../../src/protocol/changesView.ts';

function lines(from: number, to: number, word = 'line'): string[] {
  return Array.from({ length: to - from }, (_, at) => `${word} ${from + at}`);
}

function hunkAt(id: string, place: Partial<ReviewHunk>): ReviewHunk {
  return { id, from: 0, to: 0, baseFrom: 0, baseTo: 0, ...place };
}

function reviewFile(file: Partial<ReviewFile>): ReviewFile {
  const { hunks = [] } = file;
  return {
    uri: 'file:///w/a.ts',
    display: 'a.ts',
    change: 'update',
    baseline: '',
    added: hunks.reduce((sum, hunk) => sum + hunk.to - hunk.from, 0),
    removed: hunks.reduce((sum, hunk) => sum + hunk.baseTo - hunk.baseFrom, 0),
    ...file,
    hunks,
  };
}

function rowsOf(view: ChangesView): string[] {
  const [file] = view.files;
  return (file?.hunks[0]?.rows ?? []).map(({ kind, text }) => `${kind} ${text}`);
}

describe('what the panel is sent of the review', () => {
  it('is nothing while nothing is under review', () => {
    assert.deepEqual(
      changesView([], () => ''),
      NO_CHANGES,
    );
  });

  it('R05: shows what was removed above what was added, without line endings', () => {
    const file = reviewFile({
      baseline: 'one\r\ntwo\r\nthree\r\n',
      hunks: [hunkAt('h', { from: 1, to: 3, baseFrom: 1, baseTo: 2 })],
    });
    const view = changesView([file], () => 'one\r\nTWO\r\nmore\r\nthree\r\n');
    assert.deepEqual(rowsOf(view), ['removed two', 'added TWO', 'added more']);
    assert.deepEqual(view.files[0]?.hunks[0], {
      id: 'h',
      line: 2,
      added: 2,
      removed: 1,
      rows: view.files[0]?.hunks[0]?.rows,
      moreRows: 0,
    });
  });

  it('counts files, lines and changes over all, a file without hunks as one change', () => {
    const view = changesView(
      [
        reviewFile({
          uri: 'a',
          baseline: 'x\n',
          hunks: [
            hunkAt('1', { to: 1, baseTo: 1 }),
            hunkAt('2', { from: 1, to: 3, baseFrom: 1, baseTo: 1 }),
          ],
        }),
        reviewFile({ uri: 'b', change: 'delete', removed: 7 }),
        reviewFile({ uri: 'c', change: 'move', movedFrom: 'old.ts' }),
      ],
      () => '1\n2\n3\n',
    );
    assert.deepEqual(
      { added: view.added, removed: view.removed, changeCount: view.changeCount },
      { added: 3, removed: 8, changeCount: 4 },
    );
    assert.equal(view.files[2]?.movedFrom, 'old.ts');
  });

  it('R23: cuts a long hunk and a long line, and says how much is left out', () => {
    const file = reviewFile({
      baseline: lines(0, 40, 'old').join('\n'),
      hunks: [hunkAt('h', { from: 0, to: 30, baseFrom: 0, baseTo: 40 })],
    });
    const text = ['x'.repeat(5_000_000), ...lines(1, 30, 'new')].join('\n');
    const view = changesView([file], () => text);
    assert.equal(rowsOf(view).length, MOST_ROWS_PER_HUNK);
    assert.deepEqual(rowsOf(view).slice(0, 6), lines(0, 6, 'removed old'));
    assert.equal(view.files[0]?.hunks[0]?.moreRows, 70 - MOST_ROWS_PER_HUNK);
    assert.match(rowsOf(view)[6] ?? '', /x \[… 4999700 more characters\]$/);
  });

  it('gives one side of a hunk the rows that the other does not need', () => {
    const file = reviewFile({
      baseline: lines(0, 2, 'old').join('\n'),
      hunks: [hunkAt('h', { from: 0, to: 30, baseFrom: 0, baseTo: 2 })],
    });
    const view = changesView([file], () => lines(0, 30, 'new').join('\n'));
    assert.deepEqual(rowsOf(view), [...lines(0, 2, 'removed old'), ...lines(0, 10, 'added new')]);
  });

  it('keeps to its bounds however much is under review, and counts the rest', () => {
    const hunks = lines(0, 20).map((id, at) =>
      hunkAt(id, { from: at * 12, to: at * 12 + 12, baseFrom: 0, baseTo: 0 }),
    );
    const files = lines(0, 300).map(uri => reviewFile({ uri, hunks }));
    const text = lines(0, 240, 'w'.repeat(400)).join('\n');
    const view = changesView(files, () => text);
    assert.equal(view.files.length, MOST_FILES);
    assert.equal(view.moreFiles, 100);
    assert.equal(view.changeCount, 6_000);
    const shown = view.files.flatMap(file => file.hunks);
    assert.equal(shown.length, MOST_HUNKS);
    assert.equal(
      view.files.reduce((sum, file) => sum + file.hunks.length + file.moreHunks, 0),
      200 * 20,
    );
    assert.ok(JSON.stringify(view).length < MOST_ROW_TEXT + 300_000);
    assert.ok(shown.every(({ rows, moreRows }) => rows.length + moreRows === 12));
  });

  it('never has a row that is not in the texts, wherever the hunks say that they are', () => {
    const place = fc.nat({ max: 30 });
    const hunk = fc
      .tuple(place, place, place, place)
      .map(([from, more, baseFrom, baseMore]) =>
        hunkAt('h', { from, to: from + more, baseFrom, baseTo: baseFrom + baseMore }),
      );
    fc.assert(
      fc.property(fc.nat({ max: 20 }), fc.nat({ max: 20 }), hunk, (before, now, at) => {
        const file = reviewFile({ baseline: lines(0, before).join('\n'), hunks: [at] });
        const view = changesView([file], () => lines(0, now).join('\n'));
        const expected = [
          ...lines(0, before, 'removed line').slice(at.baseFrom, at.baseTo),
          ...lines(0, now, 'added line').slice(at.from, at.to),
        ];
        assert.ok(rowsOf(view).every(row => expected.includes(row)));
        assert.ok(rowsOf(view).length <= MOST_ROWS_PER_HUNK);
        assert.ok(ChangesView.safeParse(view).success);
        assert.ok(rowsOf(view).every(row => row.length < LONGEST_ROW + 60));
      }),
    );
  });

  it('is the same as long as nothing that is shown changes', () => {
    const view = (to: number): ChangesView =>
      changesView([reviewFile({ hunks: [hunkAt('h', { to })] })], () => 'a\nb\n');
    assert.ok(showSame(view(1), view(1)));
    assert.ok(!showSame(view(1), view(2)));
  });
});
