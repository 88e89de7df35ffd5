import * as vscode from 'vscode';
import { delay } from '../../base/abort.ts';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { boundedText } from '../shell/boundedText.ts';
import { controlSequenceStripper } from '../shell/controlSequences.ts';

/** Commands that are remembered, and UTF-16 code units of each one's output. */
const MOST_COMMANDS = 10;
const MOST_OUTPUT = 30_000;
/** ms that output may come later than the end of its command, which VS Code tells by another way. */
const LATE_MS = 1_000;

/** A command that the user ran in a terminal. */
export interface SeenCommand {
  readonly id: string;
  readonly command: string;
  /** Of the terminal. */
  readonly name: string;
  /** As plain text; grows while it runs. */
  readonly output: () => string;
  /**
   * Whether VS Code told anything of its output, be it only that it began: of a command that ends
   * before its start was told, VS Code loses all that it printed.
   */
  readonly isHeard: () => boolean;
  /** Resolves once all of the output of a command that has ended is there; at once while it runs. */
  readonly whole: () => Promise<void>;
  readonly isRunning: boolean;
  readonly exitCode: number | undefined;
}

/** What terminals ran since Plumb was loaded, as far as their shells tell VS Code. */
export interface TerminalWatch extends Disposable {
  find(id: string): SeenCommand | undefined;
  /** Of the terminal that is in front, else of any. */
  last(): SeenCommand | undefined;
  /** Of one terminal. */
  lastOf(terminal: vscode.Terminal): SeenCommand | undefined;
}

export function createTerminalWatch(): TerminalWatch {
  const store = new DisposableStore();
  const seen: Watched[] = [];
  store.add(
    vscode.window.onDidStartTerminalShellExecution(({ terminal, execution }) => {
      seen.push(watch(terminal, execution));
      if (seen.length > MOST_COMMANDS) seen.shift();
    }),
  );
  store.add(
    vscode.window.onDidEndTerminalShellExecution(({ execution, exitCode }) => {
      const ended = seen.find(command => command.execution === execution);
      if (ended === undefined) return;
      ended.isRunning = false;
      ended.exitCode = exitCode;
    }),
  );
  return {
    find: id => seen.find(command => command.id === id),
    last: () =>
      seen.findLast(({ terminal }) => terminal === vscode.window.activeTerminal) ?? seen.at(-1),
    lastOf: terminal => seen.findLast(command => command.terminal === terminal),
    dispose: () => {
      store.dispose();
      seen.length = 0;
    },
  };
}

interface Watched extends SeenCommand {
  readonly terminal: vscode.Terminal;
  readonly execution: vscode.TerminalShellExecution;
  isRunning: boolean;
  exitCode: number | undefined;
}

function watch(terminal: vscode.Terminal, execution: vscode.TerminalShellExecution): Watched {
  const output = boundedText(MOST_OUTPUT);
  const strip = controlSequenceStripper();
  let isHeard = false;
  const read = async (): Promise<void> => {
    for await (const piece of execution.read()) {
      isHeard = true;
      output.append(strip(piece));
    }
  };
  // A terminal that is closed ends its stream; what came until then stays.
  const ended = read().catch(() => undefined);
  const watched: Watched = {
    id: crypto.randomUUID(),
    command: execution.commandLine.value,
    name: terminal.name,
    output: () => output.text(),
    isHeard: () => isHeard,
    whole: async () => {
      if (watched.isRunning) return;
      const waiting = new AbortController();
      await Promise.race([ended, delay(LATE_MS, waiting.signal).catch(() => undefined)]);
      waiting.abort();
    },
    terminal,
    execution,
    isRunning: true,
    exitCode: undefined,
  };
  return watched;
}
