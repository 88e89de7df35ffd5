/** Indentation of one line as the model gave it and as the file has it. */
export interface IndentPair {
  readonly given: string;
  readonly found: string;
}

/** The file's indentation for one that the model gave; undefined where it cannot be told. */
export type IndentShift = (given: string) => string | undefined;

/** Columns that a tab may stand for, the most usual first. */
const TAB_WIDTHS = [4, 2, 8, 3];

/** The white space that a line begins with. */
export function indentOf(line: string): string {
  let length = 0;
  while (line[length] === ' ' || line[length] === '\t') length += 1;
  return line.slice(0, length);
}

/** Whether an indentation is another one with more in front. */
export function isDeeper(indent: string, other: string): boolean {
  return indent.length > other.length && indent.endsWith(other);
}

/**
 * What turns every given indentation into the one found: the same white space before or away from
 * all, or tabs for spaces. None if no one rule does.
 */
export function uniformShift(pairs: readonly IndentPair[]): IndentShift | undefined {
  const different = pairs.find(pair => pair.given !== pair.found);
  if (different === undefined) return given => given;
  const shift = shiftOf(different);
  if (shift !== undefined && pairs.every(pair => shift(pair.given) === pair.found)) return shift;
  return tabShift(pairs);
}

/** Columns that people indent by. */
const UNITS = [2, 3, 4, 8];

/**
 * What turns every given indentation into the one found by writing each level in another number of
 * spaces. None if it is not one number, or if no level of that number is usual.
 * @param unit the columns of a level in the file
 */
export function scaleOf(
  pairs: readonly IndentPair[],
  unit: number | undefined,
): IndentShift | undefined {
  const indents = pairs.flatMap(({ given, found }) => [given, found]);
  const telling = pairs.find(({ given, found }) => given !== found && given !== '');
  if (unit === undefined || telling === undefined || indents.join('').includes('\t'))
    return undefined;
  const own = (unit * telling.given.length) / telling.found.length;
  if (!UNITS.includes(own)) return undefined;
  const scale = (given: string): string | undefined =>
    given.length % own === 0 && !given.includes('\t')
      ? ' '.repeat((given.length / own) * unit)
      : undefined;
  return pairs.every(({ given, found }) => scale(given) === found) ? scale : undefined;
}

/**
 * The rule of all lines but one: the first, which loses its indentation when it is copied from
 * within, or one that is indented unlike its neighbours in the file.
 */
export function shiftOfAllButOne(pairs: readonly IndentPair[]): IndentShift | undefined {
  const odd = pairs.findIndex(pair => pair.given !== pair.found);
  for (const left of [0, odd]) {
    const rest = pairs.filter((_pair, index) => index !== left);
    // Lines without any indentation follow every rule.
    const telling = rest.filter(({ given, found }) => given !== '' || found !== '');
    const shift = telling.length < 2 ? undefined : uniformShift(rest);
    if (shift !== undefined) return shift;
  }
  return undefined;
}

/**
 * The file's indentation for an added line where no one rule holds, because some of the lines lost
 * theirs, or the file's own is uneven: what the lines say that were given the same, or if these
 * differ, what most of them say, provided that any of them has the given; where there are none,
 * what most of all lines say.
 */
export function likelyIndent(pairs: readonly IndentPair[], given: string): string | undefined {
  const same = pairs.filter(pair => pair.given === given).map(pair => pair.found);
  const [only, ...others] = new Set(same);
  if (only !== undefined && others.length === 0) return only;
  if (same.length > 0) return same.includes(given) ? (mostOf(same) ?? given) : undefined;
  return mostOf(pairs.map(pair => shiftOf(pair)?.(given)));
}

/** The one value that is more than half of all. */
function mostOf(values: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string | undefined, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].find(([, count]) => 2 * count > values.length)?.[0];
}

/** White space put before, or taken from, the beginning of every line. */
function shiftOf({ given, found }: IndentPair): IndentShift | undefined {
  if (found.endsWith(given)) {
    const more = found.slice(0, found.length - given.length);
    return indent => more + indent;
  }
  if (!given.endsWith(found)) return undefined;
  const less = given.slice(0, given.length - found.length);
  return indent => (indent.startsWith(less) ? indent.slice(less.length) : undefined);
}

function tabShift(pairs: readonly IndentPair[]): IndentShift | undefined {
  const file = pairs.map(pair => pair.found).join('');
  const model = pairs.map(pair => pair.given).join('');
  if (file.includes('\t') === model.includes('\t')) return undefined;
  const width = TAB_WIDTHS.find(tab =>
    pairs.every(({ given, found }) => columns(given, tab) === columns(found, tab)),
  );
  if (width === undefined) return undefined;
  return given => inColumns(columns(given, width), file.includes('\t') ? width : undefined);
}

/** The width of an indentation with tab stops every `tab` columns. */
function columns(indent: string, tab: number): number {
  let width = 0;
  for (const character of indent) width += character === '\t' ? tab - (width % tab) : 1;
  return width;
}

/** White space of a width: in spaces, or in tabs of `tab` columns and spaces for what is left. */
function inColumns(width: number, tab: number | undefined): string {
  if (tab === undefined) return ' '.repeat(width);
  return '\t'.repeat(Math.floor(width / tab)) + ' '.repeat(width % tab);
}
