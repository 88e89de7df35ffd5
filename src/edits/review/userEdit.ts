import type { TextReplacement } from '../textReplacement.ts';
import { runsOfReplacements } from './lineRuns.ts';
import { isWholeLines, splice, stretch } from './stretch.ts';
import { currentOf, nowSide, withParts, type Part, type TrackedText } from './trackedText.ts';

/**
 * A person changed the text. Outside of hunks a change is one of both sides, so it never becomes a
 * hunk and no undo takes it back; within a hunk it changes what stands there now. A change across a
 * hunk's border is cut there: what it removes outside is gone from both sides, what it removes
 * inside is gone from the hunk, and what it puts in stands outside, so that undoing the hunk does
 * not lose it. At the border itself whole lines go outside; what joins a line of the hunk, inside.
 * @param replacements offsets of the text as it is
 */
export function userEdit(
  state: TrackedText,
  replacements: readonly TextReplacement[],
): TrackedText {
  return withEdits(state, replacements, insertTyped);
}

/**
 * A person took back, or did again, what they had done. The same, but what comes back at a hunk's
 * border is taken for the hunk's: it is far more often its own lines that were deleted.
 */
export function userRevert(
  state: TrackedText,
  replacements: readonly TextReplacement[],
): TrackedText {
  return withEdits(state, replacements, insertInside);
}

type Insert = (state: TrackedText, at: Place, text: string) => readonly Part[];

/** A hunk that an insertion touches, and the offset in what stands there now. */
interface Place {
  readonly index: number;
  readonly offset: number;
}

function withEdits(
  state: TrackedText,
  replacements: readonly TextReplacement[],
  insert: Insert,
): TrackedText {
  return narrowed(state, replacements)
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .reduceRight((now, edit) => withParts(now, edited(now, edit, insert)), state);
}

/** A formatter replaces much and changes little: what replaces lines by lines is compared first. */
function narrowed(
  state: TrackedText,
  replacements: readonly TextReplacement[],
): readonly TextReplacement[] {
  const several = replacements.filter(edit => edit.end > edit.start && edit.text.includes('\n'));
  if (several.length === 0) return replacements;
  return runsOfReplacements(currentOf(state), replacements);
}

function edited(state: TrackedText, edit: TextReplacement, insert: Insert): readonly Part[] {
  if (edit.start < edit.end) return replaced(state, edit);
  const { parts } = state;
  let at = 0;
  let inSame: Place | undefined;
  for (const [index, part] of parts.entries()) {
    const end = at + nowSide(part).text.length;
    const offset = edit.start - at;
    if (at <= edit.start && edit.start <= end) {
      if (part.kind === 'hunk') return insert(state, { index, offset }, edit.text);
      inSame ??= { index, offset };
    }
    at = end;
  }
  if (inSame === undefined) return [...parts, { kind: 'same', text: stretch(edit.text) }];
  return parts.with(inSame.index, splicePart(parts[inSame.index], inSame.offset, 0, edit.text));
}

/** Replaces something: wholly in one part, or across borders. */
function replaced({ parts }: TrackedText, { start, end, text }: TextReplacement): Part[] {
  const touched: { index: number; from: number; to: number }[] = [];
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const { length } = nowSide(part).text;
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, length);
    if (from < to) touched.push({ index, from, to });
    at += length;
  }
  const first = touched[0];
  const last = touched.at(-1);
  if (first === undefined || last === undefined) return [...parts];
  const isOutside = (index: number): boolean => parts[index]?.kind === 'same';
  const home =
    touched.length === 1 || isOutside(first.index)
      ? first.index
      : isOutside(last.index)
        ? last.index
        : undefined;
  const out = [...parts];
  for (const { index, from, to } of touched) {
    out[index] = splicePart(parts[index], from, to - from, index === home ? text : '');
  }
  // From one hunk into another: between them.
  return home === undefined
    ? out.toSpliced(last.index, 0, { kind: 'same', text: stretch(text) })
    : out;
}

/** Both sides of what is the same; of a hunk, what stands there now. */
function splicePart(part: Part | undefined, from: number, length: number, text: string): Part {
  if (part === undefined) return { kind: 'same', text: stretch(text) };
  return part.kind === 'same'
    ? { kind: 'same', text: splice(part.text, from, from + length, text) }
    : { ...part, now: splice(part.now, from, from + length, text) };
}

function insertInside({ parts }: TrackedText, { index, offset }: Place, text: string): Part[] {
  return parts.with(index, splicePart(parts[index], offset, 0, text));
}

function insertTyped(state: TrackedText, place: Place, text: string): readonly Part[] {
  const { parts } = state;
  const part = parts[place.index];
  if (part?.kind !== 'hunk') return insertInside(state, place, text);
  const { before, inside, after } = share(part.now.text, place.offset, text);
  const whole = part.now.text.slice(0, place.offset) + text + part.now.text.slice(place.offset);
  // What makes the hunk as it was takes the agent's edit back; it is no line of its own.
  if (whole === part.base.text) return insertInside(state, place, text);
  const offset = Math.min(place.offset, part.now.text.length);
  return parts.toSpliced(
    place.index,
    1,
    { kind: 'same', text: stretch(before) },
    splicePart(part, offset, 0, inside),
    { kind: 'same', text: stretch(after) },
  );
}

interface Shares {
  readonly before: string;
  readonly inside: string;
  readonly after: string;
}

/** Which of what was typed in or at a hunk stands before, in and behind it. */
function share(now: string, offset: number, text: string): Shares {
  const inside = { before: '', inside: text, after: '' };
  if (offset === now.length) {
    if (isWholeLines(now)) return { before: '', inside: '', after: text };
    const feed = text.indexOf('\n') + 1;
    if (feed === 0) return inside;
    return { before: '', inside: text.slice(0, feed), after: text.slice(feed) };
  }
  if (offset === 0) {
    const feed = text.lastIndexOf('\n') + 1;
    return { before: text.slice(0, feed), inside: text.slice(feed), after: '' };
  }
  // Enter at the end of the hunk's last line begins a line behind it.
  const ending = now.slice(offset);
  if ((ending === '\n' || ending === '\r\n') && text.startsWith(ending)) {
    return { before: '', inside: '', after: text.slice(ending.length) + ending };
  }
  return inside;
}
