import { inForm, type Haystack, type LineForm } from './haystack.ts';
import { indentOf, uniformShift, type IndentPair } from './indentation.ts';
import { trimLineEnd } from './lines.ts';
import { newLines, oldLines, type HunkLine } from './operations.ts';

/** A line of a hunk whose place is known, with the text that was given. */
export interface FittedLine extends HunkLine {
  /** Index of the file's line that it is, or that it is added before. */
  readonly at: number;
}

/** In what lines differ that are taken for equal; the later, the less is certain. */
export type Difference = 'nothing' | 'lineEnd' | 'indentation' | 'unevenIndentation' | 'signs';

/** A hunk at a place where it fits. */
export interface Fit {
  readonly lines: readonly FittedLine[];
  /** Index of its first line, or of the line that it adds others before. */
  readonly first: number;
  readonly difference: Difference;
  /** What else was borne with, in words for the model. */
  readonly notes: readonly string[];
}

const BY_CERTAINTY: readonly Difference[] = [
  'nothing',
  'lineEnd',
  'indentation',
  'unevenIndentation',
  'signs',
];

/** A hunk with its lines one below the other from `first` on. */
export function fitAt(haystack: Haystack, lines: readonly HunkLine[], first: number): Fit {
  return fitOf(haystack, linesFrom(lines, first), first, []);
}

/** Lines one below the other from `first` on. */
export function linesFrom(lines: readonly HunkLine[], first: number): FittedLine[] {
  let at = first;
  return lines.map(({ kind, text }) => ({ kind, text, at: kind === 'add' ? at : at++ }));
}

export function fitOf(
  haystack: Haystack,
  lines: readonly FittedLine[],
  first: number,
  notes: readonly string[],
): Fit {
  return { lines, first, notes, difference: differenceIn(haystack, lines) };
}

/** The fits that are the most certain: one of them, or as many as nothing tells apart. */
export function mostCertain(fits: readonly Fit[]): Fit[] {
  const best = Math.min(...fits.map(fit => BY_CERTAINTY.indexOf(fit.difference)));
  return fits.filter(fit => BY_CERTAINTY.indexOf(fit.difference) === best);
}

/**
 * Whether a hunk changes nothing but what its fit does not look at: then it is not known whether
 * the place is one that is still to be changed.
 */
export function changesOnlyTheTolerated({ lines, difference }: Fit): boolean {
  if (difference === 'nothing') return false;
  const form: LineForm = difference === 'lineEnd' ? 'trimmed' : 'loose';
  const inOne = (texts: readonly string[]): string =>
    texts.map(text => inForm(form, text)).join('\n');
  return inOne(oldLines(lines)) === inOne(newLines(lines));
}

/** The indentation of each line that has text, as it was given and as the file has it. */
export function indentPairs(haystack: Haystack, lines: readonly FittedLine[]): IndentPair[] {
  return lines.flatMap(line => {
    if (line.kind === 'add' || line.text.trim() === '') return [];
    const found = haystack.lines[line.at]?.text ?? '';
    return found.trim() === '' ? [] : [{ given: indentOf(line.text), found: indentOf(found) }];
  });
}

/** Numbers, from 1, of the file's lines that differ from the given ones in a way. */
export function linesThatDiffer(
  { lines }: Haystack,
  fitted: readonly FittedLine[],
  differs: (given: string, found: string) => boolean,
): number[] {
  return fitted.flatMap(line => {
    if (line.kind === 'add') return [];
    return differs(line.text, lines[line.at]?.text ?? '') ? [line.at + 1] : [];
  });
}

/** Whether lines differ in their characters, not only in white space around them. */
export function differInSigns(given: string, found: string): boolean {
  return given.trim() !== found.trim();
}

function differenceIn(haystack: Haystack, lines: readonly FittedLine[]): Difference {
  const differ = (differs: (given: string, found: string) => boolean): boolean =>
    linesThatDiffer(haystack, lines, differs).length > 0;
  if (!differ((given, found) => given !== found)) return 'nothing';
  if (!differ((given, found) => trimLineEnd(given) !== trimLineEnd(found))) return 'lineEnd';
  if (differ(differInSigns)) return 'signs';
  return uniformShift(indentPairs(haystack, lines)) === undefined
    ? 'unevenIndentation'
    : 'indentation';
}
