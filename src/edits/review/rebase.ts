import { lineRuns } from './lineRuns.ts';
import {
  baselineOf,
  currentOf,
  eolOf,
  track,
  withLineEndings,
  type TrackedText,
} from './trackedText.ts';
import { userEdit } from './userEdit.ts';

/**
 * The text was changed while nobody watched: by another program, or before a reload. What differs,
 * line by line, is taken for a person's edits. A text that is the baseline has no hunks.
 */
export function rebase(state: TrackedText, actual: string): TrackedText {
  const known = currentOf(state);
  if (known === actual) return state;
  if (actual === baselineOf(state)) return { ...track(actual), nextId: state.nextId };
  const eol = eolOf(actual);
  const alike = eol === state.eol ? state : withLineEndings(state, eol);
  return userEdit(alike, lineRuns(currentOf(alike), actual));
}
