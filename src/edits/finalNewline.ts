import type { Fit } from './fit.ts';
import type { Haystack } from './haystack.ts';
import { withLineFeeds } from './lines.ts';
import type { FinalNewline, Hunk } from './operations.ts';
import type { TextReplacement } from './textReplacement.ts';

/** What a hunk says of the newline at the end of the file; undefined if nothing. */
export function finalNewlineOf(hunk: Hunk): FinalNewline | undefined {
  if (hunk.kind === 'lines') return hunk.finalNewline;
  const before = withLineFeeds(hunk.oldText);
  const after = withLineFeeds(hunk.newText);
  if (after === `${before}\n`) return 'added';
  return before === `${after}\n` ? 'removed' : undefined;
}

/**
 * Whether a hunk at its place is to add or to remove the newline at the end of the file, which is
 * there, or is not there, so far.
 */
export function changesFinalNewline({ lines }: Haystack, hunk: Hunk, fit: Fit): boolean {
  const wanted = finalNewlineOf(hunk);
  const last = lines.at(-1);
  if (wanted === undefined || last === undefined) return false;
  const isAtEnd = fit.lines.some(({ kind, at }) => kind !== 'add' && at === lines.length - 1);
  return isAtEnd && (last.next === last.end) === (wanted === 'added');
}

/** Adds or removes it, whichever it is not. */
export function finalNewlineChange({ text, lines }: Haystack, usual: string): TextReplacement {
  const end = lines.at(-1)?.end ?? text.length;
  return { start: end, end: text.length, text: end === text.length ? usual : '' };
}
