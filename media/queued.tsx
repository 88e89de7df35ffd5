import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { lazyView } from './lazyView.tsx';

const QueuedList = lazyView(async () => (await import('./queuedList.tsx')).QueuedList);

/** The messages that wait, above the composer; nothing if none does. */
export function Queued(props: {
  readonly status: PanelStatus;
  /** Takes the text of a message that was taken out, where nothing is being written. */
  readonly onText: (text: string) => void;
}): VNode | null {
  const { status, onText } = props;
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
      onText={onText}
    />
  );
}
