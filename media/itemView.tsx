import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { ChatItem } from '../src/protocol/viewModel.ts';
import type { AnswerPart } from './answerItem.tsx';
import { lazyView } from './lazyView.tsx';
import { memo } from './memo.tsx';
import { Notice } from './notice.tsx';
import { TurnFooter } from './turnFooter.tsx';
import { UserMessage } from './userMessage.tsx';

/**
 * One item of the conversation; drawn again only when it is another one.
 * @param opensAnswer true for the first item after the user's message: a heading stands above it
 * @param isPast true for a notice after which the chat has gone on
 */
export const ItemView = memo(function ItemView(props: {
  readonly item: ChatItem;
  readonly opensAnswer: boolean;
  readonly isPast: boolean;
}): VNode {
  return (
    <>
      {props.opensAnswer && <h3 class="visually-hidden">{l10n.t('Plumb')}</h3>}
      {drawn(props.item, props.isPast)}
    </>
  );
});

/** Loaded with the first message of a chat; an answer that is faster is shown as it was written. */
export const AnswerItem = lazyView<{ readonly item: AnswerPart }>(
  async () => (await import('./answerItem.tsx')).AnswerItem,
  ({ item }) => (
    <p class="answer loading-view" dir="auto">
      {item.kind === 'text' ? item.text.slice(0, WAITING_TEXT) : ''}
    </p>
  ),
);

/** UTF-16 code units of an answer that are shown before the code to draw it is there. */
const WAITING_TEXT = 4_000;

function drawn(item: ChatItem, isPast: boolean): VNode {
  switch (item.kind) {
    case 'user':
      return <UserMessage item={item} />;
    case 'turn':
      return <TurnFooter item={item} />;
    case 'notice':
      return <Notice item={item} isPast={isPast} />;
    case 'answers':
    case 'instructions':
    case 'plan':
    case 'sources':
    case 'summary':
    case 'text':
    case 'thinking':
    case 'tool':
      return <AnswerItem item={item} />;
  }
}
