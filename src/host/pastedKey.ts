import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { PlumbError, describeError } from '../base/errors.ts';
import { keyInText } from '../base/keyInText.ts';
import type { KeyCheck } from './keyCommands.ts';

/** What becomes of a message: sent with this text, or not sent (`taken`: nothing of it is left). */
export type WithoutKey =
  | { readonly send: true; readonly text: string }
  | { readonly send: false; readonly taken: boolean };

export interface PastedKeyParts {
  readonly check: KeyCheck;
  /** Into secret storage. */
  readonly store: (key: string) => Promise<void>;
}

/**
 * Asks what to do with an API key that stands in a message, before any of it is sent or written
 * down (S27). Whoever gives up finds the message as it was.
 * @throws PlumbError if the service refuses the key that was to be kept; nothing is sent then
 */
export async function withoutPastedKey(
  text: string,
  { check, store }: PastedKeyParts,
): Promise<WithoutKey> {
  const found = keyInText(text);
  if (found === undefined) return { send: true, text };
  const move = l10n.t('Move to Key Storage');
  const sendAnyway = l10n.t('Send Anyway');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('This message seems to hold an API key.'),
    {
      modal: true,
      detail: l10n.t(
        'A message is sent to the model and kept in the chat. Plumb can keep the key in secret storage instead and take it out of the message.',
      ),
    },
    move,
    sendAnyway,
  );
  if (chosen === sendAnyway) return { send: true, text };
  if (chosen !== move) return { send: false, taken: false };
  const result = await check(found.key, new AbortController().signal);
  if (!result.ok) {
    throw new PlumbError(
      l10n.t('The key was not kept, and the message not sent: {0}', describeError(result.error)),
    );
  }
  await store(found.key);
  return found.isAll ? { send: false, taken: true } : { send: true, text: found.without };
}
