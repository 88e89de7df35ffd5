import type { ChatItem } from '../src/protocol/viewModel.ts';

/** A message of the user and all that came of it; the first of a chat may begin without one. */
export interface Turn {
  readonly id: string;
  readonly items: readonly ChatItem[];
}

/** Deals items out to turns. A turn whose items are the same as before keeps its identity. */
export function groupTurns(items: readonly ChatItem[], before: readonly Turn[]): Turn[] {
  const turns: Turn[] = [];
  let start = 0;
  for (let at = 1; at <= items.length; at += 1) {
    if (at < items.length && items[at]?.kind !== 'user') continue;
    const old = before[turns.length];
    turns.push(old !== undefined && holds(old, items, start, at) ? old : turn(items, start, at));
    start = at;
  }
  return turns;
}

function holds(old: Turn, items: readonly ChatItem[], start: number, end: number): boolean {
  return (
    old.items.length === end - start && old.items.every((item, at) => item === items[start + at])
  );
}

function turn(items: readonly ChatItem[], start: number, end: number): Turn {
  return { id: items[start]?.id ?? '', items: items.slice(start, end) };
}
