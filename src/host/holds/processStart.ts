import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { promisify } from 'node:util';
import { whereItExists } from '../files/whereItExists.ts';

const run = promisify(execFile);
/** How long another tool may take to say when a process began, in ms. */
const TIMEOUT_MS = 10_000;
/** Two clocks tell of the same start within this, in ms. */
const SAME_MS = 30_000;

/**
 * When a process began, in a form that no other process with its number has: numbers are given
 * again. Ticks of a boot on Linux, ms since 1970 elsewhere.
 */
export async function startOfThisProcess(): Promise<string> {
  return process.platform === 'linux'
    ? ((await ticksOf(process.pid)) ?? '')
    : String(Math.round(performance.timeOrigin));
}

/** Whether the process with this number is the one that began then; true if that cannot be told. */
export async function isSameProcess(pid: number, start: string): Promise<boolean> {
  if (!isProcess(pid)) return false;
  if (process.platform === 'linux') {
    const ticks = await ticksOf(pid);
    return ticks === undefined ? isProcess(pid) : ticks === start;
  }
  const began = await startToldByTool(pid);
  return Number.isNaN(began) || Math.abs(began - Number(start)) < SAME_MS;
}

/** Whether a process has this number now, whoever's it is. */
export function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to send it a signal: it is there, and another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Undefined if there is no such process, or it has ended and is only not reaped yet. */
async function ticksOf(pid: number): Promise<string | undefined> {
  const stat = await whereItExists(readFile(`/proc/${pid}/stat`, 'utf8'));
  if (stat === undefined) return undefined;
  const boot = await whereItExists(readFile('/proc/sys/kernel/random/boot_id', 'utf8'));
  // The name, in brackets, may hold anything; state is the first field behind it, the start the 20th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? 'ended' : `${boot?.trim() ?? ''}:${fields[19] ?? ''}`;
}

/** ms since 1970; NaN if it cannot be told. */
async function startToldByTool(pid: number): Promise<number> {
  const [tool, ...args] =
    process.platform === 'win32'
      ? ['powershell.exe', '-NoProfile', '-Command', windowsCommand(pid)]
      : ['ps', '-o', 'lstart=', '-p', String(pid)];
  try {
    const env = { ...process.env, LC_ALL: 'C' };
    const { stdout } = await run(tool, args, { timeout: TIMEOUT_MS, env, windowsHide: true });
    return Date.parse(stdout.trim());
  } catch {
    return Number.NaN;
  }
}

function windowsCommand(pid: number): string {
  return `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().ToString('o')`;
}
