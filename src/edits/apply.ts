import { splitLines, trimLineEnd } from './lines.ts';
import { locate, type Haystack, type Place } from './locate.ts';
import type { Hunk, LineHunk } from './operations.ts';
import { passageLines } from './passage.ts';
import { EditRefusal } from './refusal.ts';
import type { TextReplacement } from './textReplacement.ts';

export interface EditPlan {
  /** In the order of the text. */
  readonly replacements: readonly TextReplacement[];
  /** What was tolerated to find the places, in words for the model. */
  readonly notes: readonly string[];
}

/** What the model was shown of a text before it wrote its hunks. */
export interface HunkKnowledge {
  /** The text is, byte for byte, the one that it was shown last: hints and anchors may decide. */
  readonly isAsShown: boolean;
  /** Other texts of the file that it was shown, the last one first. */
  readonly older: readonly string[];
}

/** Lines [from, to) give way to others. */
interface LineChange {
  readonly from: number;
  readonly to: number;
  readonly added: readonly string[];
  readonly name: string;
}

/**
 * Works out what hunks change in a text. All are looked for in the text as it is, in any order.
 * Only removed lines are touched and only added ones written; these take the line ending of their
 * place, and whether the text ends with a line ending stays as it is.
 * @throws EditRefusal if a hunk has not exactly one place, or two change the same lines
 */
export function planHunks(
  text: string,
  hunks: readonly Hunk[],
  knowledge?: HunkKnowledge,
): EditPlan;
export function planHunks(text: string, hunks: readonly Hunk[]): EditPlan {
  const haystack = haystackOf(text);
  const changes: LineChange[] = [];
  const notes: string[] = [];
  for (const [index, hunk] of hunks.entries()) {
    const name = hunk.kind === 'passage' ? 'oldText' : `Hunk ${index + 1} of ${hunks.length}`;
    const { lines, place } = placed(haystack, hunk, name);
    changes.push(...lineChanges(lines, place.first, name));
    if (place.tolerated.length > 0) notes.push(toleranceNote(place, name));
  }
  return {
    replacements: withoutOverlap(changes).map(change => replacement(haystack, change)),
    notes,
  };
}

function haystackOf(text: string): Haystack {
  const lines = splitLines(text);
  const exact = lines.map(line => line.text);
  let trimmed: readonly string[] | undefined;
  return { text, lines, exact, trimmed: () => (trimmed ??= exact.map(trimLineEnd)) };
}

function placed(
  haystack: Haystack,
  hunk: Hunk,
  name: string,
): { readonly lines: LineHunk['lines']; readonly place: Place } {
  if (hunk.kind === 'lines') return { lines: hunk.lines, place: locate(haystack, hunk, name) };
  const { hunk: whole, first } = passageLines(haystack, hunk);
  const place = first === undefined ? locate(haystack, whole, name) : { first, tolerated: [] };
  return { lines: whole.lines, place };
}

function lineChanges(lines: LineHunk['lines'], first: number, name: string): LineChange[] {
  const changes: LineChange[] = [];
  let from = first;
  let to = first;
  let added: string[] = [];
  const flush = (): void => {
    if (to > from || added.length > 0) changes.push({ from, to, added, name });
    from = to;
    added = [];
  };
  for (const { kind, text } of lines) {
    if (kind === 'add') added.push(text);
    else if (kind === 'remove') to += 1;
    else {
      flush();
      to += 1;
      from = to;
    }
  }
  flush();
  return changes;
}

/** In the order of the text, those that touch joined, so that each place is written once. */
function withoutOverlap(changes: readonly LineChange[]): LineChange[] {
  const joined: LineChange[] = [];
  for (const change of changes.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined.at(-1);
    if (last === undefined || last.to < change.from) joined.push(change);
    else if (last.to > change.from || last.from === change.from) {
      throw new EditRefusal(
        `${last.name} and ${change.name} both change the file at line ${change.from + 1}. Make them one hunk.`,
      );
    } else {
      const added = [...last.added, ...change.added];
      joined.splice(-1, 1, { from: last.from, to: change.to, added, name: change.name });
    }
  }
  return joined;
}

function replacement(haystack: Haystack, { from, to, added }: LineChange): TextReplacement {
  const { text, lines } = haystack;
  const start = lines[from]?.start ?? text.length;
  const end = lines[to]?.start ?? text.length;
  const usual = endingNear(haystack, from, to);
  const written = added
    .map((line, index) => line + ((from + index < to && endingOf(haystack, from + index)) || usual))
    .join('');
  const last = lines.at(-1);
  const endsOpen = last !== undefined && last.next === last.end;
  if (to < lines.length || !endsOpen) return { start, end, text: written };
  // The text has no line ending at its end, and is to have none afterwards.
  if (added.length === 0) return { start: lines[from - 1]?.end ?? 0, end, text: '' };
  const open = withoutLastEnding(written);
  return { start, end, text: from === lines.length ? usual + open : open };
}

function endingOf({ text, lines }: Haystack, index: number): string {
  const line = lines[index];
  return line === undefined ? '' : text.slice(line.end, line.next);
}

/** The line ending at a place: of the last line there, of the one above, of the one below. */
function endingNear(haystack: Haystack, from: number, to: number): string {
  for (const index of [to - 1, from - 1, to, from - 2]) {
    const ending = endingOf(haystack, index);
    if (ending !== '') return ending;
  }
  return '\n';
}

function withoutLastEnding(text: string): string {
  return text.replace(/(?:\r\n|\n|\r)$/, '');
}

function toleranceNote({ tolerated }: Place, name: string): string {
  const lines = `${tolerated.length === 1 ? 'line' : 'lines'} ${tolerated.join(', ')}`;
  return `${name} differs from the file in white space at the end of ${lines}; what it keeps stays as the file has it.`;
}
