import assert from 'node:assert/strict';
import { diffFile } from '../../../src/edits/lineDiff.ts';

const lines = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);

describe('the diff that a person sees', () => {
  it('shows each change with three lines around it and both line numbers', () => {
    const before = `${lines(1, 20).join('\n')}\n`;
    const after = before.replace('line 5\n', 'five\nfive and a half\n').replace('line 18\n', '');
    const diff = diffFile({ path: 'a.ts', change: 'update', before, after });
    assert.deepEqual(
      { ...diff, hunks: diff.hunks.map(hunk => [hunk.oldStart, hunk.newStart, hunk.lines.length]) },
      {
        path: 'a.ts',
        change: 'update',
        added: 2,
        removed: 2,
        hunks: [
          [2, 2, 9],
          [15, 16, 6],
        ],
      },
    );
    assert.deepEqual(
      diff.hunks[0]?.lines.slice(3, 6).map(line => `${line.kind} ${line.text}`),
      ['removed line 5', 'added five', 'added five and a half'],
    );
  });

  it('shows a new file as added and a deleted one as removed', () => {
    assert.deepEqual(diffFile({ path: 'a', change: 'create', before: '', after: 'x\n' }).hunks, [
      { oldStart: 1, newStart: 1, lines: [{ kind: 'added', text: 'x' }] },
    ]);
    assert.equal(diffFile({ path: 'a', change: 'delete', before: 'x\ny', after: '' }).removed, 2);
  });

  it('leaves line endings and the remark about a missing newline out', () => {
    const diff = diffFile({ path: 'a', change: 'update', before: 'a\r\nb', after: 'a\r\nc' });
    assert.deepEqual(diff.hunks[0]?.lines, [
      { kind: 'context', text: 'a' },
      { kind: 'removed', text: 'b' },
      { kind: 'added', text: 'c' },
    ]);
  });

  it('has no hunks for a mere move', () => {
    assert.deepEqual(
      diffFile({ path: 'a', change: 'move', newPath: 'b', before: 'x', after: 'x' }),
      { path: 'a', change: 'move', newPath: 'b', added: 0, removed: 0, hunks: [] },
    );
  });
});
