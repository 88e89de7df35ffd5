import type { Saved, SavedState } from './savedState.ts';

/** A message that is being written anew, as far as it is. */
export type UnsentEdit = NonNullable<Saved['edits']>[number];

/** What was written anew and not sent, kept by the page: its message may be drawn again at any time. */
export interface UnsentEdits {
  /** Undefined if the message is not being written anew. */
  read(chatId: string, messageId: string): UnsentEdit | undefined;
  write(edit: UnsentEdit): void;
  /** It was sent or given up. */
  drop(chatId: string, messageId: string): void;
}

/** More are not kept: some are of messages that are gone by now. */
const MOST_EDITS = 20;

export function createUnsentEdits(saved: SavedState): UnsentEdits {
  let edits = saved.read().edits ?? [];
  const set = (changed: UnsentEdit[]): void => {
    edits = changed;
    saved.write({ edits });
  };
  const others = (chatId: string, messageId: string): UnsentEdit[] =>
    edits.filter(edit => edit.chatId !== chatId || edit.messageId !== messageId);
  return {
    read: (chatId, messageId) =>
      edits.find(edit => edit.chatId === chatId && edit.messageId === messageId),
    write: edit => set([...others(edit.chatId, edit.messageId), edit].slice(-MOST_EDITS)),
    drop: (chatId, messageId) => set(others(chatId, messageId)),
  };
}
