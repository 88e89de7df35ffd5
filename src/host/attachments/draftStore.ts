import path from 'node:path';
import { withoutKeys } from '../../base/keyInText.ts';
import type { Params } from '../../protocol/messages.ts';
import { Draft } from '../../protocol/requests/composer.ts';
import { createOwnFolder } from './ownFolder.ts';

/** Chats whose drafts are kept, and base64 characters of a draft's images together (20 MB of bytes). */
const MOST_DRAFTS = 50;
const MOST_IMAGE_CHARACTERS = Math.ceil((20 * 1024 * 1024 * 4) / 3);
/** UTF-16 code units. */
const LONGEST_TEXT = 1_000_000;

/** What was written in chats and not sent. */
export interface DraftStore {
  /** An empty one if there is none, or none that can be read. */
  read(chatId: string): Promise<Draft>;
  /** Without `images` those that are there stay. */
  write(chatId: string, draft: Params<'writeDraft'>['draft']): Promise<void>;
  /**
   * The draft of a new chat. A chat without a message is on no disk, so after a reload a new one
   * stands in its place: it takes over what was written in the newest of those that are gone.
   * @param isChat whether a chat with messages has this id
   */
  readOfNewChat(chatId: string, isChat: (id: string) => boolean): Promise<Draft>;
}

/**
 * Keeps each draft in a file of its own, `<chatId>.json`.
 * @param folder file system path
 * @param redact takes out the values that are or were the API key of this window
 */
export function createDraftStore(folder: string, redact: (text: string) => string): DraftStore {
  const files = createOwnFolder(path.join(folder, 'drafts'), '.json', MOST_DRAFTS);
  /** What this window has read or written belongs to a chat that is shown. */
  const ours = new Set<string>();

  const read = async (chatId: string): Promise<Draft> => draftOf(await files.read(chatId));

  return {
    read: chatId => {
      ours.add(chatId);
      return read(chatId);
    },
    write: (chatId, { text, chips, images }) => {
      ours.add(chatId);
      return files.update(chatId, before => {
        const written = { text, chips, images: images ?? draftOf(before).images };
        return textOf(bounded(written, redact));
      });
    },
    readOfNewChat: async (chatId, isChat) => {
      const isFirst = !ours.has(chatId);
      ours.add(chatId);
      const own = await read(chatId);
      if (!isEmpty(own) || !isFirst) return own;
      for (const id of await files.list()) {
        if (ours.has(id) || isChat(id)) continue;
        ours.add(id);
        const left = await read(id);
        await files.update(chatId, () => textOf(left));
        await files.update(id, () => undefined);
        if (!isEmpty(left)) return left;
      }
      return own;
    },
  };
}

function draftOf(text: string | undefined): Draft {
  const stored = text === undefined ? undefined : Draft.safeParse(jsonOf(text)).data;
  return stored ?? { text: '', chips: [], images: [] };
}

/** Undefined for a draft of which nothing has to be kept. */
function textOf(draft: Draft): string | undefined {
  return isEmpty(draft) ? undefined : JSON.stringify(draft);
}

function isEmpty({ text, chips, images }: Draft): boolean {
  return text.trim() === '' && chips.length === 0 && images.length === 0;
}

/** What of a draft may stand on the disk: all but API keys, and no more images than fit. */
function bounded({ text, chips, images }: Draft, redact: (text: string) => string): Draft {
  let left = MOST_IMAGE_CHARACTERS;
  return {
    text: withoutKeys(redact(text)).slice(0, LONGEST_TEXT),
    chips,
    images: images.filter(({ base64 }) => {
      if (base64.length > left) return false;
      left -= base64.length;
      return true;
    }),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
