import { PlumbError } from '../../base/errors.ts';
import type {
  CommandPort,
  CommandReading,
  CommandResult,
  CommandToRun,
} from '../../tools/ports.ts';
import { beginInBackground, type BackgroundCommand } from './backgroundCommand.ts';

/** How long `start` waits for a first output, in ms. */
const FIRST_OUTPUT_MS = 1_500;
/** Commands that have ended and can still be read, in one chat. */
const ENDED_KEPT = 20;

/** Runs one command to its end, and tells all of its output as plain text. */
export type RunToEnd = (
  command: CommandToRun,
  onText: (text: string) => void,
  signal: AbortSignal,
) => Promise<CommandResult>;

/** The commands of one chat, with the handles of those in the background. */
export interface ChatCommands extends CommandPort {
  /** Ends everything that runs in the background; resolves when it has ended. */
  endAll(): Promise<void>;
}

export function createChatCommands(run: RunToEnd): ChatCommands {
  const commands = new Map<string, BackgroundCommand>();
  const heard = new WeakSet<AbortSignal>();
  let count = 0;

  const endAll = async (): Promise<void> => {
    await Promise.all([...commands.values()].map(command => command.end()));
  };
  /** Stop stops everything that the chat has running, whichever turn began it. */
  const endAllOn = (signal: AbortSignal): void => {
    if (heard.has(signal)) return;
    heard.add(signal);
    signal.addEventListener('abort', () => void endAll(), { once: true });
  };
  const find = (handle: string): BackgroundCommand => {
    const command = commands.get(handle);
    if (command !== undefined) return command;
    const known = [...commands.keys()].join(', ') || 'none';
    throw new PlumbError(
      `This chat has no command ${handle} (it has: ${known}). It never began, ended long ago, or ended with its window.`,
    );
  };
  const forgetOldest = (): void => {
    const ended = [...commands].filter(([, command]) => !command.isRunning());
    for (const [handle] of ended.slice(0, -ENDED_KEPT)) commands.delete(handle);
  };
  const takeFrom = (handle: string, command: BackgroundCommand): CommandReading => ({
    handle,
    ...command.take(),
  });

  return {
    run: (command, signal) => run(command, () => undefined, signal),
    start: async (command, signal) => {
      signal.throwIfAborted();
      endAllOn(signal);
      forgetOldest();
      count += 1;
      const handle = `cmd-${count}`;
      const started = beginInBackground(command.command, (onText, stopped) =>
        run(command, onText, stopped),
      );
      commands.set(handle, started);
      await started.wait('output', FIRST_OUTPUT_MS, signal);
      if (signal.aborted) await started.end();
      try {
        return takeFrom(handle, started);
      } catch (error) {
        commands.delete(handle);
        throw error;
      }
    },
    read: async (handle, { goal, timeoutMs }, signal) => {
      const command = find(handle);
      endAllOn(signal);
      await command.wait(goal, timeoutMs, signal);
      return takeFrom(handle, command);
    },
    end: async handle => {
      const command = find(handle);
      await command.end();
      return takeFrom(handle, command);
    },
    endAll,
  };
}
