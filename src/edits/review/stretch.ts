/**
 * A run of text that knows how many line feeds are in it, so that a change of it is counted and not
 * all of it. Lines end with a line feed here: what an editor shows has no lone carriage returns.
 */
export interface Stretch {
  readonly text: string;
  /** Line feeds in it. */
  readonly feeds: number;
}

export const EMPTY: Stretch = { text: '', feeds: 0 };

export function stretch(text: string): Stretch {
  return text === '' ? EMPTY : { text, feeds: countFeeds(text) };
}

export function join(first: Stretch, second: Stretch): Stretch {
  if (first.text === '') return second;
  if (second.text === '') return first;
  return { text: first.text + second.text, feeds: first.feeds + second.feeds };
}

/** The stretch with [start, end) replaced; costs a copy, and a look at what is replaced. */
export function splice(
  { text, feeds }: Stretch,
  start: number,
  end: number,
  added: string,
): Stretch {
  return {
    text: text.slice(0, start) + added + text.slice(end),
    feeds: feeds - countFeeds(text.slice(start, end)) + countFeeds(added),
  };
}

/** The two sides of an offset. */
export function cut(whole: Stretch, at: number): readonly [Stretch, Stretch] {
  if (at <= 0) return [EMPTY, whole];
  if (at >= whole.text.length) return [whole, EMPTY];
  // Whichever side is shorter is counted.
  if (at * 2 <= whole.text.length) {
    const head = stretch(whole.text.slice(0, at));
    return [head, { text: whole.text.slice(at), feeds: whole.feeds - head.feeds }];
  }
  const tail = stretch(whole.text.slice(at));
  return [{ text: whole.text.slice(0, at), feeds: whole.feeds - tail.feeds }, tail];
}

/** Lines, the last one without an ending included. */
export function lineCount({ text, feeds }: Stretch): number {
  return feeds + (isWholeLines(text) ? 0 : 1);
}

/** True if no line is begun at the end: the text is empty or its last line has its ending. */
export function isWholeLines(text: string): boolean {
  return text === '' || text.endsWith('\n');
}

function countFeeds(text: string): number {
  let feeds = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) feeds += 1;
  return feeds;
}
