import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Logger } from '../../base/logger.ts';
import type { Sessions } from '../../chat/sessions.ts';
import { createHistory, type History } from './createHistory.ts';
import { createSecretSweep } from './secretSweep.ts';
import { createChatTransfer, type ChatTransfer } from './transferChats.ts';

/** The history of a window, wired. */
export function createChatHistory(parts: {
  readonly folder: string;
  readonly sessions: Sessions;
  readonly endCommands: (chatId: string) => Promise<void>;
  /** Every value that was a key in this window. */
  readonly keys: () => readonly string[];
  /** What shows the chat has to show another one. */
  readonly onRemoved: (chatId: string) => void;
  readonly logger: Logger;
}): { readonly history: History; readonly transfer: ChatTransfer } {
  const { folder, sessions, endCommands, keys, onRemoved, logger } = parts;
  const now = (): number => Date.now();
  return {
    history: createHistory({ folder, sessions, endCommands, mayStop, onRemoved, logger, now }),
    transfer: createChatTransfer({ folder, sessions, sweep: createSecretSweep(keys), now }),
  };
}

async function mayStop(title: string): Promise<boolean> {
  const stop = l10n.t('Stop and Delete');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('“{0}” is still working.', title),
    { modal: true, detail: l10n.t('It is stopped, then deleted. It can be restored for 30 days.') },
    stop,
  );
  return chosen === stop;
}
