import * as l10n from '@vscode/l10n';
import { PlumbError } from '../base/errors.ts';

/** Runware's own (spec/runware-api.md 1.1); the default of the setting plumb.api.baseUrl. */
export const DEFAULT_BASE_URL = 'https://api.runware.ai/v1';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The address that the key may be sent to: https, or http on this machine.
 * @throws PlumbError for any other
 */
export function parseEndpoint(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const safe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  // An address with a name and password in it is refused whole: fetch takes none, and it would
  // stand in messages and logs.
  if (url === undefined || !safe || url.username !== '' || url.password !== '') {
    throw new PlumbError(
      l10n.t(
        'The service address in the setting plumb.api.baseUrl is not safe to send a key to. Use https, or http on this machine.',
      ),
      {
        action: {
          label: l10n.t('Open Settings'),
          command: 'workbench.action.openSettings',
          args: ['plumb.api.baseUrl'],
        },
      },
    );
  }
  return url;
}

/** @param hostname as `URL` gives it, an IPv6 address in its brackets */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}
