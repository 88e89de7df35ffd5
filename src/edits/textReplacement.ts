/** Replaces [start, end) of a text (UTF-16 code units) with `text`, literally. */
export interface TextReplacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text with every replacement made. They are offsets of `text` as it is, in any order.
 * @throws Error if two overlap or one lies outside of the text: a mistake of the caller
 */
export function applyReplacements(text: string, replacements: readonly TextReplacement[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const replacement of inOrder(replacements)) {
    if (replacement.start < at || replacement.end < replacement.start) {
      throw new Error(`Replacement at ${replacement.start} overlaps the one before it`);
    }
    if (replacement.end > text.length) {
      throw new Error(`Replacement ends at ${replacement.end} of ${text.length}`);
    }
    parts.push(text.slice(at, replacement.start), replacement.text);
    at = replacement.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** The replacements that turn `applyReplacements(text, replacements)` back into `text`. */
export function invertReplacements(
  text: string,
  replacements: readonly TextReplacement[],
): TextReplacement[] {
  let shift = 0;
  return inOrder(replacements).map(({ start, end, text: added }) => {
    const inverse = {
      start: start + shift,
      end: start + shift + added.length,
      text: text.slice(start, end),
    };
    shift += added.length - (end - start);
    return inverse;
  });
}

/**
 * Whether a replacement begins or ends where no editor could: outside of the text, between the two
 * characters of a line ending, or between the two halves of a character.
 */
export function splitsCharacters(text: string, replacements: readonly TextReplacement[]): boolean {
  const splits = (offset: number): boolean =>
    offset < 0 ||
    offset > text.length ||
    /^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/.test(
      text.slice(Math.max(0, offset - 1), offset + 1),
    );
  return replacements.some(({ start, end }) => splits(start) || splits(end));
}

function inOrder(replacements: readonly TextReplacement[]): TextReplacement[] {
  return replacements.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
