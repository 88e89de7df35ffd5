import type { Haystack } from './haystack.ts';

interface CopySlip {
  /** For the model: what is wrong, and what to do. */
  readonly cause: string;
  /** The lines that were meant. */
  readonly meant: (lines: readonly string[]) => readonly string[];
}

const NUMBER = /^\s*\d+(?:\t|[:|→] ?)/;
const FENCE = /^\s*(?:`{3,}|~{3,})/;

const isBlank = (line: string): boolean => line.trim() === '';

const SLIPS: readonly CopySlip[] = [
  {
    cause:
      'It has line numbers in front of its lines, which are not in the file: leave them out, and out of the new text as well.',
    meant: lines =>
      lines.every(line => isBlank(line) || NUMBER.test(line))
        ? lines.map(line => line.replace(NUMBER, ''))
        : [],
  },
  {
    cause:
      'It stands in a code fence, which is not in the file: leave that out, and out of the new text as well.',
    meant: lines => lines.filter(line => !FENCE.test(line)),
  },
  {
    cause:
      'It has the characters \\n where the file has line breaks: give line breaks, in the new text as well.',
    meant: lines => lines.flatMap(line => line.split('\\n')),
  },
];

/** Why old lines are nowhere that would be somewhere but for the way they were copied. */
export function causeInCopying(haystack: Haystack, old: readonly string[]): string | undefined {
  return SLIPS.find(({ meant }) => {
    const lines = withoutBlanks(meant(old));
    const isOther = lines.join('\n') !== withoutBlanks(old).join('\n');
    return lines.length > 0 && isOther && haystack.places('loose', lines).length > 0;
  })?.cause;
}

function withoutBlanks(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex(line => !isBlank(line));
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex(line => !isBlank(line)) + 1);
}
