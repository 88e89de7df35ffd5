import * as vscode from 'vscode';
import { EXTENSION_ID, WALKTHROUGH } from '../../base/ids.ts';

/** Shows how to begin, on VS Code's own page for it. */
export async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand(
    'workbench.action.openWalkthrough',
    `${EXTENSION_ID}#${WALKTHROUGH}`,
    false,
  );
}
