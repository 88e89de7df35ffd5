import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { parseJson } from '../../base/json.ts';
import { readLog } from '../../chat/sessionLog.ts';
import { chatIdsIn } from '../files/chatIdsIn.ts';
import { whereItExists } from '../files/whereItExists.ts';

/** What the list needs of a chat's log. */
export interface ChatHead {
  readonly id: string;
  /** When it was last appended to, in ms since 1970. */
  readonly updatedAt: number;
  /** Undefined if its head names none. */
  readonly title: string | undefined;
  readonly problem?: 'unreadable' | 'newer';
}

/** The heads of all logs, newest first. Of a log whose head is known only the time is looked at. */
export interface ChatHeads {
  list(): Promise<readonly ChatHead[]>;
}

const HEAD_BYTES = 4_096;
/** Files that are looked at side by side. */
const AT_ONCE = 32;

type Read = Pick<ChatHead, 'title' | 'problem'>;

/** @param folder where the logs are; it need not be there */
export function createChatHeads(folder: string): ChatHeads {
  /** Logs only grow: a head that is full stays as it is, a shorter one until the log is longer. */
  const known = new Map<string, { readonly bytes: number; readonly head: Read }>();

  const headOf = async (id: string): Promise<ChatHead | undefined> => {
    const file = path.join(folder, `${id}.jsonl`);
    const stats = await whereItExists(stat(file));
    if (stats === undefined) return undefined;
    const bytes = Math.min(stats.size, HEAD_BYTES);
    const before = known.get(id);
    const head = before?.bytes === bytes ? before.head : await readHead(file);
    if (head === undefined) return undefined;
    known.set(id, { bytes, head });
    return { id, updatedAt: stats.mtimeMs, ...head };
  };

  return {
    list: async () => {
      const ids = await chatIdsIn(folder);
      const heads: ChatHead[] = [];
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const some = await Promise.all(ids.slice(at, at + AT_ONCE).map(headOf));
        heads.push(...some.filter(head => head !== undefined));
      }
      return heads.sort((a, b) => b.updatedAt - a.updatedAt);
    },
  };
}

async function readHead(file: string): Promise<Read | undefined> {
  const handle = await whereItExists(open(file, 'r'));
  if (handle === undefined) return undefined;
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return headIn(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** Of events that this Plumb does not know only what it needs to name the chat. */
const Titled = z.object({ type: z.literal('titled'), title: z.string() });

function headIn(text: string): Read {
  const { events, newer } = readLog(text);
  const titled =
    events.findLast(event => event.type === 'titled') ??
    text.split('\n').flatMap(line => Titled.safeParse(parseJson(line)).data ?? [])[0];
  const said = events.find(event => event.type === 'userMessage');
  const title = titled?.title ?? (said === undefined ? undefined : firstLine(said.text));
  if (newer) return { title, problem: 'newer' };
  // A first line that is longer than the head says nothing of the rest.
  const isWhole = text.includes('\n') || Buffer.byteLength(text) < HEAD_BYTES;
  return events.length === 0 && isWhole ? { title, problem: 'unreadable' } : { title };
}

/** For a log whose title was damaged. */
function firstLine(text: string): string | undefined {
  const line = text.trim().split('\n')[0]?.slice(0, 60);
  return line === '' ? undefined : line;
}
