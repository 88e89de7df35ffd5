import type { VNode } from 'preact';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { lazyView } from './lazyView.tsx';

const PinnedList = lazyView(async () => (await import('./pinnedList.tsx')).PinnedList);

/** What is pinned, above the conversation; nothing if nothing is. */
export function Pinned({
  pinned = [],
  onGo,
}: Pick<PanelStatus, 'pinned'> & { readonly onGo: (id: string) => void }): VNode | null {
  return pinned.length === 0 ? null : <PinnedList pinned={pinned} onGo={onGo} />;
}
