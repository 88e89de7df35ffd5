import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { COMMANDS } from '../../base/ids.ts';

/**
 * Says at once what would otherwise be found out after an answer was paid for.
 * @throws PlumbError with what to do about it
 */
export function requireEditable(document: vscode.TextDocument, mayEdit: boolean): void {
  if (!vscode.workspace.isTrusted) {
    throw new PlumbError(
      l10n.t('This workspace is in Restricted Mode, so Plumb changes nothing here.'),
      {
        action: {
          label: l10n.t('Manage Workspace Trust'),
          command: 'workbench.trust.manage',
        },
      },
    );
  }
  if (!mayEdit) {
    throw new PlumbError(
      l10n.t('Plumb is set to “Read only”. Choose another mode in the chat to let it edit.'),
      { action: { label: l10n.t('Open Chat'), command: COMMANDS.openChat } },
    );
  }
  if (document.isUntitled) {
    throw new PlumbError(l10n.t('Plumb changes files. Save this text as one first.'), {
      action: { label: l10n.t('Save'), command: 'workbench.action.files.save' },
    });
  }
  if (vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false) {
    throw new PlumbError(
      l10n.t('{0} cannot be written to.', vscode.workspace.asRelativePath(document.uri)),
    );
  }
}
