import type { ChatEvent } from './events.ts';
import { fenced, oneLine } from './fence.ts';

/** An edit of the model that a person took back in the editor. */
export interface UndoneRows {
  readonly path: string;
  /** Of the text as it is now, from 1. */
  readonly line: number;
  /** Rows of a unified diff: `-` for what is gone, `+` for what is there again. */
  readonly rows: readonly string[];
}

type NotedEdit = Extract<ChatEvent, { type: 'editsUndone' }>['edits'][number];

/** Beyond these the model is told how much there was more: it can read the files. */
const MOST_EDITS = 50;
/** UTF-16 code units, of all rows and of one. */
const MOST_CHARACTERS = 8_000;
const LONGEST_ROW = 400;

/**
 * What was undone as it is noted in the log, so much of it that no request grows beyond reason.
 * @param clean takes secrets out (invariant 6)
 */
export function notedEdits(
  edits: readonly UndoneRows[],
  clean: (text: string) => string,
): NotedEdit[] {
  let left = MOST_CHARACTERS;
  const fitting = (rows: readonly string[]): string[] => {
    const kept: string[] = [];
    for (const row of rows) {
      const text = cut(clean(row));
      if (text.length > left) break;
      left -= text.length;
      kept.push(text);
    }
    const missing = rows.length - kept.length;
    return missing === 0 ? kept : [...kept, ` … ${missing} more rows`];
  };
  const noted = edits
    .slice(0, MOST_EDITS)
    .map(({ path, line, rows }): NotedEdit => ({ path, line, rows: fitting(rows) }));
  const missing = edits.length - noted.length;
  if (missing > 0) noted.at(-1)?.rows.push(` … and ${missing} more edits, not shown here`);
  return noted;
}

/** What the model is told of it, in a row of its own: the user did not write this. */
export function undoneMessage(edits: readonly UndoneRows[]): string {
  const blocks = edits.map(({ path, line, rows }) =>
    [`${oneLine(path)}, line ${line}:`, ...(rows.length === 0 ? [] : [diffOf(rows)])].join('\n'),
  );
  return [INTRODUCTION, ...blocks].join('\n\n');
}

const INTRODUCTION =
  'Note by the editor, not typed by the user: the user undid these of your edits in the editor. Rows with - are gone, rows with + are there again. Do not make these edits again unless asked. Line numbers that you know of these files may have moved.';

function diffOf(rows: readonly string[]): string {
  return fenced(rows.join('\n'), 'diff');
}

function cut(row: string): string {
  return row.length <= LONGEST_ROW ? row : `${row.slice(0, LONGEST_ROW)}…`;
}
