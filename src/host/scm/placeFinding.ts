import { haystackOf, type LineForm } from '../../edits/haystack.ts';
import { splitLines, withLineFeeds } from '../../edits/lines.ts';

/** Lines [from, to) of a file, from 0. */
export interface FindingPlace {
  readonly from: number;
  readonly to: number;
  /** The quoted lines differ from the file's in indentation or signs: they are no ground for a fix. */
  readonly isLoose: boolean;
}

/** From the form that leaves no doubt to the one that allows no fix. */
const FORMS: readonly LineForm[] = ['exact', 'trimmed', 'loose'];

/**
 * Where the lines that a finding quotes stand in a file; undefined where that is not certain: they
 * stand nowhere, or several times and the line number is that of none.
 * @param startLine where they are thought to begin, from 1
 */
export function placeFinding(
  text: string,
  { original, startLine }: { readonly original: string; readonly startLine: number },
): FindingPlace | undefined {
  const quoted = linesOf(original);
  if (!quoted.some(line => /\S/.test(line))) return undefined;
  const haystack = haystackOf(text);
  for (const form of FORMS) {
    const places = haystack.places(form, quoted);
    const [only, ...others] = places;
    if (only === undefined) continue;
    const from = others.length === 0 ? only : places.find(place => place === startLine - 1);
    if (from === undefined) return undefined;
    return { from, to: from + quoted.length, isLoose: form === 'loose' };
  }
  return undefined;
}

/** The file's text, with LF, in which a fix has taken the place of some lines. */
export function withFix(text: string, { from, to }: FindingPlace, replacement: string): string {
  const lines = splitLines(text).map(line => line.text);
  const after = [
    ...lines.slice(0, from),
    ...(replacement === '' ? [] : linesOf(replacement)),
    ...lines.slice(to),
  ];
  return after.length === 0 ? '' : `${after.join('\n')}${/[\r\n]$/.test(text) ? '\n' : ''}`;
}

/** The number of a line after text was changed: `added` lines took the place of [from, to). */
export function movedLine(
  line: number,
  { from, to, added }: { readonly from: number; readonly to: number; readonly added: number },
): number {
  return line >= to ? line + added - (to - from) : line;
}

function linesOf(text: string): readonly string[] {
  return withLineFeeds(text).replace(/\n$/, '').split('\n');
}
