import * as l10n from '@vscode/l10n';
import { PlumbError } from '../base/errors.ts';
import { safeUrl } from './safeUrl.ts';

/** Runware's own (spec/runware-api.md 1.1); the default of the setting plumb.api.baseUrl. */
export const DEFAULT_BASE_URL = 'https://api.runware.ai/v1';

/**
 * The address that the key may be sent to: https, or http on this machine.
 * @throws PlumbError for any other
 */
export function parseEndpoint(baseUrl: string): URL {
  const url = safeUrl(baseUrl);
  if (url === undefined) {
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
