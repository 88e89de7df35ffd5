import * as l10n from '@vscode/l10n';
import type { Token, Tokens } from 'marked';
import type { ComponentChild, VNode } from 'preact';
import { FoldButtons, useFold } from './fold.tsx';

/** Items that are drawn at first, and with each press. */
const FEW = 300;
const MORE = 1_000;

/** @param content draws what an item holds */
export function List(props: {
  readonly list: Tokens.List;
  readonly content: (tokens: readonly Token[]) => readonly ComponentChild[];
}): VNode {
  const { list, content } = props;
  const direction = directionOf(list);
  const fold = useFold(list.items.length, FEW, MORE);
  const items = list.items.slice(0, fold.shown).map((item, at) => (
    <li key={at} class={item.task ? 'task' : undefined}>
      {content(item.tokens)}
    </li>
  ));
  return (
    <>
      {list.ordered ? (
        <ol dir={direction} start={list.start === '' ? 1 : list.start}>
          {items}
        </ol>
      ) : (
        <ul dir={direction}>{items}</ul>
      )}
      {fold.isFoldable && (
        <FoldButtons
          fold={fold}
          all={l10n.t('Show all {0} items', list.items.length)}
          more={l10n.t('Show more items')}
        />
      )}
    </>
  );
}

/** UTF-16 code units in which a first letter is looked for. */
const NEAR = 500;

const RIGHT_TO_LEFT = /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}]/u;

/**
 * As its first letter is read; as what surrounds it where it has none. Of `dir="auto"` the browser
 * would pass over what has a direction of its own, and so over the paragraphs of each item. The
 * items follow the list, or a number could stand on the side that has no room for it.
 */
function directionOf(list: Tokens.List): 'ltr' | 'rtl' | undefined {
  const words = list.raw.slice(0, NEAR).replace(/^\s*\S+\s+(?:\[x\])?/i, '');
  const letter = /\p{L}/u.exec(words)?.[0];
  if (letter === undefined) return undefined;
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}
