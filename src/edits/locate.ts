import { anchorScopes, type AnchorScope } from './anchors.ts';
import { findBlock } from './findBlock.ts';
import { trimLineEnd, type TextLine } from './lines.ts';
import { describeNearest } from './nearest.ts';
import { newLines, oldLines, type LineHunk } from './operations.ts';
import { EditRefusal } from './refusal.ts';

/** A text in which hunks are looked for. */
export interface Haystack {
  readonly text: string;
  readonly lines: readonly TextLine[];
  /** The lines' texts. */
  readonly exact: readonly string[];
  /** The same without the white space at their ends; worked out when first asked for. */
  trimmed(): readonly string[];
}

export interface Place {
  /** Index of the first line that the hunk keeps or removes, or that it adds lines before. */
  readonly first: number;
  /** Numbers, from 1, of lines that differ from the hunk's in white space at their end. */
  readonly tolerated: readonly number[];
}

/**
 * Finds the one place where a hunk's kept and removed lines stand: exactly, or else but for white
 * space at line ends. Anchors and `*** End of File` narrow it down.
 * @param name what to call the hunk: "Hunk 2", "oldText"
 * @throws EditRefusal if there is no such place, or more than one
 */
export function locate(haystack: Haystack, hunk: LineHunk, name: string): Place {
  const scopes = anchorScopes(haystack.exact, hunk.anchors);
  if (scopes.length === 0) throw noAnchor(haystack, hunk, name);
  const old = oldLines(hunk.lines);
  if (old.length === 0) return insertionPlace(haystack, hunk, scopes, name);
  const isMeant = (first: number): boolean =>
    scopes.some(scope => scope.from <= first && first < scope.to) &&
    (!hunk.endOfFile || first + old.length === haystack.lines.length);
  const exact = findBlock(haystack.exact, old);
  const meant = exact.filter(isMeant);
  if (meant.length > 0) return { first: only(meant, name), tolerated: [] };
  const trimmed = findBlock(haystack.trimmed(), old.map(trimLineEnd));
  const nearlyMeant = trimmed.filter(isMeant);
  if (nearlyMeant.length === 0) throw noPlace(haystack, hunk, trimmed, name);
  const first = only(nearlyMeant, name);
  const differs = old.flatMap((line, index) =>
    line === haystack.exact[first + index] ? [] : [first + index + 1],
  );
  return { first, tolerated: differs };
}

/** The place of a hunk that only adds: below its anchor, at the end, or in an empty file. */
function insertionPlace(
  { lines }: Haystack,
  hunk: LineHunk,
  scopes: readonly AnchorScope[],
  name: string,
): Place {
  if (hunk.endOfFile || lines.length === 0) return { first: lines.length, tolerated: [] };
  if (hunk.anchors.length === 0) {
    throw new EditRefusal(
      `${name} only adds lines and does not say where. Give kept lines (beginning with a space) around them, or end the hunk with "*** End of File" to add at the end.`,
    );
  }
  return {
    first:
      1 +
      only(
        scopes.map(scope => scope.from),
        `The line that the @@ of ${name} names`,
      ),
    tolerated: [],
  };
}

/** @throws EditRefusal naming all the places if there are several */
export function only(places: readonly number[], name: string): number {
  const [place, ...others] = places;
  if (place === undefined) throw new Error('No place to choose from');
  if (others.length === 0) return place;
  throw new EditRefusal(
    `${name} fits ${places.length} places: ${lineNumbers(places)}. Give more of the lines around the one that is meant.`,
  );
}

function noAnchor({ exact }: Haystack, { anchors }: LineHunk, name: string): EditRefusal {
  const missing = anchors.findIndex(
    (_anchor, index) => anchorScopes(exact, anchors.slice(0, index + 1)).length === 0,
  );
  const anchor = anchors[missing] ?? '';
  const above = missing === 0 ? 'in the file' : `below "${anchors[missing - 1] ?? ''}"`;
  return new EditRefusal(
    `${name}: the line that its "@@ ${anchor}" names is not ${above}.\n${describeNearest(exact, [anchor])}`,
  );
}

function noPlace(
  { exact, lines }: Haystack,
  { anchors, endOfFile, lines: hunkLines }: LineHunk,
  elsewhere: readonly number[],
  name: string,
): EditRefusal {
  if (elsewhere.length > 0) {
    const limits = [
      ...(anchors.length > 0 ? [`below "@@ ${anchors.at(-1) ?? ''}"`] : []),
      ...(endOfFile ? [`at the end of the file (line ${lines.length})`] : []),
    ];
    return new EditRefusal(
      `${name} does not fit ${limits.join(' and ')}, but at ${lineNumbers(elsewhere)}. If that is the place, name it rightly.`,
    );
  }
  const result = newLines(hunkLines);
  const applied = result.length === 0 ? [] : findBlock(exact, result);
  if (applied.length > 0) {
    return new EditRefusal(
      `${name} seems to be applied already: what it would leave stands at ${lineNumbers(applied)}, what it would change nowhere.`,
    );
  }
  return new EditRefusal(
    `${name} fits nowhere: the file does not have its lines.\n${describeNearest(exact, oldLines(hunkLines))}`,
  );
}

const MAX_NAMED = 20;

/** "line 3", "lines 3, 7", for people's counting from 1. */
function lineNumbers(places: readonly number[]): string {
  const numbers = [...new Set(places)].map(place => place + 1);
  const rest = numbers.length - MAX_NAMED;
  const named = numbers.slice(0, MAX_NAMED).join(', ');
  return `${numbers.length === 1 ? 'line' : 'lines'} ${named}${rest > 0 ? ` and ${rest} more` : ''}`;
}
