import { lineCount, stretch, type Stretch } from './stretch.ts';
import { settle } from './settle.ts';

/** What is the same with and without the agent's edits. */
export interface SamePart {
  readonly kind: 'same';
  readonly text: Stretch;
}

/** Lines that the agent changed: `base` is what stood there, `now` what stands there. */
export interface HunkPart {
  readonly kind: 'hunk';
  /** Stays the same while the hunk moves or grows. */
  readonly id: string;
  readonly base: Stretch;
  readonly now: Stretch;
  /**
   * UTF-16 code units at the end of `base` that are a line ending which the baseline did not have
   * there: it was the end of the file, and outside text stands behind it now.
   */
  readonly lent: number;
  /** Who changed it, as the caller names them. */
  readonly by: readonly string[];
}

export type Part = SamePart | HunkPart;

/**
 * A text under review. The two texts are never kept beside each other: what is outside of hunks is
 * there once, so that it cannot differ. Parts are whole lines (but for the end of the file); between
 * two hunks stands at least one line that is the same; no hunk has two equal sides or begins or ends
 * with a line that is equal on both.
 */
export interface TrackedText {
  readonly parts: readonly Part[];
  /** The line ending for lines that have none yet. */
  readonly eol: '\n' | '\r\n';
  /** The number that the next hunk is called by. */
  readonly nextId: number;
}

/** Line numbers from 0, [from, to), of the text as it is and of the baseline. */
export interface HunkLines {
  readonly hunk: HunkPart;
  readonly from: number;
  readonly to: number;
  readonly baseFrom: number;
  readonly baseTo: number;
}

/** A text without hunks. */
export function track(text: string): TrackedText {
  return {
    parts: text === '' ? [] : [{ kind: 'same', text: stretch(text) }],
    eol: eolOf(text),
    nextId: 1,
  };
}

/** The text without what is under review. */
export function baselineOf({ parts }: TrackedText): string {
  return parts.map(part => baseSide(part).text).join('');
}

/** The text as it is. */
export function currentOf({ parts }: TrackedText): string {
  return parts.map(part => nowSide(part).text).join('');
}

export function hunksOf({ parts }: TrackedText): HunkPart[] {
  return parts.filter(part => part.kind === 'hunk');
}

export function hunkLines({ parts }: TrackedText): HunkLines[] {
  const hunks: HunkLines[] = [];
  let from = 0;
  let baseFrom = 0;
  for (const part of parts) {
    const to = from + lineCount(nowSide(part));
    const baseTo = baseFrom + lineCount(baseSide(part));
    if (part.kind === 'hunk') hunks.push({ hunk: part, from, to, baseFrom, baseTo });
    from = to;
    baseFrom = baseTo;
  }
  return hunks;
}

/** UTF-16 code units of the text as it is. */
export function lengthOf({ parts }: TrackedText): number {
  return parts.reduce((sum, part) => sum + nowSide(part).text.length, 0);
}

export function nowSide(part: Part): Stretch {
  return part.kind === 'same' ? part.text : part.now;
}

export function baseSide(part: Part): Stretch {
  return part.kind === 'same' ? part.text : part.base;
}

/** The state with other parts, in order again; hunks without an id get one. */
export function withParts(state: TrackedText, parts: readonly Part[]): TrackedText {
  let { nextId } = state;
  const settled = settle(parts, state.eol).map((part): Part => {
    if (part.kind === 'same' || part.id !== '') return part;
    return { ...part, id: `h${nextId++}` };
  });
  return { ...state, parts: settled, nextId };
}

/** A text whose lines end otherwise now, all of them: neither a hunk nor a decision. */
export function withLineEndings(state: TrackedText, eol: '\n' | '\r\n'): TrackedText {
  const convert = ({ text }: Stretch): Stretch => stretch(text.replace(/\r\n|\r|\n/g, eol));
  return {
    ...withParts(
      state,
      state.parts.map(part =>
        part.kind === 'same'
          ? { kind: 'same', text: convert(part.text) }
          : {
              ...part,
              base: convert(part.base),
              now: convert(part.now),
              lent: part.lent === 0 ? 0 : eol.length,
            },
      ),
    ),
    eol,
  };
}

/** The ending of a text's first line; that of an empty text is a line feed. */
export function eolOf(text: string): '\n' | '\r\n' {
  const feed = text.indexOf('\n');
  return feed > 0 && text[feed - 1] === '\r' ? '\r\n' : '\n';
}

/** A hunk that has yet to be named. */
export function newHunk(base: Stretch, now: Stretch, by: readonly string[]): HunkPart {
  return { kind: 'hunk', id: '', base, now, lent: 0, by };
}
