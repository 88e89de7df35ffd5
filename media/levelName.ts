import * as l10n from '@vscode/l10n';

/** A thinking level in words. */
export function levelName(level: string): string {
  const names: Readonly<Record<string, string>> = {
    none: l10n.t('No thinking'),
    low: l10n.t('Low'),
    medium: l10n.t('Medium'),
    high: l10n.t('High'),
    xhigh: l10n.t('Very high'),
  };
  return names[level] ?? level;
}
