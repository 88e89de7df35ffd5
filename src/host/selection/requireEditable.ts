import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { COMMANDS } from '../../base/ids.ts';
import { enclosingFolders } from '../access/enclosingFolders.ts';
import { realUri } from '../files/realPath.ts';

/**
 * Says at once what would otherwise be found out after an answer was paid for.
 * @throws PlumbError with what to do about it
 */
export async function requireEditable(
  document: vscode.TextDocument,
  mayEdit: boolean,
): Promise<void> {
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
  await requireWorkspaceFile(document);
}

/**
 * What changes code works on files of the workspace: the model's tools reach no others.
 * @throws PlumbError with what to do about it
 */
export async function requireWorkspaceFile({
  uri,
  isUntitled,
}: Pick<vscode.TextDocument, 'uri' | 'isUntitled'>): Promise<void> {
  if (isUntitled) {
    throw new PlumbError(l10n.t('Plumb changes files. Save this text as one first.'), {
      action: { label: l10n.t('Save'), command: 'workbench.action.files.save' },
    });
  }
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) {
    throw new PlumbError(l10n.t('{0} cannot be written to.', vscode.workspace.asRelativePath(uri)));
  }
  if ((await enclosingFolders(await realUri(uri.toString()))).length === 0) {
    throw new PlumbError(
      l10n.t(
        '{0} is outside of the workspace, so Plumb explains it but does not change it. Open its folder first.',
        vscode.workspace.asRelativePath(uri),
      ),
      { action: { label: l10n.t('Open Folder…'), command: 'vscode.openFolder' } },
    );
  }
}
