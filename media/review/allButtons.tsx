import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { isComposing } from '../composition.ts';
import { usePanel } from '../panelContext.ts';
import type { Reviewing } from './useReviewing.ts';

/** "Keep all" and "Undo all"; the latter is asked for twice, and the second time it says how many. */
export function AllButtons(props: {
  readonly changeCount: number;
  readonly reviewing: Reviewing;
}): VNode {
  const { changeCount, reviewing } = props;
  const { announce } = usePanel();
  /** How many changes the first press meant: when others come to them, it is asked anew. */
  const [askedFor, setAskedFor] = useState<number | undefined>(undefined);
  const undoButton = useRef<HTMLButtonElement>(null);
  const isAsking = askedFor === changeCount && !reviewing.isBusy;
  const undoThem =
    changeCount === 1 ? l10n.t('Undo 1 change') : l10n.t('Undo {0} changes', changeCount);

  const cancel = (): void => {
    undoButton.current?.focus();
    setAskedFor(undefined);
  };
  const undo = (): void => {
    if (isAsking) {
      setAskedFor(undefined);
      reviewing.undo({ kind: 'all' }, { count: changeCount });
    } else {
      setAskedFor(changeCount);
      announce(l10n.t('{0}? Press again to confirm, or Escape to cancel.', undoThem));
    }
  };
  return (
    <div
      class="change-all"
      onKeyDown={event => {
        if (event.key !== 'Escape' || !isAsking || isComposing(event)) return;
        // It ends the question and not the turn.
        event.preventDefault();
        cancel();
      }}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        const staysHere = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (!staysHere) setAskedFor(undefined);
      }}
    >
      {/* One for the other, so that "Undo" stays where it was under the pointer. */}
      {isAsking ? (
        <button key="cancel" type="button" class="button" onClick={cancel}>
          {l10n.t('Cancel')}
        </button>
      ) : (
        <button
          key="keep"
          type="button"
          class="button primary"
          data-action="keep"
          data-level="all"
          aria-disabled={reviewing.isBusy}
          onClick={() => reviewing.keep({ kind: 'all' }, { count: changeCount })}
        >
          {l10n.t('Keep all')}
        </button>
      )}
      <button
        type="button"
        class={isAsking ? 'button sure' : 'button'}
        ref={undoButton}
        data-action="undo"
        data-level="all"
        aria-disabled={reviewing.isBusy}
        onClick={undo}
      >
        {isAsking ? undoThem : l10n.t('Undo all')}
      </button>
    </div>
  );
}
