import type { ChatEvent, LiveEvent } from '../../chat/events.ts';
import type { ItemsPatch, Patch } from '../../protocol/patch.ts';
import type { ChatItem, PanelStatus, ToolItem } from '../../protocol/viewModel.ts';

export type Run = PanelStatus['run'];
export type ChatPatch = ItemsPatch | Extract<Patch, { op: 'status' }>;
export type EventOf<Type extends (ChatEvent | LiveEvent)['type']> = Extract<
  ChatEvent | LiveEvent,
  { type: Type }
>;

/** What the panel shows of a chat; the next patches are about it. */
export interface Shown {
  readonly items: readonly ChatItem[];
  readonly run: Run;
}

export function findItem({ items }: Shown, id: string): ChatItem | undefined {
  return items.findLast(item => item.id === id);
}

export function findTool(shown: Shown, id: string): ToolItem | undefined {
  const item = findItem(shown, id);
  return item?.kind === 'tool' ? item : undefined;
}

/**
 * Says what is being done; a turn that is being stopped stays one.
 * @param waitsIn the item that waits for a person's decision
 */
export function working({ run }: Shown, label: string, waitsIn?: string): ChatPatch {
  const state = run.state === 'stopping' ? 'stopping' : 'running';
  return {
    op: 'status',
    status: { run: { state, label, ...(waitsIn === undefined ? {} : { waitsIn }) } },
  };
}
