import { EditRefusal } from './refusal.ts';
import { scopeOf, type LineScope } from './scope.ts';

/** The lines that belong to an anchor; `from` is the anchor's own line. */
export interface AnchorScope extends LineScope {
  /** Indexes of lines of which an anchor, this one or one around it, is only the beginning. */
  readonly cut: readonly number[];
}

/** More equal anchors than this tell nothing, and looking at each would take too long. */
const MAX_PLACES = 1_000;

/** An anchor of fewer characters was not cut for its length: it ends within no word of its line. */
const MIN_CUT_IN_WORD = 40;

const WORD = /[\p{L}\p{N}_$]/u;

/**
 * The parts of a text that `@@` lines name: each anchor is a line (equal but for the white space
 * around it) within the scope of the one before it. None if there are no such lines.
 * @throws EditRefusal if an anchor stands in too many places to tell anything
 */
export function anchorScopes(
  lines: readonly string[],
  anchors: readonly string[],
): readonly AnchorScope[] {
  let scopes: readonly AnchorScope[] = [{ from: -1, to: lines.length + 1, cut: [] }];
  for (const anchor of anchors) {
    const { places, areCut } = placesOf(lines, anchor);
    if (places.length > MAX_PLACES) {
      throw new EditRefusal(
        `The line "@@ ${anchor}" names stands ${places.length} times in the file. Name a line that occurs less often.`,
      );
    }
    scopes = places.flatMap(from => {
      const outer = scopes.findLast(scope => scope.from < from && from < scope.to);
      if (outer === undefined) return [];
      const cut = areCut ? [...outer.cut, from] : outer.cut;
      return [{ from, to: Math.min(outer.to, scopeOf(lines, from).to), cut }];
    });
  }
  return scopes;
}

/** Lines equal to the anchor; else, as long lines are often cut in anchors, those it begins. */
function placesOf(
  lines: readonly string[],
  anchor: string,
): { readonly places: readonly number[]; readonly areCut: boolean } {
  const where = (matches: (line: string) => boolean): number[] =>
    lines.flatMap((line, index) => (matches(line.trim()) ? [index] : []));
  const equal = where(line => line === anchor);
  if (equal.length > 0) return { places: equal, areCut: false };
  return { places: where(line => isBeginning(anchor, line)), areCut: true };
}

/** `class User` begins `class User(Base):`, not `class UserGroup:`, which is another class. */
function isBeginning(anchor: string, line: string): boolean {
  if (!line.startsWith(anchor)) return false;
  const endsInWord = WORD.test(anchor.at(-1) ?? '') && WORD.test(line[anchor.length] ?? '');
  return !endsInWord || anchor.length >= MIN_CUT_IN_WORD;
}
