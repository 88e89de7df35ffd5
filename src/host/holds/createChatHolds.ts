import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { access, readFile, readdir, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { parseJson } from '../../base/json.ts';
import type { ChatHolds } from '../../chat/sessionLog.ts';
import { isChatId } from '../files/chatId.ts';
import { whereItExists } from '../files/whereItExists.ts';
import { writeWhole } from '../files/writeWhole.ts';
import { isSameProcess, startOfThisProcess } from './processStart.ts';

/** A window that holds a chat, as its file says. */
const Holder = z.object({ host: z.string(), pid: z.number(), start: z.string() });
type Holder = z.infer<typeof Holder>;

/** After this without a write a window on another machine is taken for gone, in ms. */
const SILENCE_MS = 10 * 60_000;
/** A file that was touched within this is not touched again, in ms. */
const TOUCH_MS = 60_000;
/** Two windows that take a chat in the same ms both step back; so often each tries again. */
const TRIES = 4;
const MOST_PAUSE_MS = 40;

/**
 * Keeps who holds which chat: a file of its own for each window and chat, `<chatId>.<run>.json`. Who
 * takes a chat first puts its own file there and then looks for others: of two windows at least one
 * sees the other's, so never both have it. A window whose process is gone holds nothing.
 * @param folder file system path; made with the first hold
 */
export function createChatHolds(folder: string): ChatHolds {
  const run = randomUUID();
  let self: Promise<Holder> | undefined;
  /** When the file of each chat that is held was last touched, in ms since 1970. */
  const held = new Map<string, number>();
  const taking = new Map<string, Promise<boolean>>();

  const fileOf = (chatId: string): string => {
    if (!isChatId(chatId)) throw new Error(`Not a chat's id: ${JSON.stringify(chatId)}`);
    return path.join(folder, `${chatId}.${run}.json`);
  };
  const has = async (chatId: string): Promise<boolean> => {
    const touchedAt = held.get(chatId);
    if (touchedAt === undefined) return false;
    const file = fileOf(chatId);
    if (Date.now() - touchedAt < TOUCH_MS) return exists(file);
    const now = Date.now();
    held.set(chatId, now);
    const touched = utimes(file, now / 1_000, now / 1_000).then(() => true);
    return (await whereItExists(touched)) ?? false;
  };
  const put = async (chatId: string): Promise<void> => {
    self ??= startOfThisProcess().then(start => ({ host: hostname(), pid: process.pid, start }));
    await writeWhole(fileOf(chatId), JSON.stringify(await self));
  };
  /** Files of other windows that hold the chat; those of windows that are gone are removed. */
  const others = async (chatId: string): Promise<string[]> => {
    const names = (await whereItExists(readdir(folder))) ?? [];
    const own = path.basename(fileOf(chatId));
    const living: string[] = [];
    for (const name of names) {
      if (!name.startsWith(`${chatId}.`) || !name.endsWith('.json') || name === own) continue;
      const file = path.join(folder, name);
      if (await isAtWork(file)) living.push(file);
      else await rm(file, { force: true });
    }
    return living;
  };
  const release = (chatId: string): void => {
    held.delete(chatId);
    rmSync(fileOf(chatId), { force: true });
  };
  const take = async (chatId: string, byForce: boolean): Promise<boolean> => {
    // Who has it need not look again: whoever comes later sees its file, and steps back.
    if (await has(chatId)) return true;
    for (let tries = 1; ; tries += 1) {
      await put(chatId);
      const living = await others(chatId);
      if (byForce) for (const file of living) await rm(file, { force: true });
      if (living.length === 0 || byForce) {
        held.set(chatId, Date.now());
        return true;
      }
      release(chatId);
      if (tries === TRIES) return false;
      await delay(Math.random() * MOST_PAUSE_MS);
    }
  };

  return {
    take: (chatId, byForce = false) => {
      const known = taking.get(chatId);
      if (known !== undefined) return known;
      const taken = take(chatId, byForce).finally(() => taking.delete(chatId));
      taking.set(chatId, taken);
      return taken;
    },
    has,
    isElsewhere: async chatId => (await others(chatId)).length > 0,
    release: chatId => {
      if (held.has(chatId)) release(chatId);
    },
  };
}

/** Whether the window that wrote the file is at work, as far as can be told. */
async function isAtWork(file: string): Promise<boolean> {
  const text = await whereItExists(readFile(file, 'utf8'));
  if (text === undefined) return false;
  const holder = Holder.safeParse(parseJson(text));
  // Files are there whole or not at all, unless the power went.
  if (!holder.success) return false;
  const { host, pid, start } = holder.data;
  if (host === hostname()) return isSameProcess(pid, start);
  const found = await whereItExists(stat(file));
  return found !== undefined && Date.now() - found.mtimeMs < SILENCE_MS;
}

async function exists(file: string): Promise<boolean> {
  return (await whereItExists(access(file).then(() => true))) ?? false;
}
