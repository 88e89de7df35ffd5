import type { HostHandlers } from '../../protocol/rpc.ts';
import type { composerRequests } from '../../protocol/requests/composer.ts';
import type { Sessions } from '../../chat/sessions.ts';
import type { Attachments } from '../attachments/createAttachments.ts';
import { readRef } from '../attachments/chipRef.ts';
import type { DraftStore } from '../attachments/draftStore.ts';

export type ComposerHandlers = Pick<HostHandlers, keyof typeof composerRequests>;

export interface ComposerParts {
  readonly attachments: Attachments;
  readonly drafts: DraftStore;
  readonly sessions: Pick<Sessions, 'ids'>;
}

export function createComposerHandlers({
  attachments,
  drafts,
  sessions,
}: ComposerParts): ComposerHandlers {
  return {
    complete: async ({ trigger, query }) => ({
      candidates: [...(await attachments.complete(trigger, query))],
    }),
    attach: async ({ ref }) => ({ chip: await attachments.chip(readRef(ref)) }),
    attachUris: ({ uris }) => attachments.ofUris(uris),
    attachText: async ({ text }) => ({ chips: [await attachments.ofText(text)] }),
    expandPrompt: async ({ ref }) => ({ text: await attachments.promptText(ref) }),
    openChip: async ({ ref }) => {
      await attachments.open(ref);
      return {};
    },
    readDraft: async ({ chatId }) => {
      const chats = new Set(await sessions.ids());
      return chats.has(chatId)
        ? drafts.read(chatId)
        : drafts.readOfNewChat(chatId, id => chats.has(id));
    },
    writeDraft: async ({ chatId, draft }) => {
      await drafts.write(chatId, draft);
      return {};
    },
  };
}
