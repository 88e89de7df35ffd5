import * as vscode from 'vscode';
import { CHAT_EDITOR, CHAT_VIEW, COMMANDS } from './base/ids.ts';
import { loadedOnce } from './base/loadedOnce.ts';
import { createTerminalWatch } from './host/attachments/terminalWatch.ts';
import { registerNative } from './host/lm/registerNative.ts';
import { registerConflictActions } from './host/scm/conflictActions.ts';
import { registerCodeActions } from './host/selection/codeActions.ts';
import { hasUnfinishedEdits } from './host/unfinishedEdits.ts';
import type { App } from './host/app.ts';

/** VS Code hands `deactivate` nothing, so what there is to do then is left here by `activate`. */
const closing: { flush?: () => Promise<void> } = {};

/**
 * The composition root, in two steps so that a window that never uses Plumb pays next to nothing:
 * here is only what VS Code must know of from the start. `host/app.ts`, a bundle of its own, builds
 * and wires all the rest by hand at the first use of the view or of a command.
 */
export function activate(context: vscode.ExtensionContext): void {
  const terminals = createTerminalWatch();
  const load = loadedOnce(async (): Promise<App> => {
    const { createApp } = await import('./host/app.ts');
    const created = await createApp(context, terminals);
    context.subscriptions.push(created);
    closing.flush = () => created.flush();
    return created;
  });

  const { storageUri } = context;
  if (storageUri !== undefined) {
    void hasUnfinishedEdits(storageUri).then(has => (has ? load() : undefined));
  }
  context.subscriptions.push(
    terminals,
    vscode.window.registerWebviewViewProvider(CHAT_VIEW, {
      resolveWebviewView: async view => {
        (await load()).resolveChatView(view);
      },
    }),
    vscode.window.registerWebviewPanelSerializer(CHAT_EDITOR, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        await (await load()).restoreChatEditor(panel, state);
      },
    }),
    registerCodeActions(),
    ...registerNative(context, async () => (await load()).native),
    ...registerConflictActions(async () => (await load()).conflictOffers),
    ...Object.values(COMMANDS).map(command =>
      vscode.commands.registerCommand(command, async (...args: unknown[]) => {
        await (await load()).runCommand(command, args);
      }),
    ),
  );
}

/** VS Code waits some seconds for this before the process ends, but not for what it disposes. */
export async function deactivate(): Promise<void> {
  await closing.flush?.();
}
