import { hunkHeader } from './hunkHeader.ts';
import { isUnmarked, keptLineReader } from './keptRows.ts';
import { keepUnchanged, type FinalNewline, type HunkLine, type LineHunk } from './operations.ts';
import { isBlank, isNewlineRemark, type PatchRow } from './patchRows.ts';
import { describeRow, PatchSyntaxError } from './refusal.ts';

const END_OF_FILE = '*** End of File';

const HUNK_LINE = 'a line that begins with a space (kept), - (removed) or + (added), or with @@';

interface OpenHunk {
  readonly first: PatchRow;
  readonly anchors: string[];
  readonly rows: PatchRow[];
  line: number | undefined;
  /** Kept and removed lines that the header counts. */
  oldCount: number | undefined;
  endOfFile: boolean;
  /** Signs of the lines that are said to have no newline at their end. */
  readonly unended: Set<string>;
}

/**
 * Reads the rows of one file's hunks, below `*** Update File:` or `+++ path`.
 * @throws PatchSyntaxError
 */
export function parseHunks(rows: readonly PatchRow[]): LineHunk[] {
  const open: OpenHunk[] = [];
  for (const row of rows) {
    const current = open.at(-1);
    if (row.text.startsWith('@@')) {
      const hunk = current?.rows.length === 0 ? current : newHunk(open, row);
      const { anchor, line, counts } = hunkHeader(row.text);
      if (anchor !== undefined) hunk.anchors.push(anchor);
      hunk.line = line ?? hunk.line;
      hunk.oldCount = counts?.old ?? hunk.oldCount;
    } else if (row.text.trimEnd() === END_OF_FILE) {
      if (current === undefined || current.rows.length === 0 || current.endOfFile) {
        throw new PatchSyntaxError(row.line, describeRow(row), HUNK_LINE);
      }
      current.endOfFile = true;
    } else if (current?.endOfFile === true) {
      if (!isBlank(row) && !isNewlineRemark(row)) {
        throw new PatchSyntaxError(
          row.line,
          describeRow(row),
          '@@ or the next file after "*** End of File"',
        );
      }
    } else if (row.text === '') {
      // An empty row is a kept empty line whose space got lost, unless nothing comes after it.
      current?.rows.push(row);
    } else if (!isUnmarked(row)) {
      (current ?? newHunk(open, row)).rows.push(row);
    } else if (isNewlineRemark(row)) {
      current?.unended.add(current.rows.at(-1)?.text[0] ?? '');
    } else {
      if (current === undefined || row.text.startsWith('***')) {
        throw new PatchSyntaxError(row.line, describeRow(row), HUNK_LINE);
      }
      current.rows.push(row);
    }
  }
  return open.map(closed);
}

function newHunk(open: OpenHunk[], first: PatchRow): OpenHunk {
  const hunk: OpenHunk = {
    first,
    anchors: [],
    rows: [],
    line: undefined,
    oldCount: undefined,
    endOfFile: false,
    unended: new Set(),
  };
  open.push(hunk);
  return hunk;
}

function closed(hunk: OpenHunk): LineHunk {
  const { first, anchors, rows, line, oldCount } = hunk;
  const said = rows.slice(0, rows.findLastIndex(row => row.text !== '') + 1);
  if (!said.some(({ text }) => /^[+-]/.test(text))) {
    throw new PatchSyntaxError(
      first.line,
      said.length === 0 ? 'a hunk without lines' : 'a hunk that only keeps lines',
      'a hunk with at least one line that begins with - or +',
    );
  }
  const keptLine = keptLineReader(said);
  const written = said.map((row): HunkLine => {
    if (row.text.startsWith('+')) return { kind: 'add', text: row.text.slice(1) };
    if (row.text.startsWith('-')) return { kind: 'remove', text: row.text.slice(1) };
    return { kind: 'keep', text: keptLine(row) };
  });
  // A line where others are to be kept or removed says nothing of where to add, without those.
  const isPlace = oldCount === 0 || written.some(({ kind }) => kind !== 'add');
  const lines = keepUnchanged(written);
  const finalNewline = finalNewlineIn(hunk);
  // What changes nothing else is about the last line, however often that stands elsewhere.
  const isOfEnd = finalNewline !== undefined && lines.every(({ kind }) => kind === 'keep');
  return {
    kind: 'lines',
    anchors,
    lines,
    endOfFile: hunk.endOfFile || isOfEnd,
    ...(line === undefined || !isPlace ? {} : { line }),
    ...(finalNewline === undefined ? {} : { finalNewline }),
  };
}

/** Only the line that is removed has none, or only the one that is added. */
function finalNewlineIn({ unended }: OpenHunk): FinalNewline | undefined {
  if (unended.size !== 1) return undefined;
  return unended.has('-') ? 'added' : unended.has('+') ? 'removed' : undefined;
}
