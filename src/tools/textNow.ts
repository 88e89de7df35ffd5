import { PlumbError } from '../base/errors.ts';
import type { DiffFile, DiffHunk } from '../edits/lineDiff.ts';
import { splitLines } from '../edits/lines.ts';
import { guardOf } from './guard.ts';
import { numberedLine } from './numberedLines.ts';
import type { FilesPort } from './ports.ts';
import type { EditProposal, ToolContext } from './tool.ts';

const MAX_HUNKS = 3;
/** Lines that are shown of one hunk's place, and how many of them before and after it. */
const MAX_LINES = 30;
const LINES_AROUND = 3;

/**
 * For the model, after files changed under its edit: what stands now where the edit was to change
 * something, of each file that is not as it was. Nothing of files that are not to be read.
 */
export async function textNow(
  { changes, diff }: EditProposal,
  context: ToolContext,
): Promise<readonly string[]> {
  const shown: string[] = [];
  for (const [index, change] of changes.entries()) {
    const file = diff[index];
    if (change.kind === 'create' || file === undefined) continue;
    const now = await readable(context, change);
    if (now === undefined || now.hash === change.baselineHash) continue;
    shown.push(...places(file, now.text));
  }
  return shown;
}

async function readable(
  context: ToolContext,
  { path }: EditProposal['changes'][number],
): Promise<Awaited<ReturnType<FilesPort['read']>> | undefined> {
  const { files, granted } = context;
  try {
    // It may have become a file that holds keys since it was shown.
    if (!granted.has(path.uri) && (await guardOf(path, context)) !== undefined) return undefined;
    return (await files.kind(path)) === 'file' ? await files.read(path) : undefined;
  } catch (error) {
    if (error instanceof PlumbError) return undefined;
    throw error;
  }
}

function places({ path, hunks }: DiffFile, text: string): string[] {
  const lines = splitLines(text);
  return hunks.slice(0, MAX_HUNKS).flatMap(hunk => {
    const { first, last } = rangeOf(hunk, lines.length);
    return [
      `${path} now, lines ${first}-${last} of ${lines.length}:`,
      ...lines.slice(first - 1, last).map((line, index) => numberedLine(first + index, line.text)),
    ];
  });
}

/** The lines, from 1, around a hunk's old place, as far as the file has them. */
function rangeOf(
  { oldStart, lines }: DiffHunk,
  count: number,
): { readonly first: number; readonly last: number } {
  const length = lines.filter(line => line.kind !== 'added').length;
  const first = Math.max(1, Math.min(oldStart, count) - LINES_AROUND);
  const wanted = Math.min(oldStart + length + LINES_AROUND, first + MAX_LINES) - 1;
  return { first, last: Math.max(Math.min(wanted, count), Math.min(first, count)) };
}
