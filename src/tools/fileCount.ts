import * as l10n from '@vscode/l10n';

/** So many files, for people. */
export function fileCount(count: number): string {
  return count === 1 ? l10n.t('1 file') : l10n.t('{0} files', count);
}
