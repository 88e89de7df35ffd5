import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nullLogger } from '../../src/base/logger.ts';
import { createReview } from '../../src/host/review/createReview.ts';
import type { Review } from '../../src/host/review/review.ts';
import { watchEditor } from '../../src/host/review/watchEditor.ts';
import { transactions } from './editing.ts';

/** The real review with nothing in it, for each test of the suite that calls this. */
export function reviewForEachTest(): () => Review {
  let folder = '';
  let review: Review | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumb-reviewed-'));
    review = await createReview({
      transactions,
      editor: watchEditor(),
      folder,
      logger: nullLogger,
      finished: [],
    });
  });
  afterEach(async () => {
    review?.dispose();
    await review?.flush();
    await rm(folder, { recursive: true, force: true });
  });
  return () => {
    assert.ok(review);
    return review;
  };
}
