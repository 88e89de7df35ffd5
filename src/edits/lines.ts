/** A line of a text: [start, end) without its ending, which goes on to `next`. */
export interface TextLine {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where the next line starts; equals `end` if this one has no ending. */
  readonly next: number;
}

/**
 * The lines of a text. Endings are LF, CRLF and CR, as in an editor. An ending at the very end
 * starts no further line, and an empty text has none.
 */
export function splitLines(text: string): TextLine[] {
  const lines: TextLine[] = [];
  const ending = /\r\n|\n|\r/g;
  let start = 0;
  while (start < text.length) {
    const match = ending.exec(text);
    const end = match?.index ?? text.length;
    const next = match === null ? text.length : ending.lastIndex;
    lines.push({ text: text.slice(start, end), start, end, next });
    start = next;
  }
  return lines;
}

/** A text with every line ending made LF, so that texts compare by what they say. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Without the spaces and tabs at the end of a line. */
export function trimLineEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1;
  return line.slice(0, end);
}
