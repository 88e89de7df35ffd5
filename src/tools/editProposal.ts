import type { DiffFile } from '../edits/lineDiff.ts';
import { allNamesOf, guardedEdits, placesOf } from './guardedEdits.ts';
import type { FileChange } from './ports.ts';
import { warningsFor } from './riskyContent.ts';
import type { EditContext, EditProposal } from './tool.ts';

/** A change as a person is asked about it: with the files that are no plain edit, and warnings. */
export async function editProposal(
  edit: {
    readonly changes: readonly FileChange[];
    readonly diff: readonly DiffFile[];
    readonly notes: readonly string[];
  },
  context: EditContext,
): Promise<EditProposal> {
  const { changes, diff, notes } = edit;
  const guarded = await guardedEdits(changes, context);
  const names = changes
    .flatMap(placesOf)
    .map(async place => [place.display, await allNamesOf(place, context)] as const);
  const warnings = warningsFor(diff, new Map(await Promise.all(names)));
  return {
    kind: 'edit',
    changes,
    diff,
    ...(notes.length > 0 ? { notes } : {}),
    ...(guarded.length > 0 ? { guarded } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}
