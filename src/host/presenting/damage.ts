import * as l10n from '@vscode/l10n';
import type { ChatEvent } from '../../chat/events.ts';

/** Told with a chat whose log is damaged, and never logged: the damage is not part of the chat (R47). */
export function damageNotice({ damagedLines }: { readonly damagedLines: number }): ChatEvent[] {
  if (damagedLines === 0) return [];
  const message =
    damagedLines === 1
      ? l10n.t('1 line of this chat could not be read; the rest is here.')
      : l10n.t('{0} lines of this chat could not be read; the rest is here.', damagedLines);
  return [{ type: 'adjusted', at: 0, message }];
}
