import * as vscode from 'vscode';
import { PlumbError, describeError, isAbort, isForEveryPlace } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import { notificationText } from './notificationText.ts';

/**
 * The border of every command: what went wrong is shown with its one action, and logged.
 * Cancellation is not an error.
 */
export async function showingErrors(logger: Logger, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isAbort(error)) return;
    logger.error('A command failed', error);
    const wanted = error instanceof PlumbError ? error.action : undefined;
    const action = wanted !== undefined && isForEveryPlace(wanted) ? wanted : undefined;
    const chosen = await vscode.window.showErrorMessage(
      // It may quote what the service said.
      notificationText(describeError(error)),
      ...(action === undefined ? [] : [action.label]),
    );
    if (action !== undefined && chosen === action.label) {
      await vscode.commands.executeCommand(action.command, ...(action.args ?? []));
    }
  }
}
