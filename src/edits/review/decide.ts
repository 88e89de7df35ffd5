import type { TextReplacement } from '../textReplacement.ts';
import { nowSide, withParts, type HunkPart, type TrackedText } from './trackedText.ts';

/** A person keeps what the agent did here: the baseline has it from now on. */
export function keepHunk(state: TrackedText, id: string): TrackedText {
  return decided(state, hunk => (hunk.id === id ? hunk.now : undefined));
}

/** A person takes back what the agent did here: the text has what the baseline has. */
export function undoHunk(state: TrackedText, id: string): TrackedText {
  return decided(state, hunk => (hunk.id === id ? hunk.base : undefined));
}

export function keepAllHunks(state: TrackedText): TrackedText {
  return decided(state, hunk => hunk.now);
}

export function undoAllHunks(state: TrackedText): TrackedText {
  return decided(state, hunk => hunk.base);
}

/** What undoing a hunk replaces in the text as it is; undefined if there is no such hunk. */
export function undoReplacement({ parts }: TrackedText, id: string): TextReplacement | undefined {
  let start = 0;
  for (const part of parts) {
    const end = start + nowSide(part).text.length;
    if (part.kind === 'hunk' && part.id === id) return { start, end, text: part.base.text };
    start = end;
  }
  return undefined;
}

function decided(
  state: TrackedText,
  choose: (hunk: HunkPart) => HunkPart['now'] | undefined,
): TrackedText {
  return withParts(
    state,
    state.parts.map(part => {
      const text = part.kind === 'hunk' ? choose(part) : undefined;
      return text === undefined ? part : { kind: 'same', text };
    }),
  );
}
