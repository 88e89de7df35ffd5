import { hunkHeader } from './hunkHeader.ts';
import { isFence, withoutBlankEdges, type PatchRow } from './patchRows.ts';

/**
 * Lines of the old and of the new text that the last hunk lacks by the count in its header;
 * undefined if that has none.
 */
export function lackingLines(
  rows: readonly PatchRow[],
): { readonly old: number; readonly new: number } | undefined {
  const start = rows.findLastIndex(({ text }) => text.startsWith('@@'));
  const { counts } = hunkHeader(rows[start]?.text ?? '');
  if (counts === undefined) return undefined;
  const lines = rows.slice(start + 1);
  const count = (mark: string): number =>
    lines.filter(({ text }) => !text.startsWith(mark) && !text.startsWith('\\')).length;
  return { old: counts.old - count('+'), new: counts.new - count('-') };
}

/**
 * Rows of hunks without what only ends the text that a diff stands in: the closing row of a fence,
 * or the signature of `git format-patch`. Both could be lines of the file; the counts tell.
 * @param isFenced whether a fence is opened above the diff
 */
export function withoutEnd(rows: readonly PatchRow[], isFenced: boolean): readonly PatchRow[] {
  const told = withoutBlankEdges(rows);
  const last = told.at(-1);
  if (last === undefined) return rows;
  if (isFence(last) && !last.text.startsWith(' ')) {
    const rest = withoutBlankEdges(told.slice(0, -1));
    const lacking = lackingLines(rest);
    const isLine = isFenced ? isBy(lacking, 1) : !isBy(lacking, 0);
    return isLine ? rows : rest;
  }
  const isSigned = told.at(-2)?.text.trimEnd() === '--' && /^\d+\.\d/.test(last.text);
  const rest = told.slice(0, -2);
  return isSigned && (rest.length === 0 || isBy(lackingLines(rest), 0)) ? rest : rows;
}

function isBy(lacking: ReturnType<typeof lackingLines>, count: number): boolean {
  return lacking?.old === count && lacking.new === count;
}

/** Rows of hunks without the `Index:` row that some tools write above the names of the next file. */
export function withoutHeadingOfNext(rows: readonly PatchRow[]): readonly PatchRow[] {
  const end = rows.findLastIndex(({ text }) => text !== '' && !/^={20,}$/.test(text));
  return rows[end]?.text.startsWith('Index: ') === true ? rows.slice(0, end) : rows;
}
