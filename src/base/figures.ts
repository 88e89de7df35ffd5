import * as l10n from '@vscode/l10n';

const shown = { language: 'en' };
/** Making one takes longer than all else that a figure needs. */
const formats = new Map<string, Intl.NumberFormat>();

/** Figures are for people: from here on they are written in this language (BCP 47). */
export function writeFiguresIn(language: string): void {
  shown.language = language;
}

/**
 * A number with so many digits behind the decimal sign of the language.
 * @param least zeros at the end are left out beyond so many digits
 */
export function decimal(value: number, digits: number, least = digits): string {
  const { language } = shown;
  const name = `${language} ${digits} ${least}`;
  const format =
    formats.get(name) ??
    new Intl.NumberFormat(language, {
      minimumFractionDigits: least,
      maximumFractionDigits: digits,
      // Plumb's English sets no separators between thousands.
      useGrouping: language.startsWith('en') ? false : 'auto',
    });
  formats.set(name, format);
  // Rounded before: Intl would round 1.005, which is a little less, up.
  return format.format(Number(value.toFixed(digits)));
}

/** An amount as it was published, with all its digits: 5, 0.125. */
export function exact(value: number): string {
  return decimal(value, 6, 0);
}

/** Tokens in at most four digits: 950, 1.2k, 272k, 1.1M. */
export function shortCount(count: number): string {
  if (count < 1_000) return decimal(count, 0);
  return count < 999_500
    ? l10n.t('{0}k', threeDigits(count / 1_000))
    : l10n.t('{0}M', threeDigits(count / 1_000_000));
}

function threeDigits(value: number): string {
  return decimal(value, value < 99.95 ? 1 : 0, 0);
}

/** Tokens in whole thousands: 272k, 1050k. */
export function inThousands(tokens: number): string {
  return l10n.t('{0}k', decimal(tokens / 1_000, 0));
}

/** USD to the cent, and a small amount to a hundredth of one: $0.0042, $0.13, $12.40. */
export function usd(value: number): string {
  return `$${decimal(value, value > 0 && value < 0.1 ? 4 : 2)}`;
}
