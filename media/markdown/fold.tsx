import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';

/** What is drawn of something long; the rest comes in parts, so that a page stays bounded. */
export interface Fold {
  /** How many of all are drawn. */
  readonly shown: number;
  readonly total: number;
  /** How many more come with the next press. */
  readonly step: number;
  readonly isFoldable: boolean;
  readonly isUnfolded: boolean;
  readonly more: () => void;
  readonly less: () => void;
}

/**
 * @param few how many are drawn at first
 * @param step how many more with each press
 */
export function useFold(total: number, few: number, step: number): Fold {
  const [wanted, setWanted] = useState(few);
  return {
    shown: Math.min(total, wanted),
    total,
    step,
    isFoldable: total > few,
    isUnfolded: total > few && wanted > few,
    more: () => setWanted(wanted + step),
    less: () => setWanted(few),
  };
}

/** Buttons below what is folded: nothing if all of it always fits. */
export function FoldButtons(props: {
  readonly fold: Fold;
  /** Says what is shown when the next press shows all of it. */
  readonly all: string;
  /** When it does not. */
  readonly more: string;
}): VNode | null {
  const { fold, all, more } = props;
  if (!fold.isFoldable) return null;
  const hidden = fold.total - fold.shown;
  return (
    <div class="fold">
      {hidden > 0 && (
        <button type="button" class="text-button" data-unfold onClick={fold.more}>
          {hidden <= fold.step ? all : more}
        </button>
      )}
      {fold.isUnfolded && (
        <button type="button" class="text-button" onClick={fold.less}>
          {l10n.t('Show less')}
        </button>
      )}
    </div>
  );
}
