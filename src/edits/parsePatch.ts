import { parseHunks } from './parseHunks.ts';
import type { FileOperation } from './operations.ts';
import { describeRow, PatchSyntaxError } from './refusal.ts';
import type { PatchRow } from './parseHunks.ts';

const BEGIN = '*** Begin Patch';
const END = '*** End Patch';
const MOVE = '*** Move to:';
const FILE_HEADER = /^\*\*\* (Add|Update|Delete) File:(.*)$/;
const A_HEADER = '"*** Add File: path", "*** Update File: path" or "*** Delete File: path"';

/**
 * Reads a patch in the `*** Begin Patch` format that GPT-5 models write: what happens to each
 * file, in the order of the patch. CRLF, one code fence or here-document around it, and a missing
 * end marker are borne with; everything else that is not in the format is an error.
 * @throws PatchSyntaxError
 */
export function parsePatch(patch: string): FileOperation[] {
  const rows = patch.split(/\r?\n/).map((text, index) => ({ text, line: index + 1 }));
  return sections(body(rows)).map(fileOperation);
}

/** The rows between the markers. */
function body(rows: readonly PatchRow[]): PatchRow[] {
  const [begin, ...rest] = unwrapped(rows);
  if (begin?.text.trim() !== BEGIN) {
    throw new PatchSyntaxError(begin?.line ?? 1, describeRow(begin), `"${BEGIN}"`);
  }
  const end = rest.findIndex(row => row.text.trimEnd() === END);
  // Without a marker the text ends where the model meant it to: the call's arguments were whole.
  if (end === -1) return rest;
  const after = rest[end + 1];
  if (after !== undefined) {
    throw new PatchSyntaxError(after.line, describeRow(after), `nothing after "${END}"`);
  }
  return rest.slice(0, end);
}

/** Without blank rows at both ends, and without a code fence or here-document around the patch. */
function unwrapped(rows: readonly PatchRow[]): PatchRow[] {
  const inner = withoutBlankEdges(rows);
  const first = inner[0]?.text.trim() ?? '';
  const closing =
    /^(```|~~~)/.exec(first)?.[1] ?? /^(?:apply_patch\s*)?<<\s*["']?(\w+)["']?$/.exec(first)?.[1];
  if (closing === undefined) return inner;
  const last = inner.at(-1);
  if (last?.text.trim() !== closing) {
    throw new PatchSyntaxError(
      last?.line ?? 1,
      describeRow(last),
      `"${closing}", which closes ${first}`,
    );
  }
  return withoutBlankEdges(inner.slice(1, -1));
}

function withoutBlankEdges(rows: readonly PatchRow[]): PatchRow[] {
  const isText = (row: PatchRow): boolean => row.text.trim() !== '';
  return rows.slice(Math.max(0, rows.findIndex(isText)), rows.findLastIndex(isText) + 1);
}

interface Section {
  readonly kind: 'Add' | 'Update' | 'Delete';
  readonly path: string;
  readonly header: PatchRow;
  readonly rows: PatchRow[];
}

function sections(rows: readonly PatchRow[]): Section[] {
  const found: Section[] = [];
  for (const row of rows) {
    const [, kind, path] = FILE_HEADER.exec(row.text.trimEnd()) ?? [];
    if (kind === 'Add' || kind === 'Update' || kind === 'Delete') {
      found.push({ kind, path: pathOf(path, row), header: row, rows: [] });
      continue;
    }
    const current = found.at(-1);
    if (current !== undefined) current.rows.push(row);
    else if (row.text.trim() !== '')
      throw new PatchSyntaxError(row.line, describeRow(row), A_HEADER);
  }
  if (found.length === 0) throw new PatchSyntaxError(2, 'no file', A_HEADER);
  return found;
}

function fileOperation({ kind, path, header, rows }: Section): FileOperation {
  switch (kind) {
    case 'Add':
      return { kind: 'create', path, text: addedText(rows) };
    case 'Delete':
      requireBlank(rows, `${A_HEADER} or "${END}": a deleted file has no lines`);
      return { kind: 'delete', path };
    case 'Update': {
      const start = rows.findIndex(row => row.text.trim() !== '');
      const first = rows[start];
      if (first?.text.startsWith(MOVE) === true) {
        const moveTo = pathOf(first.text.slice(MOVE.length), first);
        return { kind: 'update', path, moveTo, hunks: parseHunks(rows.slice(start + 1)) };
      }
      const hunks = parseHunks(rows);
      if (hunks.length === 0) {
        throw new PatchSyntaxError(
          header.line,
          'an update without hunks',
          'a line @@ and lines that begin with a space, - or + after it',
        );
      }
      return { kind: 'update', path, hunks };
    }
  }
}

function addedText(rows: readonly PatchRow[]): string {
  const end = rows.findLastIndex(row => row.text.startsWith('+')) + 1;
  requireBlank(rows.slice(end), `a line that begins with +, ${A_HEADER} or "${END}"`);
  return rows
    .slice(0, end)
    .map(row => {
      if (row.text.startsWith('+')) return `${row.text.slice(1)}\n`;
      throw new PatchSyntaxError(
        row.line,
        describeRow(row),
        'a line that begins with +, as every line of an added file does',
      );
    })
    .join('');
}

function requireBlank(rows: readonly PatchRow[], expected: string): void {
  const row = rows.find(({ text }) => text.trim() !== '');
  if (row !== undefined) throw new PatchSyntaxError(row.line, describeRow(row), expected);
}

function pathOf(written: string | undefined, row: PatchRow): string {
  const path = written?.trim() ?? '';
  if (path === '') throw new PatchSyntaxError(row.line, describeRow(row), 'a path after the colon');
  return path;
}
