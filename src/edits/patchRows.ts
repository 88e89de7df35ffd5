import { describeRow, PatchSyntaxError } from './refusal.ts';

/** A line of a patch, with its number from 1 in the patch as it was given. */
export interface PatchRow {
  readonly text: string;
  readonly line: number;
}

const FENCE = /^(?:`{3,}|~{3,})/;
const HERE_DOCUMENT = /^(?:\$\s*)?(?:apply_?patch\s*)?<<-?\s*["']?(\w+)["']?$/;
const COMMAND = /^(?:\$\s*)?apply_?patch$/;

/** A fence around a here-document around a command, and one to spare. */
const MAX_WRAPPINGS = 4;

/**
 * The rows of a patch, without blank ones at both ends, and without what models wrap patches in:
 * code fences, here-documents, the name of the tool. A wrapping that is not closed is one as well:
 * the call's arguments were whole, so the text ends where the model meant it to.
 */
export function patchRows(patch: string): readonly PatchRow[] {
  const text = patch.replace(/^\ufeff/, '');
  const rows = text.split(/\r?\n/).map((text, index) => ({ text, line: index + 1 }));
  return unwrapped(withoutBlankEdges(rows));
}

function unwrapped(rows: readonly PatchRow[], depth = 0): readonly PatchRow[] {
  if (depth === MAX_WRAPPINGS) return rows;
  const opening = rows[0]?.text ?? '';
  const first = opening.trim();
  const closing = FENCE.exec(first)?.[0] ?? HERE_DOCUMENT.exec(first)?.[1];
  if (closing === undefined && !COMMAND.test(first)) return rows;
  const last = rows.length > 1 ? rows.at(-1) : undefined;
  const isClosed =
    closing !== undefined && last !== undefined && closes(last.text, closing, opening);
  return unwrapped(withoutBlankEdges(rows.slice(1, isClosed ? -1 : undefined)), depth + 1);
}

/** Whether a row ends what another began; one that has a space more is a line that is kept. */
function closes(row: string, closing: string, opening: string): boolean {
  const isIndentedMore = row.search(/\S/) > opening.search(/\S/);
  const text = row.trim();
  return !isIndentedMore && (text === closing || (isFence({ text }) && text.startsWith(closing)));
}

export function isBlank({ text }: PatchRow): boolean {
  return text.trim() === '';
}

/** The closing row of a code fence. */
export function isFence({ text }: Pick<PatchRow, 'text'>): boolean {
  return /^(?:`{3,}|~{3,})$/.test(text.trim());
}

/** Whether a row may open a code fence. */
export function opensFence({ text }: PatchRow): boolean {
  return FENCE.test(text);
}

export function withoutBlankEdges(rows: readonly PatchRow[]): readonly PatchRow[] {
  const isText = (row: PatchRow): boolean => !isBlank(row);
  return rows.slice(Math.max(0, rows.findIndex(isText)), rows.findLastIndex(isText) + 1);
}

/** @throws PatchSyntaxError at the first row that is not blank */
export function requireBlank(rows: readonly PatchRow[], expected: string): void {
  const row = rows.find(candidate => !isBlank(candidate));
  if (row !== undefined) throw new PatchSyntaxError(row.line, describeRow(row), expected);
}

/** What diffs say of a file without a line ending at its end; it is the file's affair. */
export function isNewlineRemark({ text }: PatchRow): boolean {
  return /^\\ ?no newline/i.test(text);
}
