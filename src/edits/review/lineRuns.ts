import { diffArrays } from 'diff';
import { commonLines } from '../commonLines.ts';
import type { TextReplacement } from '../textReplacement.ts';

/** Beyond this many differing lines between two that surely are the same, they are one run. */
const LIMITS = { maxEditLength: 1_000, timeout: 300 };

/**
 * The runs of whole lines that differ between two texts, as replacements in the first, in order. A
 * run never ends within a line, but for the end of the text.
 */
export function lineRuns(before: string, after: string): TextReplacement[] {
  const head = sharedHead(before, after);
  const tail = sharedTail(before, after, head);
  const from = before.slice(head, before.length - tail);
  const to = after.slice(head, after.length - tail);
  if (from === to) return [];
  if (from === '' || to === '') return [{ start: head, end: head + from.length, text: to }];
  return unitRuns(linesOf(from), linesOf(to), head);
}

/**
 * The same of units in the place of lines: what they are is the caller's, joined they are the texts.
 * @param start where the first unit stands in the text before
 */
export function unitRuns(
  before: readonly string[],
  after: readonly string[],
  start = 0,
): TextReplacement[] {
  const runs: TextReplacement[] = [];
  let at = start;
  let run: TextReplacement | undefined;
  for (const { kind, text } of changes(before, after)) {
    if (kind === 'same') {
      if (run !== undefined) runs.push(run);
      run = undefined;
      at += text.length;
      continue;
    }
    run ??= { start: at, end: at, text: '' };
    if (kind === 'removed') at += text.length;
    run = { start: run.start, end: at, text: kind === 'added' ? run.text + text : run.text };
  }
  if (run !== undefined) runs.push(run);
  return runs;
}

interface Change {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

function* changes(before: readonly string[], after: readonly string[]): Generator<Change> {
  let from = 0;
  let to = 0;
  // Between lines that both have once the lists are small, so that comparing takes no time with the
  // square of what differs.
  const ends = { before: before.length, after: after.length };
  for (const common of [...commonLines(before, after), ends]) {
    yield* changesBetween(before.slice(from, common.before), after.slice(to, common.after));
    const shared = before[common.before];
    if (shared !== undefined) yield { kind: 'same', text: shared };
    from = common.before + 1;
    to = common.after + 1;
  }
}

function* changesBetween(before: string[], after: string[]): Generator<Change> {
  const parts =
    before.length === 0 || after.length === 0 ? undefined : diffArrays(before, after, LIMITS);
  if (parts === undefined) {
    if (before.length > 0) yield { kind: 'removed', text: before.join('') };
    if (after.length > 0) yield { kind: 'added', text: after.join('') };
    return;
  }
  for (const { added, removed, value } of parts) {
    yield { kind: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') };
  }
}

/** Lines with their endings. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Length of the whole lines that both begin with. */
function sharedHead(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a.charCodeAt(head) === b.charCodeAt(head)) head += 1;
  if (head === a.length && head === b.length) return head;
  return head === 0 ? 0 : a.lastIndexOf('\n', head - 1) + 1;
}

/** Length of the whole lines that both end with; they do not reach into `head`. */
function sharedTail(a: string, b: string, head: number): number {
  const most = Math.min(a.length, b.length) - head;
  let tail = 0;
  while (tail < most && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)) {
    tail += 1;
  }
  const startsLine = (text: string): boolean =>
    tail === text.length - head || text[text.length - tail - 1] === '\n';
  if (startsLine(a) && startsLine(b)) return tail;
  const feed = a.indexOf('\n', a.length - tail);
  return feed < 0 ? 0 : a.length - feed - 1;
}

/**
 * Replacements as such runs: each takes in the rest of the lines that it touches, and is split where
 * lines in it did not change. Costs the touched lines, not the text.
 */
export function runsOfReplacements(
  text: string,
  replacements: readonly TextReplacement[],
): TextReplacement[] {
  const groups: { start: number; end: number; edits: TextReplacement[] }[] = [];
  for (const edit of replacements.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const start = edit.start === 0 ? 0 : text.lastIndexOf('\n', edit.start - 1) + 1;
    const feed = text.indexOf('\n', edit.end);
    const end = feed < 0 ? text.length : feed + 1;
    const last = groups.at(-1);
    if (last !== undefined && start < last.end) {
      last.edits.push(edit);
      last.end = Math.max(end, last.end);
    } else groups.push({ start, end, edits: [edit] });
  }
  return groups.flatMap(({ start, end, edits }) => {
    const before = text.slice(start, end);
    const parts: string[] = [];
    let at = start;
    for (const edit of edits) {
      parts.push(text.slice(at, edit.start), edit.text);
      at = edit.end;
    }
    const after = parts.join('') + text.slice(at, end);
    return lineRuns(before, after).map(run => ({
      ...run,
      start: start + run.start,
      end: start + run.end,
    }));
  });
}
