import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { parseJson } from '../../base/json.ts';
import { endsInterrupted } from '../../chat/interruption.ts';
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
  /** Its last turn has no end of its own: the turn broke off, or runs still. */
  readonly isOpenEnded: boolean;
}

/** The heads of all logs, newest first. Of a log that has not grown only the time is looked at. */
export interface ChatHeads {
  list(): Promise<readonly ChatHead[]>;
}

/** What is read of the beginning and of the end: lists must not read logs whole. */
const PART_BYTES = 4_096;
/** Files that are looked at side by side. */
const AT_ONCE = 32;

type Head = Pick<ChatHead, 'title' | 'problem'>;

interface Known {
  /** Of the log, in bytes. */
  readonly size: number;
  readonly head: Head;
  readonly isOpenEnded: boolean;
}

/** @param folder where the logs are; it need not be there */
export function createChatHeads(folder: string): ChatHeads {
  const known = new Map<string, Known>();

  const headOf = async (id: string): Promise<ChatHead | undefined> => {
    const file = path.join(folder, `${id}.jsonl`);
    const stats = await whereItExists(stat(file));
    if (stats === undefined) return undefined;
    const before = known.get(id);
    const now = before?.size === stats.size ? before : await readParts(file, stats.size, before);
    if (now === undefined) return undefined;
    known.set(id, now);
    const { head, isOpenEnded } = now;
    return { id, updatedAt: stats.mtimeMs, ...head, isOpenEnded };
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

async function readParts(
  file: string,
  size: number,
  before: Known | undefined,
): Promise<Known | undefined> {
  const handle = await whereItExists(open(file, 'r'));
  if (handle === undefined) return undefined;
  const textAt = async (position: number): Promise<string> => {
    const { bytesRead, buffer } = await handle.read(
      Buffer.alloc(PART_BYTES),
      0,
      PART_BYTES,
      position,
    );
    return buffer.toString('utf8', 0, bytesRead);
  };
  try {
    // Logs only grow: a head that is full stays as it is.
    const isFull = before !== undefined && before.size >= PART_BYTES && size >= PART_BYTES;
    const head = isFull ? before.head : headIn(await textAt(0));
    const { events } = readLog(await textAt(Math.max(0, size - PART_BYTES)));
    // What a newer Plumb wrote may have ended in a way that this one cannot read.
    return { size, head, isOpenEnded: head.problem === undefined && endsInterrupted(events) };
  } finally {
    await handle.close();
  }
}

/** Of events that this Plumb does not know only what it needs to name the chat. */
const Titled = z.object({ type: z.literal('titled'), title: z.string() });

function headIn(text: string): Head {
  const { events, newer } = readLog(text);
  const titled =
    events.findLast(event => event.type === 'titled') ??
    text.split('\n').flatMap(line => Titled.safeParse(parseJson(line)).data ?? [])[0];
  const said = events.find(event => event.type === 'userMessage');
  const title = titled?.title ?? (said === undefined ? undefined : firstLine(said.text));
  if (newer) return { title, problem: 'newer' };
  // A first line that is longer than the head says nothing of the rest.
  const isWhole = text.includes('\n') || Buffer.byteLength(text) < PART_BYTES;
  return events.length === 0 && isWhole ? { title, problem: 'unreadable' } : { title };
}

/** For a log whose title was damaged. */
function firstLine(text: string): string | undefined {
  const line = text.trim().split('\n')[0]?.slice(0, 60);
  return line === '' ? undefined : line;
}
