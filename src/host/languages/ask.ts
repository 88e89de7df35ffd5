import * as vscode from 'vscode';
import { untilAborted } from '../../base/abort.ts';
import { describeError, PlumbError } from '../../base/errors.ts';
import type { Position } from '../../tools/languagePort.ts';
import { settledText } from './settledText.ts';

/**
 * Runs one of VS Code's commands that ask the language servers.
 * @throws PlumbError with what the server said, where it refuses
 */
export async function ask<T>(
  signal: AbortSignal,
  command: `vscode.${string}`,
  ...args: readonly unknown[]
): Promise<T | undefined> {
  const answer = Promise.resolve(vscode.commands.executeCommand<T | undefined>(command, ...args));
  return untilAborted(
    answer.catch((error: unknown) => {
      throw new PlumbError(`The language server refused: ${describeError(error)}`, {
        cause: error,
      });
    }),
    signal,
  );
}

/** Asks about a position, with the document open. */
export async function askAt<T>(
  { path, line, column }: Position,
  signal: AbortSignal,
  command: `vscode.${string}`,
  ...args: readonly unknown[]
): Promise<T | undefined> {
  const { uri } = await settledText(path);
  return ask<T>(signal, command, uri, new vscode.Position(line - 1, column - 1), ...args);
}
