import { openFence } from './fence.ts';

/** Joins a text that was cut with what goes on with it, as that arrives. */
export interface Seam {
  /** @returns what is added to the text; what may still turn out to be a repetition is held back */
  add(piece: string): string;
  /** Nothing more comes: what was held back. */
  end(): string;
}

/** Characters and lines before the seam in which a repetition is looked for. */
const REACH = 2_000;
const LINES = 40;
/** Characters that are no coincidence when they come twice. */
const TELLING = 8;
/** Whole lines that are none: one or two (`await tick();`) are written twice for good reason. */
const WHOLE_LINES = 3;

export function createSeam(before: string): Seam {
  const repeats = repetitionsOf(before);
  let held: string | undefined = '';
  return {
    add: piece => {
      if (held === undefined) return piece;
      held += piece;
      const length = repeats(held, false);
      if (length === undefined) return '';
      const rest = held.slice(length);
      held = undefined;
      return rest;
    },
    end: () => {
      const rest = held ?? '';
      // Nothing came yet: whatever comes later is still the beginning.
      if (rest === '') return '';
      held = undefined;
      return rest.slice(repeats(rest, true) ?? 0);
    },
  };
}

/** The two as one text, without what the second repeats of the first for certain. */
export function joinedAt(before: string, continuation: string): string {
  return before + continuation.slice(repetitionsOf(before)(continuation, true) ?? 0);
}

type Repeats = (text: string, isWhole: boolean) => number | undefined;

/**
 * Models open a code block again that is open, and write the line again in which they were cut.
 * @returns tells how much of the beginning of a continuation that is; undefined as long as more of
 *   it has to come to tell
 */
function repetitionsOf(before: string): Repeats {
  const fence = openFence(before);
  // Of a fence's opening line nothing can come twice in one line.
  if (fence?.bodyAt === before.length && !before.endsWith('\n')) {
    return (text, isWhole) => repeated(text, [before.slice(fence.at)], isWhole);
  }
  const ends = lineStarts(before, fence?.bodyAt).map(at => before.slice(at));
  const certain = ends.filter(isCertain);
  const telling = ends.filter(isTelling);

  return (text, isWhole) => {
    const opened = fence === undefined ? 0 : openedAgain(text, fence, isWhole);
    if (opened === undefined) return undefined;
    const more = repeated(text.slice(opened), opened > 0 ? telling : certain, isWhole);
    return more === undefined ? undefined : opened + more;
  };
}

/** The length of the first of `ends`, the longest first, that a text begins with; 0 if none. */
function repeated(text: string, ends: readonly string[], isWhole: boolean): number | undefined {
  const mayCome = ends.some(end => end.length > text.length && end.startsWith(text));
  if (mayCome && !isWhole) return undefined;
  return ends.find(end => text.startsWith(end))?.length ?? 0;
}

/** The length of an opening line like the one of the block that is open; 0 if there is none. */
function openedAgain(
  text: string,
  { run, info }: { readonly run: string; readonly info: string },
  isWhole: boolean,
): number | undefined {
  // Without a language it is the end of the block.
  if (info === '') return 0;
  const opening = run + info;
  const start = text.search(/[^\s]/);
  if (start < 0) return isWhole ? 0 : undefined;
  const lineEnd = text.indexOf('\n', start);
  if (lineEnd >= 0) return text.slice(start, lineEnd).trimEnd() === opening ? lineEnd + 1 : 0;
  return !isWhole && opening.startsWith(text.slice(start).trimEnd()) ? undefined : 0;
}

/** Where the last lines of a text begin, first things first; the body of an open block is one more. */
function lineStarts(text: string, bodyAt: number | undefined): number[] {
  const starts: number[] = [];
  const least = Math.max(0, text.length - REACH);
  let at = text.length;
  while (at > least && starts.length < LINES) {
    at = at < 2 ? 0 : text.lastIndexOf('\n', at - 2) + 1;
    if (at >= least) starts.unshift(at);
  }
  return bodyAt === undefined || bodyAt >= (starts[0] ?? text.length)
    ? starts
    : [bodyAt, ...starts];
}

function isCertain(repetition: string): boolean {
  if (!isTelling(repetition)) return false;
  if (!repetition.endsWith('\n')) return true;
  return repetition.split('\n').filter(line => line.trim() !== '').length >= WHOLE_LINES;
}

/** `----` or `0, 0, 0, ` goes on with itself. */
function isTelling(repetition: string): boolean {
  const words = repetition.trim().slice(0, 200);
  if (words.length < TELLING) return false;
  for (let period = 1; period <= words.length / 2; period += 1) {
    if (words.startsWith(words.slice(period))) return false;
  }
  return true;
}
