import { commonLines } from './commonLines.ts';
import { splitLines } from './lines.ts';
import { linesBetween, type FileOperation, type HunkLine } from './operations.ts';
import { sharedEnds } from './sharedEnds.ts';

/** Steps that comparing parts line by line may take in all, in pairs of lines: about 0.3 s. */
const MAX_STEPS = 1_000_000;

/**
 * The operation that makes a file's text another one, given whole: one hunk that keeps the lines
 * that both have, so that those keep their bytes and line endings. As with every edit, whether the
 * text ends with a line ending stays as it is. Time is bounded: what texts of little in common do
 * not share beyond doubt is removed and added as a whole.
 */
export function wholeFileOperation(
  path: string,
  before: string,
  after: string,
): Extract<FileOperation, { kind: 'update' }> {
  const lines = wholeFileLines(lineTexts(before), lineTexts(after));
  const hunk = { kind: 'lines', anchors: [], lines, endOfFile: true } as const;
  return { kind: 'update', path, hunks: lines.length === 0 ? [] : [hunk] };
}

function lineTexts(text: string): string[] {
  return splitLines(text).map(line => line.text);
}

function wholeFileLines(before: readonly string[], after: readonly string[]): HunkLine[] {
  const ends = { before: before.length, after: after.length };
  const parts: HunkLine[][] = [];
  const from = { before: 0, after: 0 };
  let stepsLeft = MAX_STEPS;
  for (const common of [...commonLines(before, after), ends]) {
    const old = before.slice(from.before, common.before);
    const now = after.slice(from.after, common.after);
    const steps = old.length * now.length;
    const isCheap = steps <= stepsLeft;
    if (isCheap) stepsLeft -= steps;
    parts.push(isCheap ? linesBetween(old, now) : replaced(old, now));
    const shared = before[common.before];
    if (shared !== undefined) parts.push([{ kind: 'keep', text: shared }]);
    from.before = common.before + 1;
    from.after = common.after + 1;
  }
  return parts.flat();
}

/** Keeps what two runs of lines begin and end with, and replaces the rest. */
function replaced(before: readonly string[], after: readonly string[]): HunkLine[] {
  const { head, tail } = sharedEnds(before, after);
  const linesOf = (kind: HunkLine['kind'], lines: readonly string[]): HunkLine[] =>
    lines.map(text => ({ kind, text }));
  return [
    ...linesOf('keep', before.slice(0, head)),
    ...linesOf('remove', before.slice(head, before.length - tail)),
    ...linesOf('add', after.slice(head, after.length - tail)),
    ...linesOf('keep', before.slice(before.length - tail)),
  ];
}
