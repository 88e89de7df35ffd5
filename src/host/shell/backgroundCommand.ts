import { Emitter } from '../../base/emitter.ts';
import type { CommandGoal, CommandReading, CommandResult } from '../../tools/ports.ts';
import { boundedText } from './boundedText.ts';
import { OUTPUT_LIMIT } from './commandOutput.ts';

/** A command that runs on by itself. Its output is kept, up to `OUTPUT_LIMIT`, until it is read. */
export interface BackgroundCommand {
  isRunning(): boolean;
  /**
   * Returns when the goal is reached, the command has ended, the time is up or the signal aborts,
   * whichever comes first; it never rejects.
   */
  wait(goal: CommandGoal, timeoutMs: number, signal: AbortSignal): Promise<void>;
  /**
   * How it stands, and its output since the last time.
   * @throws what `begin` rejected with, where it could not be run
   */
  take(): Omit<CommandReading, 'handle'>;
  /** Ends its whole group; resolves when it has ended. */
  end(): Promise<void>;
}

/**
 * @param begin runs the command; it is given a listener for all of its output, in plain text
 */
export function beginInBackground(
  command: string,
  begin: (onText: (text: string) => void, signal: AbortSignal) => Promise<CommandResult>,
): BackgroundCommand {
  const begun = performance.now();
  const stopping = new AbortController();
  const printed = new Emitter<string>();
  let unread = boundedText(OUTPUT_LIMIT);
  let result: Omit<CommandResult, 'output'> | undefined;
  let failure: { readonly error: unknown } | undefined;

  const onText = (text: string): void => {
    unread.append(text);
    printed.fire(text);
  };
  const ended = begin(onText, stopping.signal).then(
    ({ exitCode, endedBy, durationMs }) => {
      result = { exitCode, endedBy, durationMs };
    },
    (error: unknown) => {
      failure = { error };
    },
  );
  const isRunning = (): boolean => result === undefined && failure === undefined;

  return {
    isRunning,
    wait: async (goal, timeoutMs, signal) => {
      const reaches = goalOf(goal);
      if (!isRunning() || signal.aborted || reaches(unread.text())) return;
      let reached = (): void => undefined;
      const reaching = new Promise<void>(resolve => (reached = resolve));
      const timer = setTimeout(reached, timeoutMs);
      const listening = printed.event(text => {
        if (reaches(text)) reached();
      });
      signal.addEventListener('abort', reached, { once: true });
      await Promise.race([reaching, ended]);
      clearTimeout(timer);
      listening.dispose();
      signal.removeEventListener('abort', reached);
    },
    take: () => {
      if (failure !== undefined) throw failure.error;
      const output = unread.text();
      unread = boundedText(OUTPUT_LIMIT);
      return {
        command,
        state: result?.endedBy ?? 'running',
        exitCode: result?.exitCode,
        output,
        durationMs: result?.durationMs ?? Math.round(performance.now() - begun),
      };
    },
    end: () => {
      stopping.abort();
      return ended;
    },
  };
}

/** Takes the output piece by piece, and says whether the goal is reached with this one. */
function goalOf(goal: CommandGoal): (piece: string) => boolean {
  if (goal === 'exit') return () => false;
  if (goal === 'output') return piece => piece !== '';
  const { text } = goal;
  let seen = '';
  return piece => {
    seen += piece;
    const found = seen.includes(text);
    // It may be split over any pieces.
    seen = seen.slice(Math.max(0, seen.length - text.length + 1));
    return found;
  };
}
