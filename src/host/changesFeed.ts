import { DisposableStore, toDisposable, type Disposable } from '../base/disposable.ts';
import { describeError } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import type { ChangesView } from '../protocol/changesView.ts';
import { changesView, MOST_FILES } from './presenting/changes.ts';
import type { Review, ReviewFile } from './review/review.ts';

/** ms between two looks at what is under review: it changes with every key that is pressed in it. */
const PAUSE_MS = 150;

/**
 * Tells what is under review whenever it may have changed, and once at the start. One look at a
 * time; what changes meanwhile is in the next, so this one may be shown and be a moment behind. No
 * timer runs while nothing changes.
 * @param readText the text of a file as it is now, unsaved text included
 */
export function createChangesFeed(parts: {
  readonly review: Pick<Review, 'files' | 'onDidChange'>;
  readonly readText: (uri: string) => Promise<string>;
  readonly show: (changes: ChangesView) => void;
  readonly logger: Logger;
}): Disposable {
  const { review, readText, show, logger } = parts;
  const store = new DisposableStore();
  let isLooking = false;
  let isStale = false;
  let isDisposed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** A file that is gone, or cannot be read now, is listed without its lines. */
  const textOf = async ({ uri, change, hunks }: ReviewFile): Promise<string> => {
    if (change === 'delete' || hunks.length === 0) return '';
    try {
      return await readText(uri);
    } catch (error) {
      logger.warn(`A file under review could not be read: ${describeError(error)}`);
      return '';
    }
  };
  const look = async (): Promise<void> => {
    const { files } = review;
    const texts = new Map<string, string>();
    for (const file of files.slice(0, MOST_FILES)) texts.set(file.uri, await textOf(file));
    if (!isDisposed) show(changesView(files, uri => texts.get(uri)));
  };
  const begin = (): void => {
    isLooking = true;
    isStale = false;
    look()
      .catch((error: unknown) => {
        logger.error('What is under review could not be shown', error);
      })
      .finally(() => {
        if (isDisposed) return;
        timer = setTimeout(() => {
          isLooking = false;
          if (isStale) begin();
        }, PAUSE_MS);
      });
  };

  store.add(
    review.onDidChange(() => {
      isStale = true;
      if (!isLooking) begin();
    }),
  );
  store.add(
    toDisposable(() => {
      isDisposed = true;
      clearTimeout(timer);
    }),
  );
  begin();
  return store;
}
