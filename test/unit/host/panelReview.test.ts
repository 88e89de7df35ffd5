import assert from 'node:assert/strict';
import { createPanelReview } from '../../../src/host/panelReview.ts';
import type { Review, ReviewFile } from '../../../src/host/review/review.ts';

const file: ReviewFile = {
  uri: 'file:///w/a.ts',
  display: 'a.ts',
  change: 'update',
  baseline: '',
  added: 1,
  removed: 0,
  hunks: [{ id: 'h1', from: 0, to: 1, baseFrom: 0, baseTo: 0 }],
};

/** A review of one file that notes what it is told to do. */
function reviewOf(done: string[]): Review {
  const note =
    (name: string) =>
    (...args: readonly string[]): Promise<void> => {
      done.push([name, ...args].join(' '));
      return Promise.resolve();
    };
  return {
    files: [file],
    onDidChange: () => ({ dispose: () => undefined }),
    file: uri => (uri === file.uri ? file : undefined),
    keepHunk: note('keepHunk'),
    undoHunk: note('undoHunk'),
    keepFile: note('keepFile'),
    undoFile: note('undoFile'),
    keepAll: note('keepAll'),
    undoAll: note('undoAll'),
    takeUndone: () => [],
    flush: () => Promise.resolve(),
    dispose: () => undefined,
  };
}

describe('the review from the panel', () => {
  let done: string[];
  let panelReview: ReturnType<typeof createPanelReview>;
  const note = (name: string, uri: string, hunkId = ''): Promise<void> => {
    done.push(`${name} ${uri} ${hunkId}`.trim());
    return Promise.resolve();
  };

  beforeEach(() => {
    done = [];
    panelReview = createPanelReview(reviewOf(done), {
      open: (uri, hunkId) => note('open', uri, hunkId),
      openDiff: uri => note('openDiff', uri),
    });
  });

  it('keeps and undoes exactly what was pressed', async () => {
    const { uri } = file;
    for (const act of ['keep', 'undo'] as const) {
      await panelReview[act]({ kind: 'hunk', uri, id: 'h1' });
      await panelReview[act]({ kind: 'file', uri });
      await panelReview[act]({ kind: 'all' });
    }
    await panelReview.open(uri, 'h1');
    await panelReview.openDiff(uri);
    assert.deepEqual(done, [
      `keepHunk ${uri} h1`,
      `keepFile ${uri}`,
      'keepAll',
      `undoHunk ${uri} h1`,
      `undoFile ${uri}`,
      'undoAll',
      `open ${uri} h1`,
      `openDiff ${uri}`,
    ]);
  });

  it('touches no file that is not under review, and says so', async () => {
    const other = 'file:///etc/passwd';
    const expected = { message: 'This change is no longer under review.' };
    await assert.rejects(panelReview.undo({ kind: 'file', uri: other }), expected);
    await assert.rejects(panelReview.keep({ kind: 'hunk', uri: file.uri, id: 'h2' }), expected);
    await assert.rejects(panelReview.open(other, undefined), expected);
    await assert.rejects(panelReview.openDiff(other), expected);
    assert.deepEqual(done, []);
  });
});
