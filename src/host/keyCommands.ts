import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { DisposableStore } from '../base/disposable.ts';
import { describeError } from '../base/errors.ts';
import type { KeyStore } from './keyStore.ts';

const KEYS_PAGE = 'https://my.runware.ai/keys';

/** Asks the service whether a key is good; free of charge. */
export type KeyCheck = (
  key: string,
  signal: AbortSignal,
) => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: Error }>;

/**
 * Asks for the key, lets the service check it and only then keeps it. A key that was refused stays
 * in the input, with the reason below it.
 * @returns true if a checked key is now in SecretStorage; false if the person gave up
 */
export async function askForKey(keys: KeyStore, check: KeyCheck): Promise<boolean> {
  const store = new DisposableStore();
  const closed = new AbortController();
  const input = store.add(vscode.window.createInputBox());
  input.title = l10n.t('Plumb: Runware API key');
  input.prompt = l10n.t(
    'It is checked with the service, then kept in secret storage. Keys are made at {0}',
    KEYS_PAGE,
  );
  input.password = true;
  input.ignoreFocusOut = true;
  const getKey: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: l10n.t('Open {0}', KEYS_PAGE),
  };
  input.buttons = [getKey];
  try {
    return await new Promise<boolean>((resolve, reject) => {
      store.add(
        input.onDidTriggerButton(() => {
          void vscode.env.openExternal(vscode.Uri.parse(KEYS_PAGE));
        }),
      );
      store.add(
        input.onDidChangeValue(() => {
          input.validationMessage = undefined;
        }),
      );
      store.add(
        input.onDidHide(() => {
          resolve(false);
        }),
      );
      store.add(
        input.onDidAccept(() => {
          accept(input, keys, key => check(key, closed.signal)).then(kept => {
            if (kept) resolve(true);
          }, reject);
        }),
      );
      input.show();
    });
  } finally {
    closed.abort();
    store.dispose();
  }
}

/** @returns true if the key was good and is kept */
async function accept(
  input: vscode.InputBox,
  keys: KeyStore,
  check: (key: string) => ReturnType<KeyCheck>,
): Promise<boolean> {
  const key = input.value.trim();
  if (key === '') {
    input.validationMessage = l10n.t('Paste the key here.');
    return false;
  }
  input.enabled = false;
  input.busy = true;
  const result = await check(key).finally(() => {
    input.enabled = true;
    input.busy = false;
  });
  if (result.ok) {
    await keys.store(key);
    return true;
  }
  input.validationMessage = describeError(result.error);
  return false;
}

export async function clearKey(keys: KeyStore): Promise<void> {
  await keys.clear();
  const left = await keys.source();
  void vscode.window.showInformationMessage(
    left === 'environment'
      ? l10n.t(
          'The stored API key is removed. RUNWARE_API_KEY of the environment is set and will be used instead.',
        )
      : l10n.t('The API key is removed.'),
  );
}
