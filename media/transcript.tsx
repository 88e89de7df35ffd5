import * as l10n from '@vscode/l10n';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { ChatItem, PanelStatus } from '../src/protocol/viewModel.ts';
import { Icon } from './icons.tsx';
import { ItemView } from './itemView.tsx';
import { RunLine } from './runLine.tsx';
import { groupTurns, type Turn } from './turns.ts';
import { useStickToBottom } from './useStickToBottom.ts';

/** The conversation. It follows the newest text unless the reader has scrolled up. */
export function Transcript(props: {
  readonly items: readonly ChatItem[];
  readonly chatId: string;
  readonly run: PanelStatus['run'];
  /** Another number with each message of the host. */
  readonly seq: number;
  /** Shown as long as there are no items. */
  readonly children: ComponentChildren;
}): VNode {
  const { items, chatId, run } = props;
  const { scroller, content, isAtEnd, jumpToEnd } = useStickToBottom();
  const before = useRef<readonly Turn[]>([]);
  before.current = groupTurns(items, before.current);

  const ownMessages = items.reduce((count, item) => count + Number(item.kind === 'user'), 0);
  // Another chat, or the reader's own new message, is read from its end.
  useEffect(jumpToEnd, [chatId, ownMessages]);

  return (
    <div class="transcript">
      {/* Off: the log changes with every token. What is worth saying is said by the announcer. */}
      <div
        class={isAtEnd ? 'scroller at-end' : 'scroller'}
        ref={scroller}
        role="log"
        aria-label={l10n.t('Conversation')}
        aria-live="off"
        aria-busy={run.state !== 'idle'}
        tabIndex={0}
      >
        <div class="content" ref={content}>
          {items.length === 0 && props.children}
          {before.current.map(turn => (
            <TurnView key={turn.id} turn={turn} />
          ))}
          {run.state !== 'idle' && <RunLine run={run} items={items} seq={props.seq} />}
        </div>
      </div>
      {!isAtEnd && (
        <button type="button" class="jump" onClick={jumpToEnd}>
          <Icon name="down" />
          {l10n.t('Jump to latest')}
        </button>
      )}
    </div>
  );
}

function TurnView({ turn }: { readonly turn: Turn }): VNode {
  return useMemo(
    () => (
      <section class="turn">
        {turn.items.map((item, at) => (
          <ItemView
            key={item.id}
            item={item}
            opensAnswer={at > 0 && turn.items[at - 1]?.kind === 'user'}
          />
        ))}
      </section>
    ),
    [turn],
  );
}
