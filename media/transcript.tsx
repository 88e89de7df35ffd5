import * as l10n from '@vscode/l10n';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ChatItem, PanelStatus } from '../src/protocol/viewModel.ts';
import { Icon } from './icons.tsx';
import { ItemView } from './itemView.tsx';
import { memo } from './memo.tsx';
import type { PanelStore } from './panelStore.ts';
import { keepReading, readingOf } from './readingPlaces.ts';
import { RunLine } from './runLine.tsx';
import type { SavedState } from './savedState.ts';
import { groupTurns, type Turn } from './turns.ts';
import { useReading, type Reading } from './useReading.ts';

/** ms without scrolling after which the reader's place is kept. */
const SETTLED = 150;

/**
 * The conversation, as far as it is loaded. It follows the newest text unless the reader has
 * scrolled up.
 */
export function Transcript(props: {
  readonly store: PanelStore;
  readonly saved: SavedState;
  /** The end of the chat. */
  readonly items: readonly ChatItem[];
  readonly chatId: string;
  readonly run: PanelStatus['run'];
  /** Another number with each message of the host. */
  readonly seq: number;
  /** Lets others take the reader somewhere. */
  readonly handle: { current: Reading | null };
  /** Shown as long as there are no items. */
  readonly children: ComponentChildren;
}): VNode {
  const { store, saved, items, chatId, run, handle } = props;
  const shownChat = useRef(chatId);
  shownChat.current = chatId;
  const keeping = useRef<number | undefined>(undefined);
  const reading = useReading(store, place => {
    clearTimeout(keeping.current);
    keeping.current = setTimeout(() => keepReading(saved, chatId, place), SETTLED);
  });
  handle.current = reading;
  const { isAtEnd, jumpToEnd } = reading;
  const before = useRef<readonly Turn[]>([]);
  const { view } = store;
  before.current = groupTurns(view.items, before.current);
  const isPart = view.from > 0 || view.items.length < view.total;
  const places = isPart ? placesOf(before.current, view.from) : [];

  const lastOwn = useRef<string | undefined>(undefined);
  const own = items.findLast(item => item.kind === 'user')?.id ?? lastOwn.current;
  // Another chat is read from where it was left; the reader's own new message from the end.
  useEffect(() => {
    const place = lastOwn.current === own ? undefined : readingOf(saved, chatId);
    lastOwn.current = own;
    if (place === undefined) {
      jumpToEnd();
      return;
    }
    void reading.show(place.id, place.offset).then(element => {
      if (element === undefined && shownChat.current === chatId) jumpToEnd();
    });
  }, [chatId]);
  useEffect(() => {
    if (lastOwn.current === own) return;
    lastOwn.current = own;
    jumpToEnd();
  }, [own]);

  return (
    <div class="transcript">
      {/* Off: the log changes with every token. What is worth saying is said by the announcer. */}
      <div
        class={isAtEnd ? 'scroller at-end' : 'scroller'}
        ref={reading.scroller}
        role="log"
        aria-label={l10n.t('Conversation')}
        aria-live="off"
        aria-busy={run.state !== 'idle'}
        tabIndex={0}
      >
        <div class="content" ref={reading.content} role={isPart ? 'list' : undefined}>
          <div class="not-loaded" ref={reading.above} />
          {view.items.length === 0 && props.children}
          {before.current.map((turn, at) => (
            <TurnView
              key={turn.id}
              turn={turn}
              place={places[at]}
              total={view.total}
              isLast={at === before.current.length - 1}
            />
          ))}
          <div class="not-loaded" ref={reading.below} />
          {run.state !== 'idle' && <RunLine run={run} items={items} seq={props.seq} />}
        </div>
      </div>
      {!isAtEnd && view.total > 0 && (
        <button type="button" class="jump" onClick={jumpToEnd}>
          <Icon name="down" />
          {l10n.t('Jump to latest')}
        </button>
      )}
    </div>
  );
}

/** Where the turns begin in the chat, counted from 0. */
function placesOf(turns: readonly Turn[], from: number): number[] {
  let place = from;
  return turns.map(turn => {
    const first = place;
    place += turn.items.length;
    return first;
  });
}

/** Whether the agent goes on behind an item: its buttons then take no room. */
function isFollowed(next: ChatItem | undefined): boolean {
  return next !== undefined && goesOn([next]);
}

/** Whether the agent has done more by then. */
function goesOn(items: readonly ChatItem[]): boolean {
  return items.some(({ kind }) => kind !== 'turn' && kind !== 'notice');
}

/** @param place where it begins in the chat, if only a part of that is loaded: a screen reader tells it */
const TurnView = memo(function TurnView(props: {
  readonly turn: Turn;
  readonly place: number | undefined;
  readonly total: number;
  readonly isLast: boolean;
}): VNode {
  const { turn, place, total, isLast } = props;
  const items = turn.items.map((item, at) => (
    <div
      key={item.id}
      class={isFollowed(turn.items[at + 1]) ? 'item followed' : 'item'}
      data-item={item.id}
    >
      <ItemView
        item={item}
        opensAnswer={at > 0 && turn.items[at - 1]?.kind === 'user'}
        isPast={item.kind === 'notice' && (!isLast || goesOn(turn.items.slice(at + 1)))}
      />
    </div>
  ));
  const style = isLast ? 'turn last' : 'turn';
  if (place === undefined) return <section class={style}>{items}</section>;
  return (
    <section class={style} role="listitem" aria-posinset={place + 1} aria-setsize={total}>
      {items}
    </section>
  );
});
