import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { linkToOpen } from './linkToOpen.ts';

/**
 * Opens an address of the web after a person has seen all of it (S19): what is in it leaves the
 * machine, also to a domain that VS Code was told to trust.
 * @throws PlumbError as `linkToOpen`
 */
export async function openLink(href: string): Promise<void> {
  const { address, shown, host } = linkToOpen(href);
  const open = l10n.t('Open');
  const chosen = await vscode.window.showInformationMessage(
    l10n.t('Open this address of {0}?', host),
    { modal: true, detail: shown },
    open,
  );
  if (chosen === open) await vscode.env.openExternal(vscode.Uri.parse(address, true));
}
