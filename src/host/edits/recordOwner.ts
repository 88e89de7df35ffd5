import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import process from 'node:process';
import type { RecordOwner } from './journalRecord.ts';

/** How often the owner of an open record says that it is at work, in ms. */
export const SIGN_OF_LIFE_MS = 5_000;
/** After this without a sign of life its owner is gone, whatever process has its number now. In ms. */
const SILENCE_MS = 60_000;

/** Who writes records in this run of Plumb. */
export function thisOwner(): RecordOwner {
  return { host: hostname(), pid: process.pid, run: randomUUID() };
}

/**
 * Whether the owner of an open record may still be at work. It is gone if its process is, if it gave
 * no sign of life for a minute (numbers of processes are given again), or if it was an earlier run
 * in our own process, of which there is one at a time.
 * @param silentMs since its last sign of life
 */
export function mayBeAtWork(owner: RecordOwner, self: RecordOwner, silentMs: number): boolean {
  if (owner.run === self.run) return true;
  if (silentMs > SILENCE_MS) return false;
  if (owner.host !== self.host) return true;
  return owner.pid !== self.pid && isProcess(owner.pid);
}

function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to send it a signal: it is there, and another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
