import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { checkKey } from '../api/keyCheck.ts';
import { describeError } from '../base/errors.ts';
import type { KeyStore } from './keyStore.ts';

const KEYS_PAGE = 'https://my.runware.ai/keys';

/**
 * Asks for the key, lets the service check it (free) and only then keeps it.
 * @returns true if a checked key is now in SecretStorage
 */
export async function askForKey(
  keys: KeyStore,
  check: (key: string) => ReturnType<typeof checkKey>,
): Promise<boolean> {
  let problem: string | undefined;
  for (;;) {
    const typed = await vscode.window.showInputBox({
      title: l10n.t('Plumb: Runware API key'),
      prompt:
        problem ?? l10n.t('It is checked with the service, then kept in VS Code’s secret storage. Get one at {0}', KEYS_PAGE),
      password: true,
      ignoreFocusOut: true,
      validateInput: value => keyProblem(value, problem),
    });
    const key = typed?.trim();
    if (key === undefined || key === '') return false;
    const result = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: l10n.t('Checking the API key…') },
      () => check(key),
    );
    if (result.ok) {
      await keys.store(key);
      return true;
    }
    problem = describeError(result.error);
  }
}

export async function clearKey(keys: KeyStore): Promise<void> {
  await keys.clear();
  const source = await keys.source();
  void vscode.window.showInformationMessage(
    source === 'environment'
      ? l10n.t(
          'The stored API key is removed. RUNWARE_API_KEY of the environment is still set and will be used.',
        )
      : l10n.t('The API key is removed.'),
  );
}
