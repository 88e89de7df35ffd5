import { applyToWindow, type ItemsPatch } from '../../src/protocol/patch.ts';
import type { ChatItem } from '../../src/protocol/viewModel.ts';

/** All items of a chat after a patch. */
export function patchedItems(items: ChatItem[], patch: ItemsPatch): ChatItem[] {
  return applyToWindow({ from: 0, total: items.length, items }, patch).items;
}
