import type { ChatItem } from '../../../src/protocol/viewModel.ts';
import type { Patch } from '../../../src/protocol/patch.ts';

/** What the panel has shown of all chats, of which nothing may ever be lost. */
export interface Screen {
  /** Messages of the person by their ids, with the chat of each. */
  readonly messages: ReadonlyMap<string, { readonly chatId: string; readonly text: string }>;
  /** Texts of answers by their ids, as far as they were shown. */
  readonly answers: ReadonlyMap<string, ShownAnswer>;
  draw(chatId: string, patches: readonly Patch[]): void;
}

export interface ShownAnswer {
  readonly chatId: string;
  readonly text: string;
  /** It was still coming. */
  readonly isOpen: boolean;
}

export function createScreen(): Screen {
  const messages = new Map<string, { chatId: string; text: string }>();
  const answers = new Map<string, ShownAnswer>();

  const show = (chatId: string, item: ChatItem): void => {
    const { id } = item;
    if (item.kind === 'user') messages.set(id, { chatId, text: item.text });
    if (item.kind === 'text') answers.set(id, { chatId, text: item.text, isOpen: item.streaming });
  };

  return {
    messages,
    answers,
    draw: (chatId, patches) => {
      for (const patch of patches) {
        if (patch.op === 'add' || patch.op === 'replace') show(chatId, patch.item);
        if (patch.op === 'chat') for (const item of patch.items) show(chatId, item);
        if (patch.op !== 'append') continue;
        const known = answers.get(patch.id);
        if (known !== undefined) answers.set(patch.id, { ...known, text: known.text + patch.text });
      }
    },
  };
}
