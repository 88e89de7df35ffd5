import { indentPairs, linesFrom, type Fit, type FittedLine } from './fit.ts';
import { inForm, type Haystack } from './haystack.ts';
import { opensBlock } from './heads.ts';
import {
  indentOf,
  scaleOf,
  likelyIndent,
  shiftOfAllButOne,
  uniformShift,
  type IndentPair,
} from './indentation.ts';
import { termsOf, type Terms } from './newLineTerms.ts';
import { linesBetween } from './operations.ts';
import { EditRefusal } from './refusal.ts';

/** Lines that a hunk removes and adds in one place. */
interface Run {
  /** Index of the first line that it removes, or that it adds lines before. */
  readonly first: number;
  readonly removed: readonly FittedLine[];
  readonly added: readonly string[];
}

/**
 * New lines that have to say what old ones say before their indentation tells anything: one alone
 * may have been moved, by chance as far as the old ones are off.
 */
const MIN_SAID = 2;

/** The file's indentation for an added line, given what its run removes. */
type Indenter = (given: string, removed: readonly FittedLine[]) => string | undefined;

/**
 * A hunk with its lines in the file's own terms: added lines have the indentation of the place, and
 * those that say what a removed one says are the file's line, kept.
 * @throws EditRefusal if it cannot be told how an added line is to be indented
 */
export function inFileTerms(haystack: Haystack, fit: Fit, name: string): readonly FittedLine[] {
  if (fit.difference === 'nothing') return fit.lines;
  const indentFor = indenter(haystack, fit);
  return mapRuns(fit.lines, run => {
    const texts = run.added.map(text => {
      if (text.trim() === '') return text;
      const indent = indentFor(indentOf(text), run.removed);
      if (indent === undefined) throw unknownIndent(fit, text, name);
      return indent + bodyOf(text);
    });
    return settled(haystack, run, withFileLines(haystack, run, texts));
  });
}

function indenter(haystack: Haystack, fit: Fit): Indenter {
  const pairs = indentPairs(haystack, fit.lines);
  if (fit.lines.some(line => isOddlySpaced(haystack, line))) return () => undefined;
  const isNew = isNewInFileTerms(haystack, fit);
  if (isNew === 'yes') return given => given;
  if (isNew === 'unknown') return () => undefined;
  const terms = pairs.some(isShifted) ? newLineTerms(haystack, fit.lines) : 'given';
  const shift = uniformShift(pairs);
  const scale = scaleOf(pairs, unitOf(haystack));
  const isScaled = fit.lines.every(
    ({ kind, text }) => kind !== 'add' || scale?.(indentOf(text)) !== undefined,
  );
  if (scale !== undefined && isScaled) {
    if (shift === undefined) return scale;
    return given => (shift(given) === scale(given) ? scale(given) : undefined);
  }
  if (terms === 'file') return given => given;
  if (terms === 'unknown') return () => undefined;
  if (shift !== undefined) return shift;
  const shiftOfRest = shiftOfAllButOne(pairs);
  return (given, removed) => {
    const replaced = indentPairs(haystack, removed).filter(pair => pair.given === given);
    return likelyIndent(replaced, given) ?? shiftOfRest?.(given) ?? likelyIndent(pairs, given);
  };
}

/**
 * In whose terms the added lines are indented. Lines that take the place of others tell most; where
 * places contradict each other it is unknown.
 */
function newLineTerms(haystack: Haystack, lines: readonly FittedLine[]): Terms {
  const old = lines.filter(({ kind, text }) => kind !== 'add' && text.trim() !== '');
  const kept = old.filter(({ kind }) => kind === 'keep');
  const runs = runsOf(lines);
  const opening = runs.findIndex(({ added }) => added.some(opensBlock));
  const found = runs.flatMap(({ first, removed, added }, index) => {
    // What is added below a block that opens above is as deep as that makes it.
    if (opening !== -1 && index > opening) return [];
    const last = first + removed.length;
    const around = {
      above: kept.findLast(({ at }) => at < first),
      removed: old.find(({ at }) => first <= at && at < last),
      below: kept.find(({ at }) => at >= last),
      added,
    };
    const terms = termsOf(haystack, around);
    return terms === undefined ? [] : [{ terms, isReplaced: around.removed !== undefined }];
  });
  const replaced = found.filter(({ isReplaced }) => isReplaced);
  const telling = new Set([...(replaced.length > 0 ? replaced : found)].map(({ terms }) => terms));
  if (telling.has('file')) return telling.size === 1 ? 'file' : 'unknown';
  return telling.size === 1 && telling.has('unknown') ? 'unknown' : 'given';
}

/**
 * Whether the new text has the file's indentation, though the old one has not: kept lines lack the
 * space that marks them, and so a column; or no kept line shows what became of both, old lines lost
 * theirs, and new ones that say the same, and the first one, are indented as the file is. With too
 * little to tell by it is unknown.
 */
