import type { Fit } from './fit.ts';
import type { Haystack } from './haystack.ts';
import { trimLineEnd } from './lines.ts';
import { newLines, type HunkLine } from './operations.ts';

/** What says something: brackets and the like stand everywhere. */
const SUBSTANCE = /[\p{L}\p{N}_]{2}/u;

/** Letters and digits that lines must have to say something together. */
const MIN_LETTERS = 3;
const LETTER = /[\p{L}\p{N}]/gu;

/** Whether a line is more than a bracket. */
export function saysSomething(line: string): boolean {
  return SUBSTANCE.test(line);
}

/**
 * Whether a hunk has been carried out where it fits, so that doing it again would do it twice: all
 * it does is to add lines, and these stand there; or it fits only with tolerance, over what it
 * would leave behind.
 */
export function isAppliedAt(haystack: Haystack, fit: Fit): boolean {
  return isAddedAt(haystack, fit) || isLeftAt(haystack, fit);
}

/**
 * For a hunk that fits nowhere: where what it would leave behind stands. Empty unless that says
 * something: the lines that it adds, or two that it keeps around what it removes.
 */
export function appliedPlaces(haystack: Haystack, lines: readonly HunkLine[]): number[] {
  const left = newLines(lines);
  const kept = lines.filter(({ kind, text }) => kind === 'keep' && saysSomething(text)).length;
  if (!hasKind(lines, 'add') && kept < 2) return [];
  if ((left.join('').match(LETTER) ?? []).length < MIN_LETTERS) return [];
  return haystack.places('loose', left);
}

function hasKind(lines: readonly { readonly kind: string }[], kind: HunkLine['kind']): boolean {
  return lines.some(line => line.kind === kind);
}

function isLeftAt(haystack: Haystack, { lines, first, difference }: Fit): boolean {
  if (difference === 'nothing' || !hasKind(lines, 'add')) return false;
  const left = newLines(lines);
  const end = 1 + Math.max(first, ...lines.map(line => (line.kind === 'add' ? 0 : line.at)));
  return haystack
    .places('loose', left)
    .some(place => place < end && first < place + left.length && standAt(haystack, left, place));
}

/** Whether every run of added lines stands where it would be put, beyond what the hunk keeps. */
function isAddedAt(haystack: Haystack, { lines }: Fit): boolean {
  if (hasKind(lines, 'remove') || !hasKind(lines, 'keep')) return false;
  if (!lines.some(line => line.kind === 'add' && saysSomething(line.text))) return false;
  const kept = new Set(lines.flatMap(line => (line.kind === 'keep' ? [line.at] : [])));
  const added = lines.filter(({ kind }) => kind === 'add');
  return [...new Set(added.map(({ at }) => at))].every(at => {
    const run = added.flatMap(line => (line.at === at ? [line.text] : []));
    return (
      (!kept.has(at) && standAt(haystack, run, at)) ||
      (!kept.has(at - 1) && standAt(haystack, run, at - run.length))
    );
  });
}

function standAt(haystack: Haystack, lines: readonly string[], first: number): boolean {
  return lines.every((text, offset) => {
    const line = haystack.lines[first + offset]?.text;
    return line !== undefined && trimLineEnd(line) === trimLineEnd(text);
  });
}
