import { isBlank, type PatchRow } from './patchRows.ts';
import { describeRow, PatchSyntaxError } from './refusal.ts';

/** Whether a row has none of the three marks: it can only be a kept line that lost its space. */
export function isUnmarked({ text }: PatchRow): boolean {
  return text !== '' && !/^[ +-]/.test(text);
}

/**
 * How the kept rows of a hunk are read, some of which may have lost the space in front: gives the
 * line that a kept row stands for. Where a row lost it, one that begins with spaces may have as
 * well; code is indented by even numbers of them, so an odd number holds the mark.
 * @throws PatchSyntaxError if the rows that begin with spaces do not agree
 */
export function keptLineReader(rows: readonly PatchRow[]): (row: PatchRow) => string {
  const withMark = ({ text }: PatchRow): string => text.replace(/^ /, '');
  const lost = rows.find(isUnmarked);
  if (lost === undefined) return withMark;
  const indented = rows.filter(row => row.text.startsWith(' ') && !isBlank(row));
  const marked = indented.filter(({ text }) => text.search(/[^ ]/) % 2 === 1);
  if (marked.length === indented.length) return withMark;
  if (marked.length === 0) return ({ text }) => text;
  throw new PatchSyntaxError(
    lost.line,
    describeRow(lost),
    'a space in front of every line that is kept: some of this hunk have it and some do not',
  );
}
