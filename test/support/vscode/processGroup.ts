import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import process from 'node:process';

/** A process with all that it started, ended as one. */
export interface ProcessGroup {
  readonly child: ChildProcess;
  /** Asks it to end, and makes it end after `graceMs`. Resolves when it is gone. */
  stop(graceMs?: number): Promise<void>;
}

const running = new Set<ChildProcess>();
let exitHandled = false;

function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') {
      spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    } else {
      process.kill(-child.pid, signal);
    }
  } catch {
    // The whole group has ended already.
  }
}

let onSignal = (): void => process.exit(1);

/** Says what happens when this process is told to end (Ctrl+C, SIGTERM); at first it exits at once. */
export function endOnSignals(end: () => void): void {
  onSignal = end;
  handleExit();
}

/** Whatever way this process ends, but for SIGKILL, the groups that it started end with it. */
function handleExit(): void {
  if (exitHandled) return;
  exitHandled = true;
  process.on('exit', () => {
    for (const child of running) signalGroup(child, 'SIGKILL');
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => onSignal());
  }
}

/** Starts `command` as the leader of a process group of its own; its output goes to `onOutput`. */
export function startGroup(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  onOutput: (text: string) => void,
): ProcessGroup {
  handleExit();
  const child = spawn(command, args, {
    env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = new Promise<void>(resolve => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  child.stdout.on('data', (bytes: Buffer) => onOutput(bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => onOutput(bytes.toString()));
  return {
    child,
    async stop(graceMs = 3000) {
      signalGroup(child, 'SIGTERM');
      const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
      signalGroup(child, 'SIGKILL');
      running.delete(child);
    },
  };
}
