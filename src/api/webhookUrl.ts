import * as l10n from '@vscode/l10n';
import { PlumbError } from '../base/errors.ts';
import { safeUrl } from './safeUrl.ts';

/**
 * The address that the service posts results to as well: https, or http on this machine. A secret
 * may stand in its query, which is how such addresses are protected (spec/runware-api.md 7), so
 * it is in no message.
 * @throws PlumbError for any other
 */
export function parseWebhookUrl(text: string): string {
  const url = safeUrl(text.trim());
  if (url !== undefined) return url.href;
  throw new PlumbError(
    l10n.t(
      'The address in the setting plumb.api.webhookUrl cannot be used. Use one with https, or with http on this machine, and without a user name and password.',
    ),
    {
      action: {
        label: l10n.t('Open Settings'),
        command: 'workbench.action.openSettings',
        args: ['plumb.api.webhookUrl'],
      },
    },
  );
}
