import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Draft } from '../src/protocol/requests/composer.ts';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { lazyView } from './lazyView.tsx';

const QueuedList = lazyView(async () => (await import('./queuedList.tsx')).QueuedList);

/** The messages that wait, above the composer; nothing if none does. */
export function Queued(props: {
  readonly status: PanelStatus;
  /** Gives the keyboard to the composer, with a message that was taken out. */
  readonly onBack: (message?: Draft) => void;
}): VNode | null {
  const { status, onBack } = props;
  const { queued = [] } = status;
  const counts = useRef({ chatId: status.chatId, count: queued.length });
  const before = counts.current;
  useEffect(() => {
    counts.current = { chatId: status.chatId, count: queued.length };
  });
  if (queued.length === 0) return null;
  const isMore = before.chatId === status.chatId && queued.length > before.count;
  return (
    <QueuedList
      messages={queued}
      isIdle={status.run.state === 'idle'}
      isMore={isMore}
      onBack={onBack}
    />
  );
}
