import { inFileTerms } from './addedLines.ts';
import { BYTE_ORDER_MARK, hunkWithoutMark, withoutMark } from './byteOrderMark.ts';
import { changesFinalNewline, finalNewlineChange } from './finalNewline.ts';
import { fitAt, type Fit, type FittedLine } from './fit.ts';
import { haystackOf, type Haystack } from './haystack.ts';
import { NOTHING_KNOWN, type HunkKnowledge } from './knowledge.ts';
import { locate } from './locate.ts';
import { toleranceNotes } from './notes.ts';
import type { Hunk, LineHunk, PassageHunk } from './operations.ts';
import { passageLines, placedPassage } from './passage.ts';
import { refusePlaceholders } from './placeholders.ts';
import { noPlace } from './placeRefusals.ts';
import { EditRefusal } from './refusal.ts';
import type { TextReplacement } from './textReplacement.ts';

export interface EditPlan {
  /** In the order of the text. */
  readonly replacements: readonly TextReplacement[];
  /** What was tolerated to find the places, in words for the model. */
  readonly notes: readonly string[];
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
 * Only removed lines are touched and only added ones written; these take the line ending and, where
 * it was given wrongly, the indentation of their place. Whether the text ends with a line ending
 * stays as it is, unless that is all that is to change.
 * @throws EditRefusal if a hunk has not exactly one place, if it leaves out code, or if two change
 * the same lines
 */
export function planHunks(
  text: string,
  hunks: readonly Hunk[],
  knowledge: HunkKnowledge = NOTHING_KNOWN,
): EditPlan {
  if (text.startsWith(BYTE_ORDER_MARK)) return planBelowMark(text, hunks, knowledge);
  const haystack = haystackOf(text);
  const changes: LineChange[] = [];
  const notes: string[] = [];
  const ending: string[] = [];
  const meant = text.includes(BYTE_ORDER_MARK) ? hunks : hunks.map(hunkWithoutMark);
  for (const [index, hunk] of meant.entries()) {
    const name = hunk.kind === 'passage' ? 'oldText' : `Hunk ${index + 1} of ${hunks.length}`;
    const fit = placed(haystack, hunk, name, knowledge);
    refusePlaceholders(haystack, fit.lines, name);
    changes.push(...lineChanges(inFileTerms(haystack, fit, name), fit.first, name));
    notes.push(...toleranceNotes(haystack, fit, name));
    if (changesFinalNewline(haystack, hunk, fit)) ending.push(name);
  }
  if (changes.length === 0 && ending.length > 0) {
    const usual = endingNear(haystack, haystack.lines.length);
    return { replacements: [finalNewlineChange(haystack, usual)], notes };
  }
  const stays = ending.map(
    name => `${name} is about the newline at the end of the file too, which stays as it is.`,
  );
  return {
    replacements: withoutOverlap(changes).map(change => soundReplacement(haystack, change)),
    notes: [...notes, ...stays],
  };
}

function planBelowMark(text: string, hunks: readonly Hunk[], knowledge: HunkKnowledge): EditPlan {
  const { replacements, notes } = planHunks(withoutMark(text), hunks, {
    ...knowledge,
    older: knowledge.older.map(withoutMark),
  });
  const shifted = replacements.map(({ start, end, text: added }) => ({
    start: start + 1,
    end: end + 1,
    text: start === 0 ? withoutMark(added) : added,
  }));
  return { replacements: shifted, notes };
}

function placed(haystack: Haystack, hunk: Hunk, name: string, knowledge: HunkKnowledge): Fit {
  if (hunk.kind === 'lines') return placedLines(haystack, hunk, name, knowledge);
  const passage = placedPassage(haystack, hunk, knowledge);
  if (passage !== undefined) return fitAt(haystack, passage.lines, passage.first);
  return placedLines(haystack, wholeLineHunk(hunk), name, knowledge);
}

function placedLines(
  haystack: Haystack,
  hunk: LineHunk,
  name: string,
  knowledge: HunkKnowledge,
): Fit {
  const fit = locate(haystack, hunk, name, knowledge);
  if (fit === undefined) throw noPlace(haystack, hunk, name, knowledge);
  return fit;
}

function wholeLineHunk({ oldText, newText, line }: PassageHunk): LineHunk {
  const lines = passageLines(oldText, newText);
  return {
    kind: 'lines',
    anchors: [],
    lines,
    endOfFile: false,
    ...(line === undefined ? {} : { line }),
  };
}

function lineChanges(lines: readonly FittedLine[], first: number, name: string): LineChange[] {
  const changes: LineChange[] = [];
  let from = first;
  let to = first;
  let added: string[] = [];
  const flush = (next: number): void => {
    if (to > from || added.length > 0) changes.push({ from, to, added, name });
    from = next;
    to = next;
    added = [];
  };
  for (const { kind, text, at } of lines) {
    if (at !== to) flush(at);
    if (kind === 'add') added.push(text);
    else if (kind === 'remove') to = at + 1;
    else flush(at + 1);
  }
  flush(to);
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

/** @throws EditRefusal if a CR and an LF would become one line ending, and a line be lost */
function soundReplacement(haystack: Haystack, change: LineChange): TextReplacement {
  const { text } = haystack;
  const made = replacement(haystack, change);
  const after = made.text + text.slice(made.end, made.end + 1);
  const joins = text[made.start - 1] === '\r' && after.startsWith('\n');
  if (joins || (made.text.endsWith('\r') && after.endsWith('\n'))) {
    throw new EditRefusal(
      `${change.name} would bring the lone CR and the lone LF that lines end with around line ${change.from + 1} together, and so make one line ending of two. Change the lines around it as well, or rewrite the file with one kind of line ending.`,
    );
  }
  return made;
}

function replacement(haystack: Haystack, { from, to, added }: LineChange): TextReplacement {
  const { text, lines } = haystack;
  const start = lines[from]?.start ?? text.length;
  const end = lines[to]?.start ?? text.length;
  const usual = endingNear(haystack, to);
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

/** The line ending at a place that ends before a line: of the line above, or else of the one below. */
function endingNear(haystack: Haystack, to: number): string {
  // Only a text's last line may have none: then the one above it tells.
  for (const index of [to - 1, to - 2, to]) {
    const ending = endingOf(haystack, index);
    if (ending !== '') return ending;
  }
  return '\n';
}

function withoutLastEnding(text: string): string {
  return text.replace(/(?:\r\n|\n|\r)$/, '');
}
