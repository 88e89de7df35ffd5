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
  let feed = indexOrEnd(text, '\n', 0);
  let carriageReturn = indexOrEnd(text, '\r', 0);
  let start = 0;
  while (start < text.length) {
    const end = Math.min(feed, carriageReturn);
    const length = end === text.length ? 0 : end === carriageReturn && feed === end + 1 ? 2 : 1;
    const next = end + length;
    lines.push({ text: text.slice(start, end), start, end, next });
    if (feed < next) feed = indexOrEnd(text, '\n', next);
    if (carriageReturn < next) carriageReturn = indexOrEnd(text, '\r', next);
    start = next;
  }
  return lines;
}

function indexOrEnd(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from);
  return index === -1 ? text.length : index;
}

/** The lines with their endings: joined they are the text. */
export function linesWithEndings(text: string): string[] {
  return splitLines(text).map(({ start, next }) => text.slice(start, next));
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
