import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import process from 'node:process';
import { isProcess, isSameProcess, startOfThisProcess } from '../holds/processStart.ts';
import type { RecordOwner } from './journalRecord.ts';

/** How often the owner of an open record says that it is at work, in ms. */
export const SIGN_OF_LIFE_MS = 5_000;
/** After this without a sign of life an owner of whom nothing else tells is gone, in ms. */
const SILENCE_MS = 60_000;

/** Who writes records in this run of Plumb. */
export function thisOwner(): RecordOwner {
  return { host: hostname(), pid: process.pid, run: randomUUID() };
}

/** The owner with the start of its process, by which others tell it from a later one of its number. */
export async function withStart(owner: RecordOwner): Promise<RecordOwner> {
  if (owner.pid !== process.pid) return owner;
  return { ...owner, start: await startOfThisProcess() };
}

/**
 * Whether the owner of an open record may still be at work. On this machine its process tells, however
 * long it is silent: it may be suspended. An earlier run in our own process, of which there is one at
 * a time, is gone. On another machine it is gone if it gave no sign of life for a minute.
 * @param silentMs since its last sign of life
 */
export async function mayBeAtWork(
  owner: RecordOwner,
  self: RecordOwner,
  silentMs: number,
): Promise<boolean> {
  if (owner.run === self.run) return true;
  if (owner.host !== self.host) return silentMs <= SILENCE_MS;
  if (owner.pid === self.pid) return false;
  if (owner.start !== undefined) return isSameProcess(owner.pid, owner.start);
  return silentMs <= SILENCE_MS && isProcess(owner.pid);
}
