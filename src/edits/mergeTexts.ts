import { diffArrays, type ChangeObject } from 'diff';
import { linesWithEndings } from './lines.ts';

/** Beyond this many differing lines nothing is merged: finding what is shared takes too long then. */
const MAX_EDIT_LENGTH = 2_000;

/** Lines [from, to) of the base that became other lines; `from === to` where lines were only added. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/**
 * Lays what changed from `base` to `mine` over `theirs`. Every line that `mine` added is in it.
 * Lines are compared with their endings, so no byte beside the changes is touched.
 * @returns undefined if the two change the same lines, or lines that touch, in different ways
 */
export function mergeTexts(base: string, mine: string, theirs: string): string | undefined {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const lines = linesWithEndings(base);
  const own = changesBetween(lines, linesWithEndings(mine));
  const others = changesBetween(lines, linesWithEndings(theirs));
  if (own === undefined || others === undefined) return undefined;

  const merged: string[] = [];
  let at = 0;
  const waiting = { own: [...own], others: [...others] };
  for (;;) {
    const [mineNext] = waiting.own;
    const [theirsNext] = waiting.others;
    const next = first(mineNext, theirsNext);
    if (next === undefined) break;
    if (mineNext !== undefined && theirsNext !== undefined && touch(mineNext, theirsNext)) {
      if (!isSame(mineNext, theirsNext)) return undefined;
      waiting.own.shift();
      waiting.others.shift();
    } else {
      (next === mineNext ? waiting.own : waiting.others).shift();
    }
    merged.push(...lines.slice(at, next.from), ...next.lines);
    at = next.to;
  }
  merged.push(...lines.slice(at));
  // A last line without its ending would run into what was put behind it.
  return merged.slice(0, -1).every(hasEnding) ? merged.join('') : undefined;
}

function changesBetween(
  base: readonly string[],
  changed: readonly string[],
): readonly Change[] | undefined {
  const parts: ChangeObject<string[]>[] | undefined = diffArrays([...base], [...changed], {
    maxEditLength: MAX_EDIT_LENGTH,
  });
  if (parts === undefined) return undefined;
  const changes: Change[] = [];
  let at = 0;
  let open: { from: number; lines: string[] } | undefined;
  const close = (): void => {
    if (open !== undefined) changes.push({ ...open, to: at });
    open = undefined;
  };
  for (const { added, removed, value } of parts) {
    if (!added && !removed) close();
    else open ??= { from: at, lines: [] };
    if (added) open?.lines.push(...value);
    else at += value.length;
  }
  close();
  return changes;
}

/** Two changes that meet leave no line between them that says what comes first. */
function touch(a: Change, b: Change): boolean {
  return a.from <= b.to && b.from <= a.to;
}

function isSame(a: Change, b: Change): boolean {
  return (
    a.from === b.from &&
    a.to === b.to &&
    a.lines.length === b.lines.length &&
    a.lines.every((line, index) => line === b.lines[index])
  );
}

function first(a: Change | undefined, b: Change | undefined): Change | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.from < a.from ? b : a;
}

function hasEnding(line: string): boolean {
  return line.endsWith('\n') || line.endsWith('\r');
}
