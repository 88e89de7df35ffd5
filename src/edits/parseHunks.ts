import { keepUnchanged, type HunkLine, type LineHunk } from './operations.ts';
import { describeRow, PatchSyntaxError } from './refusal.ts';

/** A line of a patch, with its number from 1 in the patch as it was given. */
export interface PatchRow {
  readonly text: string;
  readonly line: number;
}

const END_OF_FILE = '*** End of File';

/** `@@ -1,7 +1,8 @@ heading`, as a unified diff has it: numbers and a heading that may be cut. */
const UNIFIED_HEADER = /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/;

const HUNK_LINE = 'a line that begins with a space (kept), - (removed) or + (added), or with @@';

interface OpenHunk {
  readonly first: PatchRow;
  readonly anchors: string[];
  readonly rows: PatchRow[];
  endOfFile: boolean;
}

/**
 * Reads the rows below `*** Update File:`.
 * @throws PatchSyntaxError
 */
export function parseHunks(rows: readonly PatchRow[]): LineHunk[] {
  const open: OpenHunk[] = [];
  for (const row of rows) {
    const current = open.at(-1);
    if (row.text.startsWith('@@')) {
      const hunk = current?.rows.length === 0 ? current : newHunk(open, row);
      const anchor = anchorOf(row.text);
      if (anchor !== '') hunk.anchors.push(anchor);
    } else if (row.text.trimEnd() === END_OF_FILE) {
      if (current === undefined || current.rows.length === 0 || current.endOfFile) {
        throw new PatchSyntaxError(row.line, describeRow(row), HUNK_LINE);
      }
      current.endOfFile = true;
    } else if (current?.endOfFile === true) {
      if (row.text.trim() !== '') {
        throw new PatchSyntaxError(
          row.line,
          describeRow(row),
          '@@ or the next file after "*** End of File"',
        );
      }
    } else if (row.text === '') {
      // An empty row is a kept empty line whose space got lost, unless nothing comes after it.
      current?.rows.push(row);
    } else if (/^[ +-]/.test(row.text)) {
      (current ?? newHunk(open, row)).rows.push(row);
    } else throw new PatchSyntaxError(row.line, describeRow(row), HUNK_LINE);
  }
  return open.map(closed);
}

function newHunk(open: OpenHunk[], first: PatchRow): OpenHunk {
  const hunk: OpenHunk = { first, anchors: [], rows: [], endOfFile: false };
  open.push(hunk);
  return hunk;
}

function closed({ first, anchors, rows, endOfFile }: OpenHunk): LineHunk {
  const end = rows.findLastIndex(row => row.text !== '') + 1;
  const lines = rows.slice(0, end).map(hunkLine);
  if (!lines.some(line => line.kind !== 'keep')) {
    throw new PatchSyntaxError(
      first.line,
      lines.length === 0 ? 'a hunk without lines' : 'a hunk that only keeps lines',
      'a hunk with at least one line that begins with - or +',
    );
  }
  return { kind: 'lines', anchors, lines: keepUnchanged(lines), endOfFile };
}

function hunkLine({ text }: PatchRow): HunkLine {
  const kind = text.startsWith('+') ? 'add' : text.startsWith('-') ? 'remove' : 'keep';
  return { kind, text: text.slice(1) };
}

/** The line that an `@@` row names; empty if it names none, as `@@`, `@@ ... @@` and numbers do. */
function anchorOf(row: string): string {
  if (UNIFIED_HEADER.test(row)) return '';
  const anchor = row
    .slice(2)
    .replace(/ @@\s*$/, '')
    .trim();
  return /^[.…]*$/.test(anchor) ? '' : anchor;
}
