import * as vscode from 'vscode';
import { CHAT_CONTAINER, CHAT_VIEW, SECONDARY_CONTAINER } from '../../base/ids.ts';

/** Moves the chat's view to the other side; VS Code remembers it, and dragging does the same. */
export function moveToSecondarySideBar(): Promise<void> {
  return moveTo(SECONDARY_CONTAINER);
}

export function moveToSideBar(): Promise<void> {
  return moveTo(CHAT_CONTAINER);
}

async function moveTo(destinationId: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.moveViews', {
    viewIds: [CHAT_VIEW],
    destinationId,
  });
  await vscode.commands.executeCommand(`${CHAT_VIEW}.focus`);
}
