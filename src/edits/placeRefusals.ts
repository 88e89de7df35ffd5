import { anchorScopes } from './anchors.ts';
import { appliedPlaces, saysSomething } from './alreadyApplied.ts';
import type { Fit } from './fit.ts';
import type { Haystack } from './haystack.ts';
import type { HunkKnowledge } from './knowledge.ts';
import { causeInCopying } from './copySlips.ts';
import { describeNearest, nearestPlaces } from './nearest.ts';
import { newLines, oldLines, type HunkLine, type LineHunk } from './operations.ts';
import { changesSinceShown } from './outdated.ts';
import { EditRefusal } from './refusal.ts';

const MAX_NAMED = 20;

/** Why a hunk fits nowhere: it was carried out, the file has changed since, or what comes nearest. */
export function noPlace(
  haystack: Haystack,
  { lines }: LineHunk,
  name: string,
  { older }: HunkKnowledge,
): EditRefusal {
  const cause = causeInCopying(haystack, oldLines(lines));
  if (cause !== undefined) return new EditRefusal(`${name} fits nowhere. ${cause}`);
  const nearest = describeNearest(haystack, oldLines(lines));
  const applied = appliedPlaces(haystack, lines);
  if (isTelling(haystack, lines, applied)) {
    return new EditRefusal(
      `${name} seems to be applied already: what it would leave stands at ${lineNumbers(applied)}, what it would change nowhere.\n${nearest}`,
    );
  }
  const changes = changesSinceShown(older, haystack.text, oldLines(lines));
  if (changes !== undefined) {
    return new EditRefusal(
      `${name} fits an older version of the file that you were shown, not the file as it is now. Since then it has changed so:\n${changes}`,
    );
  }
  return new EditRefusal(`${name} fits nowhere: the file does not have its lines.\n${nearest}`);
}

/**
 * Whether the places of what a hunk would leave tell that it was carried out: it says enough to be
 * told from another's, or it stands where the old lines come nearest.
 */
function isTelling(
  haystack: Haystack,
  lines: readonly HunkLine[],
  applied: readonly number[],
): boolean {
  const left = newLines(lines);
  if (applied.length === 1 && left.filter(saysSomething).length > 1) return true;
  const [nearest] = nearestPlaces(haystack, oldLines(lines));
  return applied.some(place => nearest !== undefined && Math.abs(place - nearest) < left.length);
}

/** For a hunk that has its place, and what it would leave stands there. */
export function appliedAlready(places: readonly number[], name: string): EditRefusal {
  return new EditRefusal(
    `${name} seems to be applied already: what it would leave stands at ${lineNumbers(places)}.`,
  );
}

/** For a passage that stands there, with what it would add. */
export function addedAlready(places: readonly number[], name: string): EditRefusal {
  return new EditRefusal(
    `${name} seems to be applied already: it stands at ${lineNumbers(places)} with what it would add. If that is to be there twice, give more of the text around it.`,
  );
}

export function onlyTheTolerated({ lines }: Haystack, fit: Fit, name: string): EditRefusal {
  const [first = fit.first] = fit.lines.flatMap(line => (line.kind === 'remove' ? [line.at] : []));
  const found = JSON.stringify(lines[first]?.text ?? '');
  return new EditRefusal(
    `${name} changes only white space, indentation or look-alike characters, and in those its old lines differ from the file's at line ${first + 1}: ${found}. Give the old lines exactly as the file has them.`,
  );
}

export function severalPlaces(places: readonly number[], name: string): EditRefusal {
  return new EditRefusal(
    `${name} fits ${places.length} places: ${lineNumbers(places)}. Give more of the lines around the one that is meant, or name the function or section that it is in by an @@ line.`,
  );
}

export function withoutPlace(name: string): EditRefusal {
  return new EditRefusal(
    `${name} only adds lines and does not say where; a line number counts only in a file that is as you read it last. Give kept lines (beginning with a space) around them, or end the hunk with "*** End of File" to add at the end.`,
  );
}

export function unknownAnchor(
  haystack: Haystack,
  { anchors }: LineHunk,
  name: string,
): EditRefusal {
  const missing = anchors.findIndex(
    (_anchor, index) =>
      anchorScopes(haystack.in('exact'), anchors.slice(0, index + 1)).length === 0,
  );
  const anchor = anchors[missing] ?? '';
  const above = missing === 0 ? 'in the file' : `below "${anchors[missing - 1] ?? ''}"`;
  return new EditRefusal(
    `${name}: the line that its "@@ ${anchor}" names is not ${above}.\n${describeNearest(haystack, [anchor])}`,
  );
}

export function misplaced(
  { lines }: Haystack,
  { anchors, endOfFile }: LineHunk,
  elsewhere: readonly number[],
  name: string,
): EditRefusal {
  const limits = [
    ...(anchors.length > 0 ? [`below "@@ ${anchors.at(-1) ?? ''}"`] : []),
    ...(endOfFile ? [`at the end of the file (line ${lines.length})`] : []),
  ];
  return new EditRefusal(
    `${name} does not fit ${limits.join(' and ')}, but at ${lineNumbers(elsewhere)}. If that is the place, name it rightly.`,
  );
}

/** "line 3", "lines 3, 7", for people's counting from 1. */
function lineNumbers(places: readonly number[]): string {
  const numbers = [...new Set(places)].map(place => place + 1);
  const rest = numbers.length - MAX_NAMED;
  const named = numbers.slice(0, MAX_NAMED).join(', ');
  return `${numbers.length === 1 ? 'line' : 'lines'} ${named}${rest > 0 ? ` and ${rest} more` : ''}`;
}
