import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Logger } from '../../../../src/base/logger.ts';
import { nullLogger } from '../../../../src/base/logger.ts';
import { createReview } from '../../../../src/host/review/createReview.ts';
import type { Review, ReviewFile } from '../../../../src/host/review/review.ts';
import { reviewedFolder, uriOf, type ReviewedFolder } from '../../../support/reviewedFolder.ts';

/** A review over files in memory, anew for each test, its own data in a folder on the disk. */
export function reviewForEachTest(): {
  readonly at: () => ReviewedFolder;
  readonly storage: () => string;
  readonly start: (logger?: Logger) => Promise<Review>;
} {
  let storage = '';
  let folder = reviewedFolder();
  const open: Review[] = [];

  beforeEach(async () => {
    storage = await mkdtemp(path.join(tmpdir(), 'plumb-review-'));
    folder = reviewedFolder();
  });
  afterEach(async () => {
    for (const review of open.splice(0)) {
      review.dispose();
      await review.flush();
    }
    await rm(storage, { recursive: true, force: true });
  });

  return {
    at: () => folder,
    storage: () => storage,
    start: async (logger = nullLogger) => {
      const { transactions, editor } = folder;
      const review = await createReview({ transactions, editor, folder: storage, logger });
      open.push(review);
      return review;
    },
  };
}

/** What is under review, in short: `update a.txt +1 -1 @1`. */
export function inShort(review: Review): string[] {
  return review.files.map(file => {
    const from = file.movedFrom === undefined ? '' : ` from ${file.movedFrom}`;
    const hunks = file.hunks.map(({ from: first }) => ` @${first}`).join('');
    return `${file.change} ${file.display}${from} +${file.added} -${file.removed}${hunks}`;
  });
}

export function fileOf(review: Review, name: string): ReviewFile {
  const file = review.file(uriOf(name));
  if (file === undefined) throw new Error(`${name} is not under review`);
  return file;
}

/** The id of a hunk, by its place among those of its file. */
export function hunkOf(review: Review, name: string, at: number): string {
  return fileOf(review, name).hunks.at(at)?.id ?? '';
}
