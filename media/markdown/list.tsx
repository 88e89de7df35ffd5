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
  const fold = useFold(list.items.length, FEW, MORE);
  const items = list.items.slice(0, fold.shown).map((item, at) => (
    <li key={at} dir="auto" class={item.task ? 'task' : undefined}>
      {content(item.tokens)}
    </li>
  ));
  return (
    <>
      {list.ordered ? (
        <ol dir="auto" start={list.start === '' ? 1 : list.start}>
          {items}
        </ol>
      ) : (
        <ul dir="auto">{items}</ul>
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
