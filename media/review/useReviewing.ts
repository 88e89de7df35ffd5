import { useRef, useState } from 'preact/hooks';
import type { EditTarget } from '../../src/protocol/changesView.ts';
import { usePanel } from '../panelContext.ts';
import { keptWords, undoneWords, type Reviewed } from './reviewWords.ts';

/** What the buttons of the review do: one thing at a time, each said once when it is done. */
export interface Reviewing {
  /** Something is being done; the buttons do nothing meanwhile. */
  readonly isBusy: boolean;
  keep(target: EditTarget, what: Reviewed): void;
  undo(target: EditTarget, what: Reviewed): void;
}

export function useReviewing(): Reviewing {
  const { ask, announce } = usePanel();
  const [isBusy, setBusy] = useState(false);
  /** Known at once, before anything is drawn. */
  const isAsking = useRef(false);

  const act = async (
    name: 'keepEdits' | 'undoEdits',
    target: EditTarget,
    words: string,
  ): Promise<void> => {
    if (isAsking.current) return;
    isAsking.current = true;
    setBusy(true);
    const answer = await ask(name, { target });
    isAsking.current = false;
    setBusy(false);
    if (answer !== undefined) announce(words);
  };
  return {
    isBusy,
    keep: (target, what) => void act('keepEdits', target, keptWords(what)),
    undo: (target, what) => void act('undoEdits', target, undoneWords(what)),
  };
}
