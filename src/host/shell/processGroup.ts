import { spawn, spawnSync } from 'node:child_process';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { watchForOurDeath } from './deathWatch.ts';
import { livingGroups } from './livingMembers.ts';
import type { ShellInvocation } from './shellInvocation.ts';
import { systemProgram } from './systemPrograms.ts';

/** A shell and everything that it starts, ended as one. */
export interface ProcessGroup {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Settles when the shell itself ended; rejects if it could not be started. */
  readonly exited: Promise<ExitStatus>;
  /** Resolves with true if others of the group still run `withinMs` after now. */
  outlives(withinMs: number): Promise<boolean>;
  /** To be called once nothing of the group is left: ends what watches over it. */
  release(): void;
  /** Asks all of the group to end and makes them end after `GRACE_MS`. */
  end(): Promise<void>;
}

export interface ExitStatus {
  /** Undefined if a signal ended it. */
  readonly exitCode: number | undefined;
}

/** How long the members of a group have for tidying up after SIGTERM, in ms: Stop means now (R45). */
export const GRACE_MS = 150;
/** How long to wait for the system to carry out a SIGKILL, in ms. */
const KILL_MS = 1_000;
/** Nothing tells when a process that is not our own child has ended, so it is asked for. */
const POLL_MS = 20;

/**
 * Starts a shell as the leader of a new session and process group, with no input: a prompt reads end
 * of file.
 * @param options.cwd file system path
 */
export function startProcessGroup(
  invocation: ShellInvocation,
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): ProcessGroup {
  const child = spawn(invocation.file, invocation.args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // On Windows this would open a console window; taskkill finds the tree without it.
    detached: process.platform !== 'win32',
    windowsHide: true,
    windowsVerbatimArguments: invocation.verbatim,
  });
  const exited = new Promise<ExitStatus>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => {
      resolve({ exitCode: code ?? undefined });
    });
  });
  const { pid } = child;
  const release = pid === undefined ? (): void => undefined : watchForOurDeath(pid);
  const windows = process.platform === 'win32';

  const alive = (): boolean => {
    if (pid === undefined) return false;
    // Windows has no groups; taskkill takes the tree while its root still runs.
    if (windows) return child.exitCode === null && child.signalCode === null;
    return process.platform === 'linux' ? livingGroups(pid).length > 0 : signalGroup(pid, 0);
  };
  const signalAll = (signal: NodeJS.Signals): void => {
    if (pid === undefined) return;
    // Elsewhere than on Linux, jobs in groups of their own are not found.
    const groups = process.platform === 'linux' ? livingGroups(pid) : [pid];
    for (const group of groups) signalGroup(group, signal);
  };
  const outlives = async (withinMs: number): Promise<boolean> => {
    const deadline = performance.now() + withinMs;
    while (alive()) {
      if (performance.now() >= deadline) return true;
      await new Promise(resolve => setTimeout(resolve, POLL_MS));
    }
    return false;
  };

  return {
    stdout: child.stdout,
    stderr: child.stderr,
    exited,
    outlives,
    release,
    end: async () => {
      if (pid === undefined) return;
      if (windows) {
        const { file, args } = treeKill(pid);
        spawnSync(file, args, { stdio: 'ignore', windowsHide: true });
        await outlives(KILL_MS);
        return;
      }
      signalAll('SIGTERM');
      if (!(await outlives(GRACE_MS))) return;
      signalAll('SIGKILL');
      await outlives(KILL_MS);
    },
  };
}

/** How Windows ends a process with all that it started. */
export function treeKill(pid: number): { readonly file: string; readonly args: readonly string[] } {
  return { file: systemProgram('taskkill.exe'), args: ['/PID', String(pid), '/T', '/F'] };
}

/** @returns false if there is no process left in the group that could be signalled */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    // ESRCH: all have ended. EPERM: macOS says so of a group that only has zombies.
    return false;
  }
}
