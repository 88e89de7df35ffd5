import { isAppliedAt } from './alreadyApplied.ts';
import { anchorScopes, type AnchorScope } from './anchors.ts';
import { withoutBlankEdges } from './blankEdges.ts';
import { elidedFits } from './elision.ts';
import { unescapedHunks } from './escapes.ts';
import { changesOnlyTheTolerated, fitAt, mostCertain, type Fit } from './fit.ts';
import type { Haystack } from './haystack.ts';
import { hintedPlace, mayNarrow } from './hints.ts';
import { slippedFits } from './keptSlip.ts';
import { insertionPlace } from './insertion.ts';
import type { HunkKnowledge } from './knowledge.ts';
import { oldLines, type HunkLine, type LineHunk } from './operations.ts';
import {
  appliedAlready,
  misplaced,
  onlyTheTolerated,
  severalPlaces,
  unknownAnchor,
} from './placeRefusals.ts';
import { stoodInOlder } from './outdated.ts';
import { isUndivided } from './scope.ts';

/** More places than this are not looked at one by one. */
const MAX_FITS = 100;

/** What a hunk is looked for in, and all that may tell its places apart. */
interface Search {
  readonly haystack: Haystack;
  readonly hunk: LineHunk;
  readonly scopes: readonly AnchorScope[];
  readonly knowledge: HunkKnowledge;
  /** What to call the hunk: "Hunk 2 of 3", "oldText". */
  readonly name: string;
}

/** Ways to look for a hunk, the most harmless first: the first that finds any place decides. */
const WAYS: readonly ((search: Search) => Fit | undefined)[] = [
  exactFit,
  search => tolerantFit(search, search.hunk.lines),
  search => {
    const lines = withoutBlankEdges(search.hunk.lines);
    const note = 'has blank lines at its edges that the file does not have';
    return lines && noted(tolerantFit(search, lines), note);
  },
  unescapedFit,
  search => chosen(search, elidedFits(search.haystack, search.hunk.lines)),
  search => {
    // What it was once is no slip: the file has changed since.
    const isOutdated = stoodInOlder(search.knowledge.older, oldLines(search.hunk.lines));
    return isOutdated ? undefined : chosen(search, slippedFits(search.haystack, search.hunk.lines));
  },
];

/**
 * Finds the one place where a hunk's kept and removed lines stand: as they are, or else with the
 * least tolerance by which they stand anywhere. Undefined if there is none.
 * @param name what to call the hunk: "Hunk 2 of 3", "oldText"
 * @throws EditRefusal if there is more than one that nothing decides between, if the one is not
 * where the hunk says, or if what the hunk does is done there
 */
export function locate(
  haystack: Haystack,
  hunk: LineHunk,
  name: string,
  knowledge: HunkKnowledge,
): Fit | undefined {
  const scopes = anchorScopes(haystack.in('exact'), hunk.anchors);
  if (scopes.length === 0) throw unknownAnchor(haystack, hunk, name);
  const search = { haystack, hunk, scopes, knowledge, name };
  if (oldLines(hunk.lines).length === 0) {
    const place = insertionPlace(haystack, hunk, scopes, knowledge, name);
    return withAnchorNotes(search, fitAt(haystack, hunk.lines, place));
  }
  for (const way of WAYS) {
    const fit = way(search);
    if (fit === undefined) continue;
    if (isAppliedAt(haystack, fit)) throw appliedAlready([fit.first], name);
    if (changesOnlyTheTolerated(fit)) throw onlyTheTolerated(haystack, fit, name);
    return withAnchorNotes(search, fit);
  }
  return undefined;
}

function exactFit(search: Search): Fit | undefined {
  const { haystack, hunk } = search;
  const old = oldLines(hunk.lines);
  const places = haystack.places('exact', old);
  const [first] = places;
  if (first === undefined) return undefined;
  return fitAt(haystack, hunk.lines, decidedPlace(search, places, old.length, true));
}

function tolerantFit(search: Search, lines: readonly HunkLine[]): Fit | undefined {
  const { haystack, name } = search;
  let places = haystack.places('loose', oldLines(lines));
  if (places.length > MAX_FITS) places = haystack.places('trimmed', oldLines(lines));
  if (places.length > MAX_FITS) throw severalPlaces(places, name);
  return chosen(
    search,
    places.map(first => fitAt(haystack, lines, first)),
  );
}

