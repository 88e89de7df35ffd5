import process from 'node:process';
import { PlumbError, describeError } from '../../base/errors.ts';
import type { CommandResult } from '../../tools/ports.ts';
import { commandOutput, type OutputListeners } from './commandOutput.ts';
import { pumpOutput, type OutputPump } from './outputPump.ts';
import { startProcessGroup, type ExitStatus, type ProcessGroup } from './processGroup.ts';
import { shellInvocation } from './shellInvocation.ts';

export interface CommandRun extends OutputListeners {
  readonly command: string;
  /** Path of the user's shell; another one is used if it does not take `-c`. */
  readonly shell: string;
  /** File system path. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  /** All output as it came, secrets too, for a terminal. */
  readonly onRawOutput: (text: string) => void;
}

/** How long the rest of a pipeline may take to end after its shell, in ms. */
const SETTLE_MS = 200;
/** How long a pipe is read that somebody outside of the group still holds open, in ms. */
const DRAIN_MS = 2_000;

/**
 * Runs exactly these bytes and waits for the end: by itself, at the time limit, or on abort. What
 * the command leaves running in its group ends with it, so that nothing happens unseen later.
 * @throws PlumbError if the shell cannot be started
 */
export async function runCommand(run: CommandRun, signal: AbortSignal): Promise<CommandResult> {
  const begun = performance.now();
  const elapsed = (): number => Math.round(performance.now() - begun);
  if (signal.aborted) {
    return { exitCode: undefined, endedBy: 'stop', output: '', durationMs: elapsed() };
  }
  const group = start(run);
  const output = commandOutput(run);
  const pump = pumpOutput([group.stdout, group.stderr], ({ raw, plain }) => {
    run.onRawOutput(raw);
    output.push(plain);
  });

  try {
    const { endedBy, status } = await firstEnd(group, run, signal);
    if (endedBy !== 'exit') await group.end();
    const leftRunning = endedBy === 'exit' && (await group.outlives(SETTLE_MS));
    if (leftRunning) await group.end();
    await drain(pump);
    output.end();
    if (leftRunning)
      output.say('\n[Processes that the command left running were ended with it.]\n');
    return { exitCode: status?.exitCode, endedBy, output: output.text(), durationMs: elapsed() };
  } finally {
    group.release();
  }
}

function start(run: CommandRun): ProcessGroup {
  try {
    return startProcessGroup(shellInvocation(run.shell, run.command, process.platform), run);
  } catch (error) {
    throw notStarted(error);
  }
}

function notStarted(error: unknown): PlumbError {
  return new PlumbError(
    `The command could not be started: ${describeError(error)}. Check the command and its working directory.`,
    { cause: error },
  );
}

/** What happens first: the shell ends, the time is up, or somebody stops it. */
async function firstEnd(
  group: ProcessGroup,
  run: CommandRun,
  signal: AbortSignal,
): Promise<{ endedBy: CommandResult['endedBy']; status?: ExitStatus }> {
  let stop = (): void => undefined;
  const stopped = new Promise<{ endedBy: 'stop' }>(resolve => {
    stop = () => {
      resolve({ endedBy: 'stop' });
    };
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ endedBy: 'timeout' }>(resolve => {
    timer = setTimeout(() => {
      resolve({ endedBy: 'timeout' });
    }, run.timeoutMs);
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    const exit = group.exited.then(status => ({ endedBy: 'exit' as const, status }));
    return await Promise.race([exit, stopped, late]);
  } catch (error) {
    throw notStarted(error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** Waits for the rest of the output, but not for a process that took the pipe elsewhere. */
async function drain(pump: OutputPump): Promise<void> {
  const timer = setTimeout(() => {
    pump.stop();
  }, DRAIN_MS);
  await pump.ended;
  clearTimeout(timer);
}
