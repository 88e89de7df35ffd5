import * as l10n from '@vscode/l10n';
import { PlumbError, unreachable } from '../base/errors.ts';
import type { EditTarget } from '../protocol/changesView.ts';
import type { Review } from './review/review.ts';

/** What a person does from the panel with what is under review. All throw PlumbError. */
export interface PanelReview {
  keep(target: EditTarget): Promise<void>;
  undo(target: EditTarget): Promise<void>;
  /** Shows the hunk in the file's own editor; without an id the first one. */
  open(uri: string, hunkId: string | undefined): Promise<void>;
  /** Shows the file beside what it was. */
  openDiff(uri: string): Promise<void>;
}

/** The panel's buttons on the review. It names files by URI: none but those under review count. */
export function createPanelReview(
  review: Review,
  show: Pick<PanelReview, 'open' | 'openDiff'>,
): PanelReview {
  /** @throws PlumbError where another window, the editor or the agent was faster */
  const requireUnderReview = (uri: string, hunkId?: string): void => {
    const file = review.file(uri);
    const isThere = hunkId === undefined || file?.hunks.some(({ id }) => id === hunkId) === true;
    if (file === undefined || !isThere) {
      throw new PlumbError(l10n.t('This change is no longer under review.'));
    }
  };
  const requireTarget = (target: EditTarget): void => {
    if (target.kind === 'file') requireUnderReview(target.uri);
    else if (target.kind === 'hunk') requireUnderReview(target.uri, target.id);
  };
  return {
    keep: async target => {
      requireTarget(target);
      switch (target.kind) {
        case 'all':
          return review.keepAll();
        case 'file':
          return review.keepFile(target.uri);
        case 'hunk':
          return review.keepHunk(target.uri, target.id);
        default:
          return unreachable(target);
      }
    },
    undo: async target => {
      requireTarget(target);
      switch (target.kind) {
        case 'all':
          return review.undoAll();
        case 'file':
          return review.undoFile(target.uri);
        case 'hunk':
          return review.undoHunk(target.uri, target.id);
        default:
          return unreachable(target);
      }
    },
    open: async (uri, hunkId) => {
      requireUnderReview(uri, hunkId);
      await show.open(uri, hunkId);
    },
    openDiff: async uri => {
      requireUnderReview(uri);
      await show.openDiff(uri);
    },
  };
}
