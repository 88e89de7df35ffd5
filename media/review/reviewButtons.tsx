import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { EditTarget } from '../../src/protocol/changesView.ts';
import { Icon } from '../icons.tsx';
import type { Reviewed } from './reviewWords.ts';
import type { Reviewing } from './useReviewing.ts';

/** "Keep" and "Undo" of a file or a hunk; the descriptions say of which. */
export function ReviewButtons(props: {
  readonly target: Exclude<EditTarget, { kind: 'all' }>;
  readonly what: Reviewed;
  readonly keepTitle: string;
  readonly undoTitle: string;
  readonly reviewing: Reviewing;
}): VNode {
  const { target, what, reviewing } = props;
  return (
    <>
      <button
        type="button"
        class="icon-button"
        data-action="keep"
        data-level={target.kind}
        aria-label={l10n.t('Keep')}
        title={props.keepTitle}
        aria-disabled={reviewing.isBusy}
        onClick={() => reviewing.keep(target, what)}
      >
        <Icon name="check" />
      </button>
      <button
        type="button"
        class="icon-button"
        data-action="undo"
        data-level={target.kind}
        aria-label={l10n.t('Undo')}
        title={props.undoTitle}
        aria-disabled={reviewing.isBusy}
        onClick={() => reviewing.undo(target, what)}
      >
        <Icon name="undo" />
      </button>
    </>
  );
}
