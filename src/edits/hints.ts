import type { AnchorScope } from './anchors.ts';
import type { HunkKnowledge } from './knowledge.ts';
import type { LineHunk } from './operations.ts';

/** A hint that is off by no more lines than this may still mean a place, */
const NEAR = 3;
/** if every other place is at least so many lines away from it. */
const FAR = 30;

/**
 * Which of equal places a line number means: the one at that very line; else the one within three
 * lines of it, if every other is at least thirty away. Undefined if that does not decide, or if the
 * text is not what the model saw: then numbers tell nothing.
 * @param places indexes of first lines
 */
export function hintedPlace(
  places: readonly number[],
  line: number | undefined,
  { isAsShown }: HunkKnowledge,
): number | undefined {
  if (line === undefined || !isAsShown) return undefined;
  const distance = (place: number): number => Math.abs(place - (line - 1));
  const [nearest, next] = places.toSorted((a, b) => distance(a) - distance(b));
  if (nearest === undefined || distance(nearest) === 0) return nearest;
  const isSure = distance(nearest) <= NEAR && (next === undefined || distance(next) >= FAR);
  return isSure ? nearest : undefined;
}

/**
 * Whether `@@` lines and `*** End of File` may decide between places that are equal in the file: if
 * the text is what the model saw; else only between places that fit exactly, and if the `@@` lines
 * name one line.
 */
export function mayNarrow(
  { anchors, endOfFile }: LineHunk,
  scopes: readonly AnchorScope[],
  isExact: boolean,
  { isAsShown }: HunkKnowledge,
): boolean {
  if (anchors.length === 0 && !endOfFile) return false;
  return isAsShown || (isExact && scopes.length === 1);
}
