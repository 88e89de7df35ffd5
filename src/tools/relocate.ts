import { PlumbError } from '../base/errors.ts';
import type { DiffFile } from '../edits/lineDiff.ts';
import { textNow } from './textNow.ts';
import type { FileChange } from './ports.ts';
import { ToolRefusal, type EditProposal, type ToolContext } from './tool.ts';

/** The same change for files as they are now, or why there is none, in words for the model. */
export type Relocation =
  { readonly proposal: EditProposal; readonly heading: string } | { readonly refusal: string };

/**
 * After a file turned out to have changed since a change was worked out (R02, R03): works it out
 * anew, and gives it if it is the same one.
 *
 * What was shown must be what runs (invariant 3). A person who agrees to a diff agrees to these
 * lines being removed and those being added in these files; where the lines stand is not theirs to
 * decide, and typing above them moves them. So the new change may differ in line numbers and in the
 * lines around it, and in nothing else: not in a file, nor in a removed or added line, nor in how
 * many tolerances it took to find the places. Line hints do not help to find them, because the text
 * is none that the model was shown.
 * @param prepare works out the proposal as it was worked out the first time
 */
export async function relocated(
  shown: EditProposal,
  prepare: () => Promise<EditProposal>,
  context: ToolContext,
): Promise<Relocation> {
  let fresh: EditProposal;
  try {
    fresh = await prepare();
  } catch (error) {
    if (!(error instanceof ToolRefusal || error instanceof PlumbError)) throw error;
    return refused(error.message, shown, context);
  }
  if (!isSameChange(shown, fresh)) {
    return refused(
      'The edit would remove or add other lines now than those that were shown.',
      shown,
      context,
    );
  }
  const changed = shown.changes.filter((change, index) => {
    const now = fresh.changes[index];
    return baselineOf(change) !== (now === undefined ? undefined : baselineOf(now));
  });
  const names = changed.map(({ path }) => path.display).join(', ');
  return {
    proposal: fresh,
    heading: `Applied, but not where it was worked out: ${names} had been changed meanwhile, by the user or by another program. The same lines were found again and changed where they stand now; read the file before you edit more of it.`,
  };
}

function isSameChange(a: EditProposal, b: EditProposal): boolean {
  return (
    a.changes.length === b.changes.length &&
    (a.notes ?? []).length === (b.notes ?? []).length &&
    a.changes.every((change, index) => isSameTarget(change, b.changes[index])) &&
    a.diff.every((file, index) => fingerprint(file) === fingerprint(b.diff[index]))
  );
}

function isSameTarget(a: FileChange, b: FileChange | undefined): boolean {
  return a.kind === b?.kind && a.path.uri === b.path.uri && targetOf(a) === targetOf(b);
}

function targetOf(change: FileChange): string | undefined {
  return change.kind === 'update' ? change.moveTo?.uri : undefined;
}

function baselineOf(change: FileChange): string | undefined {
  return change.kind === 'create' ? undefined : change.baselineHash;
}

/** Everything of a file's diff but line numbers, the lines around, and where hunks are divided. */
function fingerprint(file: DiffFile | undefined): string {
  if (file === undefined) return '';
  const { path, change, newPath, hunks } = file;
  const lines = hunks.flatMap(hunk => hunk.lines.filter(line => line.kind !== 'context'));
  return JSON.stringify([path, change, newPath, lines.map(({ kind, text }) => [kind, text])]);
}

async function refused(
  why: string,
  shown: EditProposal,
  context: ToolContext,
): Promise<Relocation> {
  const texts = await textNow(shown, context);
  return {
    refusal: [
      'a file was changed meanwhile, by the user or by another program, and the edit does not fit it any more.',
      why,
      ...texts,
      'Take the file as it is now, keep what the user did, and make the edit anew if it is still needed.',
    ].join('\n'),
  };
}
