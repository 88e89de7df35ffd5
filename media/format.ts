import * as l10n from '@vscode/l10n';
import { decimal } from '../src/base/figures.ts';

/** A duration given in ms: 0.4 s, 12 s, 3 min 5 s. */
export function duration(ms: number): string {
  const seconds = ms / 1_000;
  if (seconds < 9.95) return l10n.t('{0} s', decimal(seconds, 1));
  if (seconds < 59.5) return l10n.t('{0} s', Math.round(seconds));
  const whole = Math.round(seconds);
  return whole % 60 === 0
    ? l10n.t('{0} min', whole / 60)
    : l10n.t('{0} min {1} s', Math.floor(whole / 60), whole % 60);
}

/** How long ago `then` was (both ms since 1970), in words of the locale. */
export function timeAgo(then: number, now: number, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const minutes = Math.round((then - now) / 60_000);
  if (minutes > -60) return words.format(Math.min(0, minutes), 'minute');
  const hours = Math.round(minutes / 60);
  return hours > -24 ? words.format(hours, 'hour') : words.format(Math.round(hours / 24), 'day');
}

/** Bytes in units of 1000: 12 KB, 1.2 MB. */
export function fileSize(bytes: number): string {
  if (bytes < 999_500) return l10n.t('{0} KB', Math.max(1, Math.round(bytes / 1_000)));
  return l10n.t('{0} MB', decimal(bytes / 1_000_000, 1, 0));
}

/** A day given as YYYY-MM-DD, in words of the locale: Sat, Oct 3. */
export function dayName(day: string, locale: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
  }).format(new Date(year, month - 1, date));
}
