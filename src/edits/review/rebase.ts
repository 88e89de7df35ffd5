import { lineRuns } from './lineRuns.ts';
import {
  baselineOf,
  currentOf,
  eolOf,
  track,
  withLineEndings,
  type TrackedText,
} from './trackedText.ts';
import { userEdit, userRevert } from './userEdit.ts';

/**
 * The text was changed while nobody watched: by another program, or before a reload. What differs,
 * line by line, is taken for a person's edits. A text that is the baseline has no hunks.
 */
export function rebase(state: TrackedText, actual: string): TrackedText {
  return follow(state, actual, userEdit);
}

/** The same where a text of before came back, so that lines at a hunk's border are the hunk's. */
export function rebaseOnEarlier(state: TrackedText, actual: string): TrackedText {
  return follow(state, actual, userRevert);
}

function follow(state: TrackedText, actual: string, edit: typeof userEdit): TrackedText {
  const known = currentOf(state);
  if (known === actual) return state;
  if (actual === baselineOf(state)) return { ...track(actual), nextId: state.nextId };
  const eol = eolOf(actual);
  // An editor gives all lines one ending when it loads a file, and a person may choose another.
  const isConverted = hasOnly(actual, eol) && !hasOnly(known, eol);
  const alike = isConverted ? withLineEndings(state, eol) : state;
  return edit(alike, lineRuns(currentOf(alike), actual));
}

function hasOnly(text: string, eol: string): boolean {
  return eol === '\n' ? !text.includes('\r') : !/(?:^|[^\r])\n|\r(?!\n)/.test(text);
}
