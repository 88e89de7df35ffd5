import * as l10n from '@vscode/l10n';

/** What was kept or undone: how many changes, and in which file; without a path in all. */
export interface Reviewed {
  readonly count: number;
  readonly path?: string;
}

/** Said once it is done. */
export function keptWords({ count, path }: Reviewed): string {
  if (path === undefined) {
    return count === 1 ? l10n.t('Kept 1 change') : l10n.t('Kept all {0} changes', count);
  }
  return count === 1
    ? l10n.t('Kept 1 change in {0}', path)
    : l10n.t('Kept {0} changes in {1}', count, path);
}

export function undoneWords({ count, path }: Reviewed): string {
  if (path === undefined) {
    return count === 1 ? l10n.t('Undid 1 change') : l10n.t('Undid all {0} changes', count);
  }
  return count === 1
    ? l10n.t('Undid 1 change in {0}', path)
    : l10n.t('Undid {0} changes in {1}', count, path);
}
