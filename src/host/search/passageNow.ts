import { chunkText, type Chunk } from './chunkText.ts';
import type { Passage } from './passageIndex.ts';
import { searchWords } from './searchWords.ts';

/** Share of the words that a passage was found by which it must still hold. */
const RECOGNISED = 0.5;

/**
 * What stands at a passage's place in its file now, or where it has moved to.
 * @returns undefined if the file has changed so much that the passage is no longer in it
 */
export function passageNow(
  passage: Passage,
  text: string,
): (Chunk & { readonly text: string }) | undefined {
  const lines = text.split(/\r\n|\r|\n/);
  const chunks = chunkText(passage.path, lines);
  const textOf = ({ startLine, endLine }: Chunk): string =>
    lines.slice(startLine - 1, endLine).join('\n');
  const same = chunks.filter(({ heading }) => heading === passage.heading);
  // The chunk that it was; else the one of the same name that is nearest to where it was.
  const nearest = same.toSorted((a, b) => distance(a, passage) - distance(b, passage))[0];
  const now = nearest === undefined ? undefined : { ...nearest, text: textOf(nearest) };
  return now !== undefined && holds(now, passage) ? now : undefined;
}

function distance(a: Chunk, b: Chunk): number {
  return Math.abs(a.startLine - b.startLine) + Math.abs(a.endLine - b.endLine);
}

function holds(now: Chunk & { readonly text: string }, { path, words }: Passage): boolean {
  const held = new Set(searchWords(`${path}\n${now.heading}\n${now.text}`));
  return words.filter(word => held.has(word)).length >= words.length * RECOGNISED;
}
