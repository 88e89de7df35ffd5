import type { UndoneEdit } from './review.ts';

/** Rows that are told of one edit, and of all edits of a chat. */
const MAX_EDIT_ROWS = 40;
const MAX_CHAT_ROWS = 200;

/** What was undone and not yet told, by chat. */
export type UndoneNotes = ReadonlyMap<string, readonly UndoneEdit[]>;

/** What was undone of one place, and whose it was. */
export interface UndoneOf {
  readonly chatIds: readonly string[];
  readonly edit: UndoneEdit;
}

/** The notes with what was undone just now; of a chat with too many the oldest go. */
export function withUndone(notes: UndoneNotes, undone: readonly UndoneOf[]): UndoneNotes {
  const next = new Map(notes);
  for (const { chatIds, edit } of undone) {
    for (const chatId of chatIds) {
      next.set(chatId, bounded([...(next.get(chatId) ?? []), edit]));
    }
  }
  return next;
}

function bounded(edits: readonly UndoneEdit[]): UndoneEdit[] {
  let rows = 0;
  const first = edits.findLastIndex(edit => (rows += edit.rows.length + 1) > MAX_CHAT_ROWS);
  return edits.slice(first + 1);
}

/** One place where lines were taken back, as rows of a unified diff; long ones are cut. */
export function undoneEdit(path: string, line: number, gone: string, back: string): UndoneEdit {
  const rows = [...rowsOf('-', gone), ...rowsOf('+', back)];
  if (rows.length <= MAX_EDIT_ROWS) return { path, line, rows };
  const left = rows.length - MAX_EDIT_ROWS;
  return { path, line, rows: [...rows.slice(0, MAX_EDIT_ROWS), `[… ${left} more lines]`] };
}

function rowsOf(sign: '-' | '+', text: string): string[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return lines.map(row => sign + row.replace(/\r?\n$/, ''));
}
