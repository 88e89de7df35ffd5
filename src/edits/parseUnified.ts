import { addedText } from './addedText.ts';
import type { FileOperation } from './operations.ts';
import { parseHunks } from './parseHunks.ts';
import { patchRows, type PatchRow } from './patchRows.ts';
import { describeRow, PatchSyntaxError } from './refusal.ts';
import { fileName, pathsOf, type WrittenNames } from './unifiedNames.ts';
import { unifiedSections, type UnifiedSection } from './unifiedSections.ts';

/**
 * Reads a unified diff, as `diff -u` and `git diff` write it and models imitate it: what happens to
 * each file, in its order. Line numbers are hints, and counts need not be right. Borne with: CRLF,
 * fences, text above, timestamps, missing prefixes.
 * @throws PatchSyntaxError
 */
export function parseUnified(diff: string): FileOperation[] {
  return unifiedOperations(patchRows(diff));
}

/**
 * Reads the rows of a unified diff.
 * @throws PatchSyntaxError
 */
export function unifiedOperations(rows: readonly PatchRow[]): FileOperation[] {
  return unifiedSections(rows).map(fileOperation);
}

function fileOperation(section: UnifiedSection): FileOperation {
  const unusable = section.remarks.find(({ text }) => /^(?:copy |Binary |GIT binary)/.test(text));
  if (unusable !== undefined) {
    throw new PatchSyntaxError(
      unusable.line,
      describeRow(unusable),
      'a change of text; files are not copied, and binary ones not changed',
    );
  }
  const { old, now } = paths(section);
  if (now === null) return deletion(named(old, section), section.rows);
  const path = named(now, section);
  if (old === null) {
    return { kind: 'create', path, text: addedText(section.rows, 'the next file') };
  }
  const hunks = parseHunks(section.rows);
  if (old !== now) return { kind: 'update', path: named(old, section), moveTo: path, hunks };
  if (hunks.length > 0) return { kind: 'update', path, hunks };
  throw new PatchSyntaxError(
    section.header.line,
    'a file without hunks',
    'a line @@ and lines that begin with a space, - or + after it',
  );
}

function deletion(path: string, rows: readonly PatchRow[]): FileOperation {
  const hasLines = rows.some(({ text }) => !text.startsWith('@@'));
  return { kind: 'delete', path, ...(hasLines ? { hunks: parseHunks(rows) } : {}) };
}

function paths({ header, gitName, names, remarks }: UnifiedSection): WrittenNames {
  const remark = (start: string): string | undefined =>
    remarks.find(({ text }) => text.startsWith(start))?.text.slice(start.length);
  const [from, to] = [remark('rename from '), remark('rename to ')];
  if (from !== undefined && to !== undefined) return { old: fileName(from), now: fileName(to) };
  const meant = names === undefined ? bothFrom(gitName) : pathsOf(names, gitName);
  if (meant === undefined) {
    throw new PatchSyntaxError(
      header.line,
      describeRow(header),
      names === undefined
        ? '"--- a/path" and "+++ b/path" below it'
        : 'the same path after "--- a/" and "+++ b/" or, if it moves, "rename from path" and "rename to path" above, or a patch with "*** Move to: path"',
    );
  }
  return {
    old: remark('new file mode ') === undefined ? meant.old : null,
    now: remark('deleted file mode ') === undefined ? meant.now : null,
  };
}

function bothFrom(gitName: string | undefined): WrittenNames | undefined {
  return gitName === undefined ? undefined : { old: gitName, now: gitName };
}

function named(path: string | null, { header }: UnifiedSection): string {
  if (path !== null && path !== '') return path;
  throw new PatchSyntaxError(header.line, describeRow(header), 'the path of a file');
}
