import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { parseJson } from '../../base/json.ts';
import { appendWhole } from '../files/appendWhole.ts';
import { whereItExists } from '../files/whereItExists.ts';

/** What the list of chats has to know of one that is not at the beginning of its log. */
export interface ChatNote {
  /** By a person. Absent: the chat's own. */
  readonly title?: string;
  /** The chat's own, where it began anew with another first message. */
  readonly retitled?: string;
  readonly pinned?: boolean;
}

/**
 * Titles and pins, beside the logs: the list of all chats reads one small file for them and no log.
 * One line a change, appended; the last one of a chat counts. So two windows lose nothing of each
 * other, and a line that was cut off in writing loses itself alone.
 */
export interface ChatNotes {
  read(): Promise<ReadonlyMap<string, ChatNote>>;
  /** What is not named stays. @throws if it cannot be written */
  write(chatId: string, note: ChatNote): Promise<void>;
}

const Line = z.object({
  chatId: z.string(),
  title: z.string().optional(),
  retitled: z.string().optional(),
  pinned: z.boolean().optional(),
});

/** @param folder of the workspace's storage; made with the first note */
export function createChatNotes(folder: string): ChatNotes {
  const file = path.join(folder, 'chatNotes.jsonl');
  return {
    read: async () => {
      const notes = new Map<string, ChatNote>();
      const text = (await whereItExists(readFile(file, 'utf8'))) ?? '';
      for (const line of text.split('\n')) {
        const parsed = Line.safeParse(parseJson(line));
        if (!parsed.success) continue;
        const { chatId, title, retitled, pinned } = parsed.data;
        notes.set(chatId, {
          ...notes.get(chatId),
          ...(title === undefined ? {} : { title }),
          ...(retitled === undefined ? {} : { retitled }),
          ...(pinned === undefined ? {} : { pinned }),
        });
      }
      return notes;
    },
    // Begins a line of its own, also behind one that was cut off.
    write: async (chatId, note) => appendWhole(file, `\n${JSON.stringify({ chatId, ...note })}\n`),
  };
}
