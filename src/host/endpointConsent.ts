import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { DEFAULT_BASE_URL, parseEndpoint } from '../api/endpoint.ts';
import { PlumbError } from '../base/errors.ts';

const STATE_KEY = 'plumb.trustedHosts';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Asks before the key goes to a host that it did not go to before (invariant 6). Runware's own is
 * taken as agreed; so is this machine, which the key does not leave to reach a loopback address.
 * @throws PlumbError if the address is not safe, or the person says no
 */
export async function ensureHostIsAgreed(baseUrl: string, state: vscode.Memento): Promise<void> {
  const { host, hostname } = parseEndpoint(baseUrl);
  if (host === new URL(DEFAULT_BASE_URL).host || LOOPBACK.has(hostname)) return;
  const agreed = state.get<unknown>(STATE_KEY);
  const hosts = Array.isArray(agreed) ? agreed.filter(item => typeof item === 'string') : [];
  if (hosts.includes(host)) return;

  const send = l10n.t('Send the key to {0}', host);
  const answer = await vscode.window.showWarningMessage(
    l10n.t('The setting plumb.api.baseUrl points to {0}.', host),
    {
      modal: true,
      detail: l10n.t(
        'Your API key and what you send in chats would go there instead of to Runware. Go on only if you set this yourself.',
      ),
    },
    send,
  );
  if (answer !== send) {
    throw new PlumbError(l10n.t('Nothing was sent: {0} was not agreed to.', host), {
      action: {
        label: l10n.t('Open Settings'),
        command: 'workbench.action.openSettings',
        args: ['plumb.api.baseUrl'],
      },
    });
  }
  await state.update(STATE_KEY, [...hosts, host]);
}
