import type { ChatItem } from '../src/protocol/viewModel.ts';

/** A message of the user and all that came of it; the first of a window may begin without one. */
export interface Turn {
  /** The same as long as one of its items stays, so that what is unfolded in it stays so. */
  readonly id: string;
  readonly items: readonly ChatItem[];
}

/** Deals items out to turns. A turn whose items are the same as before keeps its identity. */
export function groupTurns(items: readonly ChatItem[], before: readonly Turn[]): Turn[] {
  const old = new Map(before.map(turn => [turn.items[0]?.id, turn]));
  const turns: Turn[] = [];
  let start = 0;
  for (let at = 1; at <= items.length; at += 1) {
    if (at < items.length && items[at]?.kind !== 'user') continue;
    const first = items[start]?.id ?? '';
    const same = old.get(first) ?? cutTurn(items, start, at, before);
    turns.push(
      same !== undefined && holds(same, items, start, at)
        ? same
        : { id: same?.id ?? first, items: items.slice(start, at) },
    );
    start = at;
  }
  return turns;
}

/** The turn of before that these items are of, if the window began or begins in the middle of it. */
function cutTurn(
  items: readonly ChatItem[],
  start: number,
  end: number,
  before: readonly Turn[],
): Turn | undefined {
  const [firstBefore] = before;
  const began = firstBefore?.items[0];
  if (began !== undefined && began.kind !== 'user' && includes(items, start, end, began.id)) {
    return firstBefore;
  }
  const first = items[start];
  if (start > 0 || first === undefined || first.kind === 'user') return undefined;
  return before.find(turn => includes(turn.items, 0, turn.items.length, first.id));
}

function includes(items: readonly ChatItem[], start: number, end: number, id: string): boolean {
  for (let at = start; at < end; at += 1) if (items[at]?.id === id) return true;
  return false;
}

function holds(old: Turn, items: readonly ChatItem[], start: number, end: number): boolean {
  return (
    old.items.length === end - start && old.items.every((item, at) => item === items[start + at])
  );
}
