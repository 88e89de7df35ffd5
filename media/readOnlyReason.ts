import * as l10n from '@vscode/l10n';
import type { PanelStatus } from '../src/protocol/viewModel.ts';

/** What keeps a message from being sent in a chat that takes none, in short; the banner says why. */
export function readOnlyReason({ readOnly }: Pick<PanelStatus, 'readOnly'>): string | undefined {
  return readOnly === undefined ? undefined : l10n.t('Nothing can be added to this chat');
}
