import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AskToAttach } from './consent.ts';

export const askToAttach: AskToAttach = async ({ path, reason }) => {
  const attach = l10n.t('Attach');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('Attach {0}?', path),
    {
      modal: true,
      detail: `${reason}\n${l10n.t('Its text would be sent to the model with your message.')}`,
    },
    attach,
  );
  return chosen === attach;
};
