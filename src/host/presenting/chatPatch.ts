import type { ChatEvent, LiveEvent } from '../../chat/events.ts';
import type { ItemsPatch, Patch } from '../../protocol/patch.ts';
import type { ChatItem, PanelStatus, ToolItem } from '../../protocol/viewModel.ts';

export type Run = PanelStatus['run'];
/** What the parts of the fold say of items; where these stand is added to it for the panel. */
export type ItemChange =
  | Exclude<ItemsPatch, { op: 'remove' | 'truncate' }>
  | { readonly op: 'remove' | 'truncate'; readonly id: string };
export type StatusPatch = Extract<Patch, { op: 'status' }>;
export type ChatPatch = ItemChange | StatusPatch;
export type EventOf<Type extends (ChatEvent | LiveEvent)['type']> = Extract<
  ChatEvent | LiveEvent,
  { type: Type }
>;

/** What the panel shows of a chat; the next patches are about it. */
export interface Shown {
  readonly items: readonly ChatItem[];
  readonly run: Run;
  find(id: string): ChatItem | undefined;
}

export function findItem(shown: Shown, id: string): ChatItem | undefined {
  return shown.find(id);
}

export function findTool(shown: Shown, id: string): ToolItem | undefined {
  const item = findItem(shown, id);
  return item?.kind === 'tool' ? item : undefined;
}

/** The items since the last message of the user: what can still change at the end of a step or turn. */
export function itemsOfTurn({ items }: Shown): ChatItem[] {
  return items.slice(items.findLastIndex(item => item.kind === 'user') + 1);
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
