import { fitAt, fitOf, type Fit } from './fit.ts';
import { isAboveBlock } from './heads.ts';
import { inForm, type Haystack } from './haystack.ts';
import type { HunkLine } from './operations.ts';
import { isSlip } from './slips.ts';

/** Halves of a hunk that stand in more places than this do not tell where it belongs. */
const MAX_PLACES = 200;

/** A line that says something: a word of three letters or digits. */
const SUBSTANCE = /[\p{L}\p{N}_]{3}/u;

/**
 * The fit of a hunk in which one line that is only kept was remembered badly. None if another place
 * differs in one line as well, however much: then the hunk may be meant for that one.
 */
export function slippedFits(haystack: Haystack, lines: readonly HunkLine[]): Fit[] {
  const old = lines.filter(({ kind }) => kind !== 'add');
  const places = placesWithOneOff(haystack, old);
  const [place, ...others] = places ?? [];
  if (place === undefined || others.length > 0) return [];
  const { first, offset } = place;
  const given = old[offset]?.text ?? '';
  const found = haystack.lines[first + offset]?.text ?? '';
  if (old[offset]?.kind !== 'keep' || !isBackedUp(old, offset)) return [];
  const isAbove = isAboveBlock(haystack, first + offset);
  if (!isSlip(given, found, haystack.text, isAbove)) return [];
  const { lines: fitted } = fitAt(haystack, lines, first);
  // The line that slipped is settled; what remains is compared like any other.
  const settled = fitted.map(line =>
    line.kind === 'keep' && line.at === first + offset ? { ...line, text: found } : line,
  );
  const note = `keeps line ${first + offset + 1} as ${JSON.stringify(given)}, the file has ${JSON.stringify(found)}, which stays`;
  return [fitOf(haystack, settled, first, [note])];
}

/** Whether a removed line says where the hunk belongs, or two kept ones besides the one that differs. */
function isBackedUp(old: readonly HunkLine[], offset: number): boolean {
  const telling = old.filter(({ text }, index) => index !== offset && SUBSTANCE.test(text));
  return telling.length > 1 || telling.some(({ kind }) => kind === 'remove');
}

interface OneOff {
  readonly first: number;
  /** Index, in the hunk's old lines, of the one that differs. */
  readonly offset: number;
}

/**
 * Where all lines stand but one. With one line off, one half of them is whole.
 * Undefined if a half stands in too many places to look at each.
 */
function placesWithOneOff(haystack: Haystack, old: readonly HunkLine[]): OneOff[] | undefined {
  const texts = old.map(({ text }) => text);
  const middle = Math.floor(texts.length / 2);
  if (middle === 0) return [];
  const upper = haystack.places('loose', texts.slice(0, middle));
  const lower = haystack.places('loose', texts.slice(middle));
  if (upper.length > MAX_PLACES || lower.length > MAX_PLACES) return undefined;
  const loose = texts.map(text => inForm('loose', text));
  const firsts = new Set([...upper, ...lower.map(place => place - middle)]);
  return [...firsts].flatMap(first => {
    const off = offsetsThatDiffer(haystack.in('loose'), loose, first);
    const [offset] = off;
    const isOne = offset !== undefined && off.length === 1;
    return isOne && first >= 0 && first + old.length <= haystack.lines.length
      ? [{ first, offset }]
      : [];
  });
}

function offsetsThatDiffer(
  lines: readonly string[],
  block: readonly string[],
  first: number,
): number[] {
  const off: number[] = [];
  for (let offset = 0; offset < block.length && off.length < 2; offset += 1) {
    if (lines[first + offset] !== block[offset]) off.push(offset);
  }
  return off;
}
