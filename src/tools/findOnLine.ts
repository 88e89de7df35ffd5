import { cutLine } from '../base/text.ts';
import { splitLines } from '../edits/lines.ts';

/** How far a misremembered line may be off. */
const NEARBY = 3;
const MAX_IDENTIFIERS = 40;
const MAX_IDENTIFIERS_LENGTH = 1_000;
const IDENTIFIER = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;
const BEGINS_IN_IDENTIFIER = /^[\p{ID_Continue}$\u200c\u200d]/u;
const ENDS_IN_IDENTIFIER = /[\p{ID_Continue}$\u200c\u200d]$/u;

export interface Wanted {
  /** From 1. */
  readonly line: number;
  readonly symbol: string;
  /** From 1. */
  readonly occurrence?: number | undefined;
}

/** Line and column from 1. */
export type FoundOnLine =
  | {
      readonly line: number;
      readonly column: number;
      readonly note: string;
      readonly isAmbiguous: boolean;
    }
  | { readonly refusal: string };

/**
 * Finds an identifier on a line: a whole one, no part of a longer. If the line does not have it, the
 * only place within three lines is taken, with a note that says so.
 */
export function findOnLine(text: string, wanted: Wanted, display: string): FoundOnLine {
  const { line, symbol, occurrence } = wanted;
  const lines = splitLines(text).map(each => each.text);
  const columns = columnsOf(lines[line - 1] ?? '', symbol);
  const column = columns[(occurrence ?? 1) - 1];
  if (column !== undefined) {
    const isAmbiguous = columns.length > 1 && occurrence === undefined;
    const note = isAmbiguous
      ? `${symbol} is ${columns.length} times on line ${line}; the first was taken. Say which by occurrence.`
      : '';
    return { line, column, note, isAmbiguous };
  }
  if (columns.length > 0) {
    return {
      refusal: `${symbol} is ${columns.length} times on line ${line} of ${display}, so there is no occurrence ${occurrence ?? 1}.`,
    };
  }
  const nearby = range(Math.max(1, line - NEARBY), Math.min(lines.length, line + NEARBY)).flatMap(
    other => columnsOf(lines[other - 1] ?? '', symbol).map(at => ({ line: other, column: at })),
  );
  const [only, ...others] = nearby;
  if (only !== undefined && others.length === 0) {
    const note = `${symbol} is not on line ${line}; the only one nearby, on line ${only.line}, was taken.`;
    return { ...only, note, isAmbiguous: false };
  }
  return { refusal: refusal(lines, wanted, display, nearby) };
}

/** Columns from 1 where a line has a symbol that is no part of a longer identifier. */
function columnsOf(line: string, symbol: string): number[] {
  const columns: number[] = [];
  for (let at = line.indexOf(symbol); at >= 0; at = line.indexOf(symbol, at + 1)) {
    const joinsBefore =
      BEGINS_IN_IDENTIFIER.test(symbol) && ENDS_IN_IDENTIFIER.test(line.slice(0, at));
    const joinsAfter =
      ENDS_IN_IDENTIFIER.test(symbol) && BEGINS_IN_IDENTIFIER.test(line.slice(at + symbol.length));
    if (!joinsBefore && !joinsAfter) columns.push(at + 1);
  }
  return columns;
}

function refusal(
  lines: readonly string[],
  { line, symbol }: Wanted,
  display: string,
  nearby: readonly { readonly line: number }[],
): string {
  const text = lines[line - 1];
  if (text === undefined) {
    return `${display} has ${lines.length} lines, and ${symbol} was to be on line ${line}. Read the file, or look for it with search_text.`;
  }
  const elsewhere =
    nearby.length === 0
      ? 'nor within three lines of it'
      : `but on lines ${[...new Set(nearby.map(place => place.line))].join(', ')}`;
  const names = [...new Set(text.match(IDENTIFIER))].slice(0, MAX_IDENTIFIERS).join(', ');
  const has =
    names === '' ? 'holds no identifier' : `has ${cutLine(names, MAX_IDENTIFIERS_LENGTH)}`;
  return `${symbol} is not on line ${line} of ${display}, ${elsewhere}. Line ${line} ${has}. Give the line where it is now.`;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
