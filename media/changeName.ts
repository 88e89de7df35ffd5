import * as l10n from '@vscode/l10n';
import { unreachable } from '../src/base/errors.ts';
import type { DiffFile } from '../src/protocol/diff.ts';

/** What happens to a file as a whole. */
export function changeName(change: Exclude<DiffFile['change'], 'update'>): string {
  switch (change) {
    case 'create':
      return l10n.t('New file');
    case 'delete':
      return l10n.t('Deleted');
    case 'move':
      return l10n.t('Moved');
    default:
      return unreachable(change);
  }
}
