import * as z from 'zod/mini';
import type { VsCodeApi } from './vscodeApi.ts';

const Saved = z.object({
  /** The chat that is shown; an editor tab finds it again by this. */
  chatId: z.optional(z.string()),
  /** What was typed and not sent. */
  draft: z.optional(z.string()),
  /** The chat that it was typed in; absent if an older Plumb saved it. */
  draftChatId: z.optional(z.string()),
  /** The list of changed files is folded. */
  isReviewFolded: z.optional(z.boolean()),
  /** Where the reader of a chat was, by the chat's id; those of its end are not there. */
  reading: z.optional(z.record(z.string(), z.object({ id: z.string(), offset: z.number() }))),
  /** Messages that are being written anew; `removed` names what is not to go along again. */
  edits: z.optional(
    z.array(
      z.object({
        chatId: z.string(),
        messageId: z.string(),
        text: z.string(),
        removed: z.array(z.string()),
      }),
    ),
  ),
});
export type Saved = z.infer<typeof Saved>;

/** What the panel itself remembers; it outlives a reload of the panel. */
export interface SavedState {
  read(): Saved;
  /** Leaves what is not named as it is. */
  write(changed: Saved): void;
}

export function createSavedState(api: VsCodeApi): SavedState {
  const read = (): Saved => {
    const saved = z.safeParse(Saved, api.getState());
    return saved.success ? saved.data : {};
  };
  return {
    read,
    write: changed => {
      api.setState({ ...read(), ...changed });
    },
  };
}
