import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { decimal } from '../../base/figures.ts';
import type { Disposable } from '../../base/disposable.ts';
import type { CommandResult } from '../../tools/ports.ts';
import { commandTitle, visibleCommand, withTerminalLineEnds } from './terminalText.ts';

/** A terminal that shows commands, one after another. Closing it, or Ctrl+C, stops the command. */
export interface CommandTerminal extends Disposable {
  /** False while a command is shown, and for ever once the user closed the terminal. */
  isFree(): boolean;
  isClosed(): boolean;
  /** Shows the terminal, without taking the focus, and the command that begins. */
  begin(command: string, onInterrupt: () => void): void;
  /** Output as the program wrote it. */
  write(text: string): void;
  end(result: CommandResult): void;
  /** Ends what `begin` began, where there is no result. */
  fail(message: string): void;
}

const DIM = '\x1b[2m';
const BOLD = '\x1b[1m';
/** Plain text and a cursor, whatever a program that was killed left behind. */
const RESET = '\x1b[0m\x1b[?25h';
const CTRL_C = '\x03';

/** Makes a terminal; it is in sight from its first command on. */
export function createCommandTerminal(): CommandTerminal {
  const output = new vscode.EventEmitter<string>();
  const name = new vscode.EventEmitter<string>();
  let terminal: vscode.Terminal | undefined;
  /** Written before VS Code opened the terminal, which ignores what comes earlier. */
  let waiting: string[] | undefined = [];
  let interrupt: (() => void) | undefined;
  let closed = false;

  const write = (text: string): void => {
    if (waiting === undefined) output.fire(withTerminalLineEnds(text));
    else waiting.push(withTerminalLineEnds(text));
  };
  const finish = (line: string): void => {
    interrupt = undefined;
    write(`${RESET}${DIM}${line}${RESET}\n\n`);
  };
  const pty: vscode.Pseudoterminal = {
    onDidWrite: output.event,
    onDidChangeName: name.event,
    open: () => {
      const early = waiting?.join('') ?? '';
      waiting = undefined;
      output.fire(early);
    },
    close: () => {
      closed = true;
      interrupt?.();
    },
    handleInput: data => {
      if (data === CTRL_C) interrupt?.();
    },
  };

  return {
    isFree: () => !closed && interrupt === undefined,
    isClosed: () => closed,
    begin: (command, onInterrupt) => {
      interrupt = onInterrupt;
      const title = l10n.t('Plumb: {0}', commandTitle(command));
      if (terminal === undefined) {
        terminal = vscode.window.createTerminal({
          name: title,
          pty,
          iconPath: new vscode.ThemeIcon('comment-discussion'),
          isTransient: true,
        });
      } else name.fire(title);
      terminal.show(true);
      write(`${BOLD}$ ${visibleCommand(command)}${RESET}\n`);
    },
    write,
    end: result => {
      finish(ending(result));
    },
    fail: message => {
      finish(message);
    },
    dispose: () => {
      closed = true;
      interrupt?.();
      terminal?.dispose();
      output.dispose();
      name.dispose();
    },
  };
}

function ending({ endedBy, exitCode, durationMs }: CommandResult): string {
  const seconds = decimal(durationMs / 1_000, 1);
  if (endedBy === 'stop') return l10n.t('[stopped after {0} s]', seconds);
  if (endedBy === 'timeout') return l10n.t('[ended at its time limit, after {0} s]', seconds);
  return exitCode === undefined
    ? l10n.t('[ended by a signal after {0} s]', seconds)
    : l10n.t('[exit code {0} after {1} s]', exitCode, seconds);
}
