import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { createBaselineDocuments } from './baselineDocuments.ts';
import { createChangesView } from './changesView.ts';
import { coalesced } from './coalesced.ts';
import type { Review } from './review.ts';
import { createReviewContext } from './reviewContext.ts';
import { createReviewControl } from './reviewControl.ts';
import { createReviewDecorations } from './reviewDecorations.ts';
import { createFileDecorations } from './reviewFileDecorations.ts';
import { createReviewLenses } from './reviewLenses.ts';
import { createReviewStatus } from './reviewStatus.ts';

/** Everything in which the editor shows what is under review; its commands are `createReviewCommands`. */
export function createReviewUi({ review }: { readonly review: Review }): Disposable {
  const store = new DisposableStore();
  const { event } = store.add(coalesced(review.onDidChange));
  // The baselines first: who shows them is told of the change right after.
  store.add(createBaselineDocuments(review));
  store.add(createReviewContext(review, event));
  store.add(createReviewControl(review, event));
  store.add(createReviewDecorations(review, event));
  store.add(createReviewLenses(review, event));
  store.add(createChangesView(review, event));
  store.add(createFileDecorations(review, event));
  store.add(createReviewStatus(review, event));
  return store;
}
