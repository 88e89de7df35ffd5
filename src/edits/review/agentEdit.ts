import type { TextReplacement } from '../textReplacement.ts';
import { runsOfAgent } from './runsOfAgent.ts';
import { cut, EMPTY, stretch } from './stretch.ts';
import {
  currentOf,
  newHunk,
  nowSide,
  withParts,
  type HunkPart,
  type Part,
  type TrackedText,
} from './trackedText.ts';

/**
 * The agent changed the text: what differs becomes hunks, or part of those that it touches.
 * @param text that it left behind
 * @param by who did it
 */
export function agentText(state: TrackedText, text: string, by: string): TrackedText {
  return withRuns(state, runsOfAgent(currentOf(state), text), by);
}

function withRuns(state: TrackedText, runs: readonly TextReplacement[], by: string): TrackedText {
  if (runs.length === 0) return state;
  const old = new Set<Part>(state.parts);
  const changed = withParts(state, cutOut(state.parts, runs, by));
  // Where one hunk has come to hold another edit, what they share is the same again.
  const split = changed.parts.flatMap(part =>
    part.kind === 'hunk' && !old.has(part) ? splitHunk(part) : [part],
  );
  return withParts(changed, split);
}

/** One pass over the parts and the runs: each run becomes a hunk, beside or within those there are. */
function cutOut(parts: readonly Part[], runs: readonly TextReplacement[], by: string): Part[] {
  const out: Part[] = [];
  const waiting = runs.values();
  let run = waiting.next().value;
  let isOpen = false;
  let at = 0;
  const open = (): void => {
    if (run === undefined || isOpen) return;
    out.push(newHunk(EMPTY, stretch(run.text), [by]));
    isOpen = true;
  };
  for (const part of parts) {
    let rest: Part = part;
    const end = at + nowSide(part).text.length;
    while (run !== undefined && run.start < end) {
      const [before, from] = divide(rest, Math.max(run.start - at, 0));
      const [gone, after] = divide(from, Math.min(run.end, end) - Math.max(run.start, at));
      out.push(before);
      open();
      out.push(withoutNow(gone, by));
      at += nowSide(before).text.length + nowSide(gone).text.length;
      rest = after;
      if (run.end > end) break;
      run = waiting.next().value;
      isOpen = false;
    }
    out.push(rest);
    at = end;
  }
  while (run !== undefined) {
    open();
    run = waiting.next().value;
    isOpen = false;
  }
  return out;
}

/** A part in two. A hunk's baseline side stays with the first of them. */
function divide(part: Part, at: number): readonly [Part, Part] {
  const [before, after] = cut(nowSide(part), at);
  if (part.kind === 'same') {
    return [
      { kind: 'same', text: before },
      { kind: 'same', text: after },
    ];
  }
  return [
    { ...part, now: before },
    { ...part, base: EMPTY, lent: 0, now: after },
  ];
}

function withoutNow(part: Part, by: string): Part {
  return part.kind === 'same'
    ? newHunk(part.text, EMPTY, [by])
    : { ...part, now: EMPTY, by: [...new Set([...part.by, by])] };
}

function splitHunk(hunk: HunkPart): Part[] {
  const runs = runsOfAgent(hunk.base.text, hunk.now.text);
  if (runs.length < 2) return [hunk];
  const parts: Part[] = [];
  let at = 0;
  for (const [index, run] of runs.entries()) {
    parts.push({ kind: 'same', text: stretch(hunk.base.text.slice(at, run.start)) });
    const base = stretch(hunk.base.text.slice(run.start, run.end));
    const id = index === 0 ? hunk.id : '';
    const lent = run.end === hunk.base.text.length ? hunk.lent : 0;
    parts.push({ ...hunk, id, base, now: stretch(run.text), lent });
    at = run.end;
  }
  parts.push({ kind: 'same', text: stretch(hunk.base.text.slice(at)) });
  return parts;
}
