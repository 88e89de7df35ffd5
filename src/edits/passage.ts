import { splitsCharacter, splitsWord } from './characters.ts';
import { findBlock } from './findBlock.ts';
import type { Haystack } from './haystack.ts';
import { opensBlock } from './heads.ts';
import { hintedPlace } from './hints.ts';
import { indentOf } from './indentation.ts';
import type { HunkKnowledge } from './knowledge.ts';
import { withLineFeeds, type TextLine } from './lines.ts';
import { linesBetween, type HunkLine, type PassageHunk } from './operations.ts';
import { addedAlready, severalPlaces } from './placeRefusals.ts';
import { EditRefusal } from './refusal.ts';

/** A passage as whole lines, and the index of the first of them. */
export interface PlacedPassage {
  readonly lines: readonly HunkLine[];
  readonly first: number;
}

/** Enough to say that a passage is not unique. */
const MAX_PLACES = 100;

/** Comparisons of characters that a search may take at worst: about a second. */
const MAX_STEPS = 2e9;

const NAME = 'oldText';

/**
 * Finds a passage, which may begin and end within lines, and turns it into the lines that it stands
 * in, with what is around it as it is. Line endings are equal whatever they are. Undefined if it is
 * nowhere as it is, or if it is a line without its indentation that several take the place of: then
 * its lines are to be looked for.
 * @throws EditRefusal if it stands in more than one place and nothing decides, if it ends within a
 * word, or if what it would become stands there
 */
export function placedPassage(
  { text, lines }: Haystack,
  { oldText, newText, line }: PassageHunk,
  knowledge: HunkKnowledge,
): PlacedPassage | undefined {
  const plain = withLineFeeds(text);
  const before = withLineFeeds(oldText);
  const after = withLineFeeds(newText);
  const starts = plainStarts(lines);
  const start = decided(plain, before, occurrences(plain, before), starts, line, knowledge);
  if (start === undefined) return undefined;
  const first = lineAt(starts, start);
  const end = start + before.length;
  refuseIfApplied(plain, start, before, after, first);
  const head = plain.slice(starts[first], start);
  if (isLineEnd(plain, end) && isUnindented(head, before, after)) return undefined;
  refuseWithinCharacter(plain, [start, end]);
  refuseWithinWord(plain, start, end, head);
  // A passage that takes a line's ending along and leaves none joins the next line to what is left.
  const joinsNext = head + after !== '' && !after.endsWith('\n');
  const tail = plain[end - 1] !== '\n' || joinsNext ? plain.slice(end, endOfLine(plain, end)) : '';
  return { lines: passageLines(head + before + tail, head + after + tail), first };
}

/** The lines that get one text from another. */
export function passageLines(before: string, after: string): HunkLine[] {
  return linesBetween(wholeLines(before), wholeLines(after));
}

function wholeLines(text: string): string[] {
  const plain = withLineFeeds(text);
  if (plain === '') return [];
  return (plain.endsWith('\n') ? plain.slice(0, -1) : plain).split('\n');
}

/** Of several places, the one that is whole lines while the others cut words, or that is hinted at. */
function decided(
  plain: string,
  before: string,
  places: readonly number[],
  starts: readonly number[],
  line: number | undefined,
  knowledge: HunkKnowledge,
): number | undefined {
  if (places.length < 2) return places[0];
  const isCut = (start: number): boolean =>
    [start, start + before.length].some(at => splitsWord(plain, at) || splitsCharacter(plain, at));
  const isWhole = (start: number): boolean =>
    isLineStart(plain, start) && isLineEnd(plain, start + before.length);
  const [whole, ...others] = places.filter(start => !isCut(start));
  if (whole !== undefined && others.length === 0 && isWhole(whole)) return whole;
  const numbers = places.map(start => lineAt(starts, start));
  const hinted = hintedPlace(numbers, line, knowledge);
  const isOnce = numbers.filter(number => number === hinted).length === 1;
  if (hinted === undefined || !isOnce) throw severalPlaces(numbers, NAME);
  return places[numbers.indexOf(hinted)];
}

/**
 * What only adds to itself and stands there with what it adds would have it twice. One more bracket
 * or another of what it ends with, as in a list, may be meant.
 */
function refuseIfApplied(
  plain: string,
  start: number,
  before: string,
  after: string,
  first: number,
): void {
  const at = after.indexOf(before);
  if (at === -1 || !plain.startsWith(after, start - at)) return;
  const added = [after.slice(0, at).trim(), after.slice(at + before.length).trim()];
  const [above = '', below = ''] = added;
  if (!/[\p{L}\p{N}_]/u.test(above + below)) return;
  if (before.trim().startsWith(above) && before.trim().endsWith(below)) return;
  throw addedAlready([first], NAME);
}

/**
 * Whether a line was given without its indentation, and what is to take its place as well: that
 * begins with a line that opens something, and the next is no deeper than the place.
 */
function isUnindented(head: string, before: string, after: string): boolean {
  if (head === '' || head.trim() !== '' || before.trimEnd().includes('\n')) return false;
  const [opening = '', next] = after.split('\n').filter(line => line.trim() !== '');
  return next !== undefined && opensBlock(opening) && indentOf(next).length <= head.length;
}

/** What is left of a character that is cut is another one, or none. */
function refuseWithinCharacter(plain: string, ends: readonly number[]): void {
  const cut = ends.find(at => splitsCharacter(plain, at));
  if (cut === undefined) return;
  throw new EditRefusal(
    `${NAME} begins or ends within a character, in ${JSON.stringify(lineOf(plain, cut))}: an accent, a vowel sign or the rest of an emoji belongs to it. Give the whole of it.`,
  );
}

/**
 * A passage that begins with a line and ends within a word, or the other way about, is another
 * line's beginning: `size = 1` in `size = 10`.
 */
function refuseWithinWord(plain: string, start: number, end: number, head: string): void {
  const cutsStart = splitsWord(plain, start) && isLineEnd(plain, end);
  const cutsEnd = splitsWord(plain, end) && head.trim() === '';
  if (!cutsStart && !cutsEnd) return;
  throw new EditRefusal(
    `${NAME} stands only within a longer word, as a part of ${JSON.stringify(lineOf(plain, cutsEnd ? end : start))}. Give the whole line if it is meant.`,
  );
}

function isLineStart(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';
}

function isLineEnd(text: string, at: number): boolean {
  return at === text.length || text[at] === '\n' || text[at - 1] === '\n';
}

function lineOf(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return text.slice(start, endOfLine(text, at)).trim().slice(0, 200);
}

function occurrences(text: string, part: string): number[] {
  if (part === '') return [];
  // The engine's own search is far quicker, but for long parts that nearly match everywhere.
  if (text.length * part.length > MAX_STEPS) return findBlock(text, part).slice(0, MAX_PLACES);
  const found: number[] = [];
  let at = text.indexOf(part);
  while (at !== -1 && found.length < MAX_PLACES) {
    found.push(at);
    at = text.indexOf(part, at + 1);
  }
  return found;
}

/** Where each line starts in the text with every ending made one LF. */
function plainStarts(lines: readonly TextLine[]): number[] {
  let next = 0;
  return lines.map(line => {
    const start = next;
    next += line.text.length + 1;
    return start;
  });
}

/** Index of the line that holds an offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

function endOfLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed === -1 ? text.length : feed + 1;
}
