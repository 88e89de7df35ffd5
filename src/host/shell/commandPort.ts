import process from 'node:process';
import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable.ts';
import { PlumbError, describeError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { CommandPort } from '../../tools/ports.ts';
import { childEnvironment } from './childEnvironment.ts';
import { createCommandTerminal, type CommandTerminal } from './commandTerminal.ts';
import { runCommand } from './runCommand.ts';

export interface CommandPortOptions {
  /** Values that no child process may see, asked for at every command. */
  readonly secrets: () => Promise<readonly string[]>;
  readonly logger: Logger;
}

/**
 * Runs commands behind terminals that the user sees. One terminal serves again and again; commands
 * that run side by side (of several chats) have one each. Disposing stops what runs.
 */
export function createCommandPort(options: CommandPortOptions): CommandPort & Disposable {
  const terminals = new Set<CommandTerminal>();

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

  return {
    run: async ({ command, cwd, timeoutMs, onOutput }, signal) => {
      const folder = vscode.Uri.parse(cwd.uri, true);
      if (folder.scheme !== 'file') {
        throw new PlumbError(
          `Commands cannot run in ${cwd.display}: it is not on a disk of this machine (${folder.scheme}).`,
        );
      }
      const env = childEnvironment(process.env, await options.secrets());
      const terminal = freeTerminal();
      const byUser = new AbortController();
      terminal.begin(command, () => {
        byUser.abort();
      });
      try {
        const result = await runCommand(
          {
            command,
            shell: vscode.env.shell,
            cwd: folder.fsPath,
            env,
            timeoutMs,
            onRawOutput: text => {
              terminal.write(text);
            },
            onOutput,
          },
          AbortSignal.any([signal, byUser.signal]),
        );
        terminal.end(result);
        options.logger.info(`A command ended by ${result.endedBy} in ${result.durationMs} ms`);
        return result;
      } catch (error) {
        terminal.fail(describeError(error));
        throw error;
      }
    },
    dispose: () => {
      for (const terminal of terminals) terminal.dispose();
      terminals.clear();
    },
  };
}
