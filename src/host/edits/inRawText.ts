import type { TextReplacement } from '../../edits/textReplacement.ts';

/** Where the lines after the first begin. */
function lineStarts(text: string): number[] {
  return [...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: ending }) => index + ending.length);
}

/**
 * Replacements in a text as an editor shows it, at the places that they have in the file's own text.
 * @param shown the same text as `raw`, but for its line endings
 */
export function inRawText(
  edits: readonly TextReplacement[],
  shown: string,
  raw: string,
): readonly TextReplacement[] {
  if (shown === raw) return edits;
  const from = lineStarts(shown);
  const to = lineStarts(raw);
  const place = (offset: number): number => {
    const line = from.findLastIndex(start => start <= offset);
    return offset - (from[line] ?? 0) + (to[line] ?? 0);
  };
  return edits.map(({ start, end, text }) => ({ start: place(start), end: place(end), text }));
}
