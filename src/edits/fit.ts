import { inForm, type Haystack, type LineForm } from './haystack.ts';
import { indentOf, uniformShift, type IndentPair } from './indentation.ts';
import { trimLineEnd } from './lines.ts';
import { newLines, oldLines, type HunkLine } from './operations.ts';

/** A line of a hunk whose place is known, with the text that was given. */
export interface FittedLine extends HunkLine {
  /** Index of the file's line that it is, or that it is added before. */
  readonly at: number;
}

/** In what lines differ that are taken for equal; of several respects the last one. */
export type Difference = 'nothing' | 'lineEnd' | 'indentation' | 'unevenIndentation' | 'signs';

/** A hunk at a place where it fits. */
export interface Fit {
  readonly lines: readonly FittedLine[];
  /** Index of its first line, or of the line that it adds others before. */
  readonly first: number;
  readonly difference: Difference;
  /** How far it is off at all, and in the respects that tell places apart; 0 is not. */
  readonly off: { readonly any: number; readonly indentation: number; readonly signs: number };
  /** What else was borne with, in words for the model. */
  readonly notes: readonly string[];
}

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
  const off = offBy(haystack, lines);
  return { lines, first, notes, off, difference: differenceOf(off) };
}

/**
 * The fits that are the most certain: one of them, or as many as nothing tells apart. One that is
 * off in another respect than the others is neither more certain than they are nor less.
 */
export function mostCertain(fits: readonly Fit[]): Fit[] {
  return fits.filter(fit => !fits.some(other => isMoreCertain(other, fit)));
}

/** White space at the ends of lines, which nobody sees, counts only where all else is as given. */
function isMoreCertain({ off: a }: Fit, { off: b }: Fit): boolean {
  if (a.signs > 0) return false;
  if (b.signs > 0) return a.indentation <= b.indentation;
  if (a.indentation > 0 || b.indentation > 0) return a.indentation < b.indentation;
  return a.any < b.any;
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

function offBy(haystack: Haystack, lines: readonly FittedLine[]): Fit['off'] {
  const differ = (differs: (given: string, found: string) => boolean): boolean =>
    linesThatDiffer(haystack, lines, differs).length > 0;
  if (!differ((given, found) => given !== found)) return { any: 0, indentation: 0, signs: 0 };
  const pairs = indentPairs(haystack, lines);
  const isInSigns = differ(differInSigns);
  const isBeyondEnd = differ((given, found) => trimLineEnd(given) !== trimLineEnd(found));
  // White space that is neither a space nor a tab is no sign, and not in the pairs.
  const isShifted = pairs.some(({ given, found }) => given !== found) || !isInSigns;
  const isUneven = isShifted && uniformShift(pairs) === undefined;
  return {
    any: 1,
    indentation: isBeyondEnd && isShifted ? 1 + Number(isUneven) : 0,
    signs: Number(isInSigns),
  };
}

function differenceOf({ any, indentation, signs }: Fit['off']): Difference {
  if (signs > 0) return 'signs';
  if (indentation > 0) return indentation > 1 ? 'unevenIndentation' : 'indentation';
  return any > 0 ? 'lineEnd' : 'nothing';
}
