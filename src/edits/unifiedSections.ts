import { lackingLines, withoutEnd, withoutHeadingOfNext } from './hunkEnd.ts';
import { hunkHeader } from './hunkHeader.ts';
import { isBlank, opensFence, type PatchRow } from './patchRows.ts';
import { describeRow, PatchSyntaxError } from './refusal.ts';
import {
  areNames,
  fileName,
  gitName,
  isNameOf,
  isPairOfNames,
  isPrefixedPair,
  namesAt,
  type WrittenNames,
} from './unifiedNames.ts';

/** One file of a unified diff, as it is written. */
export interface UnifiedSection {
  readonly header: PatchRow;
  /** From the `diff --git` row, where both of its names are the same. */
  readonly gitName: string | undefined;
  /** From the `---` and `+++` rows. */
  readonly names: WrittenNames | undefined;
  /** `new file mode`, `rename from x` and the like: what git says of the file above its hunks. */
  readonly remarks: readonly PatchRow[];
  readonly rows: readonly PatchRow[];
}

interface OpenSection extends UnifiedSection {
  names: WrittenNames | undefined;
  readonly remarks: PatchRow[];
  readonly rows: PatchRow[];
}

const REMARK =
  /^(?:index |(?:old|new|deleted file|new file) mode |(?:dis)?similarity index |(?:rename|copy) (?:from|to) |Binary files |GIT binary patch)/;

/** Whether a row begins a unified diff. */
export function beginsUnified(rows: readonly PatchRow[], index = 0): boolean {
  const text = rows[index]?.text ?? '';
  return text.startsWith('diff --git ') || isPairOfNames(rows, index);
}

/**
 * The files of a unified diff. Text above the first one is passed over, as `patch` does.
 * @throws PatchSyntaxError if a file has one of its two names only, or there is no file
 */
export function unifiedSections(rows: readonly PatchRow[]): UnifiedSection[] {
  const found: OpenSection[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    if (row === undefined) break;
    const current = found.at(-1);
    if (row.text.startsWith('diff --git ')) {
      found.push({ ...section(row), gitName: gitName(row.text.trimEnd()) });
    } else if (isPairOfNames(rows, index) && !isContent(current, rows, index)) {
      const names = namesAt(rows, index);
      if (current !== undefined && isAboveHunks(current) && areOf(current, names)) {
        current.names = names;
      } else found.push({ ...section(row), names });
      index += 1;
    } else if (current === undefined || isAboveHunks(current)) {
      if (/^(?:---|\+\+\+) \S/.test(row.text)) throw halfOfNames(rows, index);
      if (current !== undefined && REMARK.test(row.text)) current.remarks.push(row);
      else if (current !== undefined && !isBlank(row)) current.rows.push(row);
    } else current.rows.push(row);
  }
  const [first] = found;
  if (first === undefined) {
    throw new PatchSyntaxError(rows[0]?.line ?? 1, 'no file', '"--- a/path" and "+++ b/path"');
  }
  const isFenced = rows.slice(0, rows.indexOf(first.header)).some(opensFence);
  return found.map(file => ({
    ...file,
    rows: file === found.at(-1) ? withoutEnd(file.rows, isFenced) : withoutHeadingOfNext(file.rows),
  }));
}

function section(header: PatchRow): OpenSection {
  return { header, gitName: undefined, names: undefined, remarks: [], rows: [] };
}

/** Whether names go with what `diff --git` and the rows below it say; another file may follow. */
function areOf({ gitName, remarks }: UnifiedSection, names: WrittenNames): boolean {
  const target = remarks.find(({ text }) => text.startsWith('rename to '))?.text.slice(10);
  const known = target === undefined ? gitName : (fileName(target) ?? undefined);
  return known === undefined || isNameOf(names.old, known) || isNameOf(names.now, known);
}

function isAboveHunks({ names, rows }: UnifiedSection): boolean {
  return names === undefined && rows.length === 0;
}

/**
 * Whether `--- x` and `+++ y` are a removed `-- x` and an added `++ y`: within hunks, unless a hunk
 * follows and the two can be names; and even then where the hunk, by its own count, lacks just
 * these two lines. But counts are wrong more often than lines have the prefixes of one path by
 * chance.
 */
function isContent(
  current: UnifiedSection | undefined,
  rows: readonly PatchRow[],
  index: number,
): boolean {
  if (current === undefined || current.rows.length === 0) return false;
  const next = rows[index + 2]?.text ?? '';
  if (!next.startsWith('@@')) return true;
  const names = namesAt(rows, index);
  if (!areNames(names)) return true;
  if (isPrefixedPair(names) && hunkHeader(next).counts !== undefined) return false;
  const lacking = lackingLines(current.rows);
  return lacking?.old === 1 && lacking.new === 1;
}

function halfOfNames(rows: readonly PatchRow[], index: number): PatchSyntaxError {
  const row = rows[index];
  return row?.text.startsWith('---') === true
    ? new PatchSyntaxError(
        row.line + 1,
        describeRow(rows[index + 1]),
        '"+++ b/path" below "--- a/path"',
      )
    : new PatchSyntaxError(row?.line ?? 1, describeRow(row), '"--- a/path" above "+++ b/path"');
}
