import { sortedByPath } from './byPath.ts';
import { ripgrepText, type RipgrepFolder } from './ripgrepSearch.ts';
import type { FolderLine, TextQuery } from './textQuery.ts';

/** Lines of one folder, in the order of paths. */
export interface FoundLines {
  readonly lines: readonly FolderLine[];
  /** Lines that match, those that are not among `lines` too. */
  readonly total: number;
  /** False if the search was ended before it had seen all: there are more than `total`. */
  readonly isAll: boolean;
}

/** Matches that are collected before an ordered search is what gives the first of them sooner. */
const UNORDERED_LIMIT = 5_000;

/**
 * The first lines that match, the same ones each time. ripgrep is quick in no order, and in order it
 * is slow but can be ended at the limit; so it goes in no order at first, and in order only once it
 * is plain that there are very many.
 * @param limit lines that match
 */
export async function collectLines(
  rg: string,
  folder: RipgrepFolder,
  query: TextQuery,
  limit: number,
  signal: AbortSignal,
): Promise<FoundLines> {
  const most = Math.max(UNORDERED_LIMIT, limit);
  const unordered = await upTo(ripgrepText(rg, folder, query, false, signal), most);
  if (unordered.isAll) {
    // The lines of a file are in a row and in order already, and sorting keeps that.
    return {
      ...unordered,
      lines: firstOf(
        sortedByPath(unordered.lines, line => line.path),
        limit,
      ),
    };
  }
  const ordered = await upTo(ripgrepText(rg, folder, query, true, signal), limit);
  return { ...ordered, total: Math.max(ordered.total, unordered.total) };
}

/** Lines until there is one match more than `limit`. */
export async function upTo(found: AsyncIterable<FolderLine>, limit: number): Promise<FoundLines> {
  const lines: FolderLine[] = [];
  let total = 0;
  for await (const line of found) {
    lines.push(line);
    if (line.isMatch) total += 1;
    if (total > limit) return { lines: firstOf(lines, limit), total, isAll: false };
  }
  return { lines, total, isAll: true };
}

/** The lines of the first matches, and what is around them in the same file. */
function firstOf(lines: readonly FolderLine[], limit: number): readonly FolderLine[] {
  const matches = lines.flatMap((line, index) => (line.isMatch ? [index] : []));
  const next = matches[limit];
  if (next === undefined) return lines;
  const last = lines[matches[limit - 1] ?? -1];
  const shown = lines.slice(0, next);
  while (shown.length > 0 && shown.at(-1)?.path !== last?.path) shown.pop();
  return shown;
}