function isNewInFileTerms(haystack: Haystack, { lines }: Fit): 'yes' | 'no' | 'unknown' {
  const pairsOf = (kind: FittedLine['kind']): IndentPair[] =>
    indentPairs(
      haystack,
      lines.filter(line => line.kind === kind),
    );
  const kept = pairsOf('keep');
  if (kept.some(isShifted)) {
    const isWithoutMarker = kept.every(({ given, found }) => found === ` ${given}`);
    const removed = pairsOf('remove');
    if (removed.length > 0) return isWithoutMarker && !removed.some(isShifted) ? 'yes' : 'no';
    const given = new Set(kept.map(pair => pair.given));
    const added = lines.filter(({ kind, text }) => kind === 'add' && text.trim() !== '');
    const isAsGiven = added.some(({ text }) => given.has(indentOf(text)));
    return isWithoutMarker && !isAsGiven ? 'yes' : 'no';
  }
  const runs = runsOf(lines);
  const isFile = ([line, text]: Said): boolean[] => {
    const [pair] = line === undefined ? [] : indentPairs(haystack, [line]);
    if (text === undefined || pair === undefined || !isShifted(pair)) return [];
    return [indentOf(text) === pair.found];
  };
  const first = runs.flatMap(({ removed, added }) =>
    isFile([removed[0], added.find(text => text.trim() !== '')]),
  );
  const said = runs.flatMap(({ removed, added }) => equalPairs(removed, added).flatMap(isFile));
  if (![...first, ...said].every(Boolean)) return 'no';
  if (first.length === 0 && said.length === 0) return 'no';
  const isLost = !pairsOf('remove').some(({ given, found }) => given.length > found.length);
  return isLost && said.length >= MIN_SAID ? 'yes' : 'unknown';
}

/** A removed line and the added text that comes in its place, with the index of that. */
type Said = readonly [line: FittedLine | undefined, text: string | undefined, index?: number];

/** Whether a line begins with white space that is no indentation to us, and that the given one lacks. */
function isOddlySpaced(haystack: Haystack, { kind, text, at }: FittedLine): boolean {
  const found = haystack.lines[at]?.text ?? '';
  if (kind === 'add' || text.trim() === '' || found.trim() === '') return false;
  const [ours, theirs] = [text, found].map(line => line.slice(0, line.search(/\S/)));
  return ours !== theirs && /[^ \t]/.test(`${ours}${theirs}`);
}

function isShifted({ given, found }: IndentPair): boolean {
  return given !== found;
}

/** Added lines, those that say what a removed one says, indented as that, being the file's line. */
function withFileLines(
  haystack: Haystack,
  { removed, added }: Run,
  texts: readonly string[],
): string[] {
  const own = [...texts];
  for (const [line, , index] of equalPairs(removed, added)) {
    const found = haystack.lines[line.at]?.text ?? '';
    // Where the given line is the file's but for its indentation, other signs are what is wanted.
    const isOwn = bodyOf(line.text) === bodyOf(found);
    if (!isOwn && indentOf(texts[index] ?? '') === indentOf(found)) own[index] = found;
  }
  return own;
}

function bodyOf(line: string): string {
  return line.slice(indentOf(line).length);
}

/** Removed and added lines that say the same, in their order, with the index of the added one. */
function equalPairs(
  removed: readonly FittedLine[],
  added: readonly string[],
): [line: FittedLine, text: string, index: number][] {
  const loose = (text: string): string => inForm('loose', text);
  const pairs: [FittedLine, string, number][] = [];
  let old = 0;
  let fresh = 0;
  const lines = linesBetween(
    removed.map(({ text }) => loose(text)),
    added.map(loose),
  );
  for (const { kind } of lines) {
    const line = removed[old];
    const text = added[fresh];
    if (kind === 'keep' && line !== undefined && text !== undefined)
      pairs.push([line, text, fresh]);
    if (kind !== 'add') old += 1;
    if (kind !== 'remove') fresh += 1;
  }
  return pairs;
}

/** A run against the file's lines: what is the same in the end is kept. */
function settled(
  haystack: Haystack,
  { first, removed }: Run,
  texts: readonly string[],
): FittedLine[] {
  const found = removed.map(({ at }) => haystack.lines[at]?.text ?? '');
  return linesFrom(linesBetween(found, texts), first);
}

/** Columns by which lines of a text are most often deeper than those above. */
function unitOf({ lines }: Haystack): number | undefined {
  const counts = new Map<number, number>();
  let above = 0;
  for (const { text } of lines) {
    if (text.trim() === '') continue;
    const { length } = indentOf(text);
    const step = length - above;
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
    above = length;
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

function runsOf(lines: readonly FittedLine[]): Run[] {
  const runs: Run[] = [];
  mapRuns(lines, run => {
    runs.push(run);
    return [];
  });
  return runs;
}

function mapRuns(
  lines: readonly FittedLine[],
  change: (run: Run) => readonly FittedLine[],
): FittedLine[] {
  const changed: FittedLine[] = [];
  let first = 0;
  let removed: FittedLine[] = [];
  let added: string[] = [];
  const flush = (): void => {
    if (removed.length > 0 || added.length > 0) changed.push(...change({ first, removed, added }));
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.kind === 'keep' || line.at !== first + removed.length) {
      flush();
      first = line.at;
    }
    if (line.kind === 'keep') {
      changed.push(line);
      first = line.at + 1;
    } else if (line.kind === 'remove') removed.push(line);
    else added.push(line.text);
  }
  flush();
  return changed;
}

function unknownIndent({ first }: Fit, text: string, name: string): EditRefusal {
  return new EditRefusal(
    `${name} fits at line ${first + 1} but for its indentation, and it cannot be told from the lines around it how ${JSON.stringify(text.trim())} is to be indented. Give the lines with the indentation that they have in the file.`,
  );
}