function unescapedFit(search: Search): Fit | undefined {
  const found = unescapedHunks(search.hunk.lines).flatMap(({ lines, note }) => {
    const fit = noted(tolerantFit(search, lines), note);
    return fit === undefined ? [] : [fit];
  });
  const [fit, ...others] = found;
  // Two ways to read the hunk are one if they leave the same.
  const isSame = ({ lines, first }: Fit): boolean =>
    first === fit?.first && JSON.stringify(lines) === JSON.stringify(fit.lines);
  return others.every(isSame) ? fit : undefined;
}

/** The one fit that is meant, of those found in one way; undefined if none was. */
function chosen(search: Search, found: readonly Fit[]): Fit | undefined {
  if (found.length === 0) return undefined;
  const fits = mostCertain(found);
  const [best] = fits;
  const first = decidedPlace(
    search,
    [...new Set(fits.map(fit => fit.first))],
    best === undefined ? 0 : lineCount(best),
    best?.difference === 'nothing' && best.notes.length === 0,
  );
  const meant = fits.filter(fit => fit.first === first);
  const parting = placesOfParting(meant);
  if (new Set(parting).size > 1) throw severalPlaces(parting, search.name);
  return meant[0];
}

/** Where fits that begin at one line first change different ones; empty if they never do. */
function placesOfParting(fits: readonly Fit[]): number[] {
  const [fit, ...others] = fits;
  const at = fit?.lines.findIndex(
    (line, index) =>
      line.kind !== 'keep' && others.some(other => other.lines[index]?.at !== line.at),
  );
  return fits.flatMap(({ lines }) => lines[at ?? 0]?.at ?? []);
}

/** @throws EditRefusal if nothing decides, or if no place is where the hunk says */
function decidedPlace(
  { haystack, hunk, scopes, knowledge, name }: Search,
  places: readonly number[],
  length: number,
  isExact: boolean,
): number {
  const isMeant = (first: number): boolean =>
    scopes.some(scope => scope.from <= first && first < scope.to) &&
    (!hunk.endOfFile || isAtEnd(haystack, first + length));
  const meant = places.filter(isMeant);
  const [place, ...others] = meant;
  if (place === undefined) {
    const below = isExact && !hunk.endOfFile ? onlyBelow(haystack, scopes, places) : undefined;
    if (below === undefined) throw misplaced(haystack, hunk, places, name);
    return below;
  }
  const left = mayNarrow(hunk, scopes, isExact, knowledge) ? meant : places;
  if (others.length === 0 && left.length === 1) return place;
  const hinted = hintedPlace(left, hunk.line, knowledge);
  if (hinted === undefined) throw severalPlaces(left, name);
  return hinted;
}

/** Whether nothing but blank lines comes after. */
function isAtEnd(haystack: Haystack, end: number): boolean {
  return haystack.in('exact').findLastIndex(line => line.trim() !== '') < end;
}

function lineCount({ lines, first }: Fit): number {
  return Math.max(first, ...lines.map(line => (line.kind === 'add' ? first : line.at + 1))) - first;
}

function noted(fit: Fit | undefined, note: string): Fit | undefined {
  return fit && { ...fit, notes: [...fit.notes, note] };
}

/** The one place in the file, if it comes below the one anchor before anything else starts. */
function onlyBelow(
  haystack: Haystack,
  scopes: readonly AnchorScope[],
  places: readonly number[],
): number | undefined {
  const [scope] = scopes;
  const [place] = places;
  if (scope === undefined || place === undefined) return undefined;
  if (scopes.length > 1 || places.length > 1 || place < scope.to) return undefined;
  return isUndivided(haystack.in('exact'), scope, place) ? place : undefined;
}

/** Says what was borne with in the `@@` lines above a fit. */
function withAnchorNotes({ haystack, hunk, scopes }: Search, fit: Fit): Fit {
  const [first] = scopes;
  if (first === undefined || hunk.anchors.length === 0) return fit;
  const isIn = ({ from, to }: AnchorScope): boolean =>
    from <= fit.first && fit.first < Math.max(to, from + 2);
  const scope = scopes.findLast(isIn);
  const notes = (scope ?? first).cut.map(at => {
    const line = haystack.in('exact')[at]?.trim() ?? '';
    return `names line ${at + 1} by its beginning: ${JSON.stringify(line)}`;
  });
  if (scope === undefined && !hunk.endOfFile) {
    notes.push(
      `fits only at line ${fit.first + 1}, below what line ${first.from + 1}, which its @@ names, seems to hold`,
    );
  }
  return { ...fit, notes: [...notes, ...fit.notes] };
}
