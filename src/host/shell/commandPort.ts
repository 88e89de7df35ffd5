import process from 'node:process';
import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable.ts';
import { PlumbError, describeError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { CommandPort } from '../../tools/ports.ts';
import { createChatCommands, type ChatCommands, type RunToEnd } from './chatCommands.ts';
import { childEnvironment, withKeys } from './childEnvironment.ts';
import { createCommandTerminal, type CommandTerminal } from './commandTerminal.ts';
import { createInteractiveTerminals } from './interactiveTerminal.ts';
import { runCommand } from './runCommand.ts';
import { shellOutside } from './shellOutside.ts';

export interface CommandPortOptions {
  /** Values that no child process may see, asked for at every command. */
  readonly secrets: () => Promise<readonly string[]>;
  /** Where commands run, asked for at every command. Default: behind Plumb's own terminals. */
  readonly runIn?: () => 'plumb' | 'interactiveTerminal';
  readonly logger: Logger;
}

/** Said where the user's own terminal could not be used. */
const IN_OUR_OWN =
  "[It ran in Plumb's own terminal: the interactive one has no shell integration here, or would change the command.]\n";

/** The commands of every chat. Disposing stops what runs. */
export interface CommandPorts extends Disposable {
  forChat(chatId: string): CommandPort;
  /** Ends what a chat has running in the background: for Stop between turns. */
  endAll(chatId: string): Promise<void>;
  /** Does so for a chat that is removed, and keeps nothing of what its commands printed. */
  forget(chatId: string): Promise<void>;
}

/**
 * Runs commands behind terminals that the user sees. One terminal serves again and again; commands
 * that run side by side have one each.
 */
export function createCommandPorts(options: CommandPortOptions): CommandPorts {
  const terminals = new Set<CommandTerminal>();
  const interactive = createInteractiveTerminals();
  const chats = new Map<string, ChatCommands>();

  const freeTerminal = (): CommandTerminal => {
    for (const terminal of terminals) {
      if (terminal.isFree()) return terminal;
      if (terminal.isClosed()) {
        terminal.dispose();
        terminals.delete(terminal);
      }
    }
    const terminal = createCommandTerminal();
    terminals.add(terminal);
    return terminal;
  };

  const run: RunToEnd = async ({ command, cwd, timeoutMs, onOutput }, onText, signal) => {
    const folder = vscode.Uri.parse(cwd.uri, true);
    if (folder.scheme !== 'file') {
      throw new PlumbError(
        `Commands cannot run in ${cwd.display}: it is not on a disk of this machine (${folder.scheme}).`,
      );
    }
    const secrets = withKeys(process.env, await options.secrets());
    const cwdPath = folder.fsPath;
    const isAsked = options.runIn?.() === 'interactiveTerminal';
    if (isAsked) {
      const what = { command, cwd: cwdPath, timeoutMs, secrets, onOutput, onText };
      const result = await interactive.run(what, signal);
      if (result !== undefined) return result;
      onText(IN_OUR_OWN);
    }
    const terminal = freeTerminal();
    const byUser = new AbortController();
    terminal.begin(command, () => {
      byUser.abort();
    });
    try {
      const result = await runCommand(
        {
          command,
          shell: await userShell(),
          cwd: cwdPath,
          env: childEnvironment(process.env, secrets),
          secrets,
          timeoutMs,
          onRawOutput: text => {
            terminal.write(text);
          },
          onOutput,
          onText,
        },
        AbortSignal.any([signal, byUser.signal]),
      );
      terminal.end(result);
      options.logger.info(`A command ended by ${result.endedBy} in ${result.durationMs} ms`);
      return isAsked ? { ...result, output: IN_OUR_OWN + result.output } : result;
    } catch (error) {
      terminal.fail(describeError(error));
      throw error;
    }
  };

  return {
    forChat: chatId => {
      const commands = chats.get(chatId) ?? createChatCommands(run);
      chats.set(chatId, commands);
      return commands;
    },
    endAll: async chatId => chats.get(chatId)?.endAll(),
    forget: async chatId => {
      const commands = chats.get(chatId);
      chats.delete(chatId);
      await commands?.endAll();
    },
    dispose: () => {
      for (const terminal of terminals) terminal.dispose();
      terminals.clear();
      interactive.dispose();
    },
  };
}

function userShell(): Promise<string> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const onDisk = folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
  return shellOutside(vscode.env.shell, onDisk);
}
