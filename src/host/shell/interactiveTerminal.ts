import process from 'node:process';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { CommandResult } from '../../tools/ports.ts';
import { withheldNames } from './childEnvironment.ts';
import { commandOutput, type OutputListeners } from './commandOutput.ts';
import { controlSequenceStripper } from './controlSequences.ts';

export interface InteractiveRun extends OutputListeners {
  readonly command: string;
  /** File system path. */
  readonly cwd: string;
  readonly timeoutMs: number;
}

/** Terminals of VS Code's own that the user can type into. Disposing closes them. */
export interface InteractiveTerminals extends Disposable {
  /**
   * Runs a command through VS Code's shell integration.
   * @returns undefined, and nothing was run, if the shell has no integration or would run something
   *   else than this text: its line editor takes keys for itself (a tab, a line end, another control
   *   character), its history replaces what is behind `!` and a `^` at the beginning
   */
  run(run: InteractiveRun, signal: AbortSignal): Promise<CommandResult | undefined>;
}

/** How long a shell has to say that it is integrated, in ms. */
const INTEGRATION_MS = 5_000;
const CTRL_C = '\x03';
const CHANGED_BY_SHELL = /\p{Cc}|!|^\^/u;

export function createInteractiveTerminals(): InteractiveTerminals {
  const store = new DisposableStore();
  const open = new Set<vscode.Terminal>();
  const busy = new Set<vscode.Terminal>();
  /** Those at whose prompt a shell waits: what is typed while a user's `ssh` runs runs elsewhere. */
  const atPrompt = new WeakSet<vscode.Terminal>();
  store.add(
    vscode.window.onDidStartTerminalShellExecution(({ terminal }) => {
      atPrompt.delete(terminal);
    }),
  );
  store.add(
    vscode.window.onDidEndTerminalShellExecution(({ terminal }) => {
      atPrompt.add(terminal);
    }),
  );

  const create = (run: InteractiveRun): vscode.Terminal => {
    const withheld = ['RUNWARE_API_KEY', ...withheldNames(process.env, run.secrets)];
    const terminal = vscode.window.createTerminal({
      name: l10n.t('Plumb'),
      cwd: run.cwd,
      env: Object.fromEntries(withheld.map(name => [name, null])),
      iconPath: new vscode.ThemeIcon('comment-discussion'),
      isTransient: true,
    });
    open.add(terminal);
    return terminal;
  };
  /** A terminal whose last command has ended, whoever ran it, and that is still in the directory. */
  const freeIn = (cwd: string): vscode.Terminal | undefined => {
    for (const terminal of open) if (terminal.exitStatus !== undefined) open.delete(terminal);
    return [...open].find(
      terminal =>
        !busy.has(terminal) &&
        atPrompt.has(terminal) &&
        terminal.shellIntegration?.cwd?.fsPath === cwd,
    );
  };

  return {
    run: async (run, signal) => {
      if (CHANGED_BY_SHELL.test(run.command) || signal.aborted) return undefined;
      const terminal = freeIn(run.cwd) ?? create(run);
      busy.add(terminal);
      try {
        terminal.show(true);
        const integration = await integrationOf(terminal, signal);
        if (integration !== undefined) return await execute(terminal, integration, run, signal);
        terminal.dispose();
        return undefined;
      } finally {
        busy.delete(terminal);
      }
    },
    dispose: () => {
      store.dispose();
      for (const terminal of open) terminal.dispose();
      open.clear();
    },
  };
}

/** What VS Code can ask of the terminal's shell; undefined if that does not come up in time. */
async function integrationOf(
  terminal: vscode.Terminal,
  signal: AbortSignal,
): Promise<vscode.TerminalShellIntegration | undefined> {
  if (terminal.shellIntegration !== undefined) return terminal.shellIntegration;
  return new Promise(resolve => {
    const settle = (integration?: vscode.TerminalShellIntegration): void => {
      clearTimeout(timer);
      listening.dispose();
      signal.removeEventListener('abort', giveUp);
      resolve(integration);
    };
    const giveUp = (): void => {
      settle();
    };
    const timer = setTimeout(giveUp, INTEGRATION_MS);
    const listening = vscode.window.onDidChangeTerminalShellIntegration(event => {
      if (event.terminal === terminal) settle(event.shellIntegration);
    });
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

async function execute(
  terminal: vscode.Terminal,
  integration: vscode.TerminalShellIntegration,
  run: InteractiveRun,
  signal: AbortSignal,
): Promise<CommandResult> {
  const begun = performance.now();
  const output = commandOutput(run);
  const listening = new DisposableStore();
  type End = Pick<CommandResult, 'endedBy' | 'exitCode'>;
  // Nothing is heard of it before this function waits for the first time.
  const execution = integration.executeCommand(run.command);
  const ending = new Promise<End>(resolve => {
    const endBy = (endedBy: CommandResult['endedBy']) => (): void => {
      resolve({ endedBy, exitCode: undefined });
    };
    const timer = setTimeout(endBy('timeout'), run.timeoutMs);
    const stop = endBy('stop');
    signal.addEventListener('abort', stop, { once: true });
    listening.add({
      dispose: () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      },
    });
    listening.add(
      vscode.window.onDidEndTerminalShellExecution(event => {
        if (event.execution !== execution) return;
        resolve({ endedBy: 'exit', exitCode: event.exitCode });
      }),
    );
    listening.add(
      vscode.window.onDidCloseTerminal(closed => {
        if (closed === terminal) stop();
      }),
    );
  });
  const reading = pump(execution.read(), text => {
    output.push(text);
  });
  const end = await ending;
  listening.dispose();
  if (end.endedBy === 'exit') await reading;
  else {
    terminal.sendText(CTRL_C, false);
    terminal.dispose();
  }
  output.end();
  return { ...end, output: output.text(), durationMs: Math.round(performance.now() - begun) };
}

async function pump(pieces: AsyncIterable<string>, push: (text: string) => void): Promise<void> {
  const strip = controlSequenceStripper();
  for await (const piece of pieces) push(strip(piece));
}
