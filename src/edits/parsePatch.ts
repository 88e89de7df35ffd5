import { addedText } from './addedText.ts';
import type { FileOperation } from './operations.ts';
import { parseHunks } from './parseHunks.ts';
import { isBlank, isFence, patchRows, requireBlank, type PatchRow } from './patchRows.ts';
import { describeRow, PatchSyntaxError } from './refusal.ts';
import { isPairOfNames, namesAt, pathsOf } from './unifiedNames.ts';

const BEGIN = /^\*{3}\s*Begin\s+Patch$/i;
const END = /^\*{3}\s*End\s+Patch$/i;
const MOVE = /^\*{3}\s*Move\s+to\s*:(.*)$/i;
const FILE_HEADER = /^\*{3}\s*(Add|Update|Delete)\s+File\s*:(.*)$/i;
const A_HEADER = '"*** Add File: path", "*** Update File: path" or "*** Delete File: path"';

/**
 * Reads a patch in the `*** Begin Patch` format that GPT-5 models write: what happens to each
 * file, in the order of the patch. Borne with: CRLF, fences and here-documents around it, missing
 * markers, odd white space in headers, one patch after another, kept lines without their space
 * where that is clear. Everything else that is not in the format is an error.
 * @throws PatchSyntaxError
 */
export function parsePatch(patch: string): FileOperation[] {
  return patchOperations(patchBody(patchRows(patch)));
}

/** Whether a row begins a patch of this format. */
export function beginsPatch({ text }: PatchRow): boolean {
  return BEGIN.test(text.trim()) || FILE_HEADER.test(text.trim());
}

/**
 * The rows between the markers.
 * @throws PatchSyntaxError if there is something around them
 */
export function patchBody(rows: readonly PatchRow[]): readonly PatchRow[] {
  const [begin] = rows;
  if (begin === undefined || !beginsPatch(begin)) {
    throw new PatchSyntaxError(begin?.line ?? 1, describeRow(begin), '"*** Begin Patch"');
  }
  const body: PatchRow[] = [];
  let isInside = true;
  for (const row of rows) {
    if (BEGIN.test(row === begin ? row.text.trim() : row.text.trimEnd())) isInside = true;
    else if (END.test(row === rows.at(-1) ? row.text.trim() : row.text.trimEnd())) isInside = false;
    else if (isInside) body.push(row);
    else if (!isBlank(row) && !isFence(row)) {
      throw new PatchSyntaxError(row.line, describeRow(row), 'nothing after "*** End Patch"');
    }
  }
  return body;
}

/**
 * Reads the rows between the markers.
 * @throws PatchSyntaxError
 */
export function patchOperations(body: readonly PatchRow[]): FileOperation[] {
  return sections(body).map(fileOperation);
}

interface Section {
  readonly kind: 'add' | 'update' | 'delete';
  readonly path: string;
  readonly header: PatchRow;
  readonly rows: PatchRow[];
}

function sections(rows: readonly PatchRow[]): Section[] {
  const found: Section[] = [];
  for (const row of rows) {
    const current = found.at(-1);
    // Among the lines of an update a row with a space in front is a kept line, whatever it says.
    const text = current?.kind === 'update' ? row.text : row.text.trimStart();
    const [, written, path] = FILE_HEADER.exec(text) ?? [];
    const kind = written?.toLowerCase();
    if (kind === 'add' || kind === 'update' || kind === 'delete') {
      found.push({ kind, path: pathOf(path, row), header: row, rows: [] });
    } else if (current !== undefined) current.rows.push(row);
    else if (!isBlank(row)) throw new PatchSyntaxError(row.line, describeRow(row), A_HEADER);
  }
  if (found.length === 0) throw new PatchSyntaxError(2, 'no file', A_HEADER);
  return found;
}

function fileOperation({ kind, path, header, rows }: Section): FileOperation {
  switch (kind) {
    case 'add':
      return { kind: 'create', path, text: addedText(rows, `${A_HEADER} or "*** End Patch"`) };
    case 'delete':
      requireBlank(rows, `${A_HEADER} or "*** End Patch": a deleted file has no lines`);
      return { kind: 'delete', path };
    case 'update':
      return update(path, header, rows);
  }
}

function update(path: string, header: PatchRow, rows: readonly PatchRow[]): FileOperation {
  const start = rows.findIndex(row => !isBlank(row));
  const first = rows[start];
  const [, target] = MOVE.exec(first?.text ?? '') ?? [];
  if (first !== undefined && target !== undefined) {
    const moveTo = pathOf(target, first);
    return { kind: 'update', path, moveTo, hunks: parseHunks(rows.slice(start + 1)) };
  }
  const misplaced = rows.find(({ text }) => MOVE.test(text));
  if (misplaced !== undefined) {
    throw new PatchSyntaxError(
      misplaced.line,
      describeRow(misplaced),
      `it straight below line ${header.line}, "*** Update File: ${path}"`,
    );
  }
  const hunks = parseHunks(withoutNames(rows.slice(Math.max(0, start)), path));
  if (hunks.length > 0) return { kind: 'update', path, hunks };
  throw new PatchSyntaxError(
    header.line,
    'an update without hunks',
    'a line @@ and lines that begin with a space, - or + after it',
  );
}

/**
 * Without the two rows of names that a unified diff has above its first `@@`. What names no file,
 * or another one, is a removed and an added line.
 */
function withoutNames(rows: readonly PatchRow[], path: string): readonly PatchRow[] {
  if (!isPairOfNames(rows, 0) || rows[2]?.text.startsWith('@@') !== true) return rows;
  const { old = null, now = null } = pathsOf(namesAt(rows, 0)) ?? {};
  const names = [old, now].filter(name => name !== null);
  const areOfFile = names.length > 0 && names.every(name => `/${path}`.endsWith(`/${name}`));
  return areOfFile ? rows.slice(2) : rows;
}

/** Models put paths between quotes or back-ticks at times. */
const QUOTED = /^(["'`])(.+)\1$/;

function pathOf(written: string | undefined, row: PatchRow): string {
  const path = written?.trim() ?? '';
  if (path === '') throw new PatchSyntaxError(row.line, describeRow(row), 'a path after the colon');
  return QUOTED.exec(path)?.[2] ?? path;
}
