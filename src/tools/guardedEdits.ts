import * as l10n from '@vscode/l10n';
import type { Guarded } from '../base/accessLevel.ts';
import { isInGitDirectory } from './gitDirectory.ts';
import { guardOf } from './guard.ts';
import { linkedNames, linkedPlaces } from './linkedPlaces.ts';
import { namesOf } from './paths.ts';
import type { FileChange, WorkspacePath } from './ports.ts';
import { protectedReason } from './protectedFiles.ts';
import type { ToolContext } from './tool.ts';

/** The files of an edit, moves at both ends, that need a person's word, each reason once. */
export async function guardedEdits(
  changes: readonly FileChange[],
  context: Pick<ToolContext, 'access' | 'files' | 'paths'>,
): Promise<readonly Guarded[]> {
  const places = changes.flatMap(placesOf);
  const guarded = await Promise.all(places.map(path => guardedPlace(path, places, context)));
  return guarded.flat();
}

/** Every place that a change takes or leaves. */
export function placesOf(change: FileChange): readonly WorkspacePath[] {
  return change.kind === 'update' && change.moveTo !== undefined
    ? [change.path, change.moveTo]
    : [change.path];
}

/** What a place is called, also by the links of the workspace that lead to it. */
export async function allNamesOf(
  path: WorkspacePath,
  context: Pick<ToolContext, 'files' | 'paths'>,
): Promise<string[]> {
  return [...namesOf(path), ...linkedNames(path, await linkedPlaces(context))];
}

async function guardedPlace(
  path: WorkspacePath,
  all: readonly WorkspacePath[],
  context: Pick<ToolContext, 'access' | 'files' | 'paths'>,
): Promise<readonly Guarded[]> {
  const { display, uri } = path;
  const guarded: Guarded[] = [];
  const names = await allNamesOf(path, context);
  if (await isInGitDirectory(path, all, context.files)) names.push('.git');
  const reason = names.map(protectedReason).find(each => each !== undefined);
  if (reason !== undefined) guarded.push({ path: display, uri, level: 'protected', reason });
  const read = await guardOf(path, context);
  if (read !== undefined) guarded.push(read);
  if (await context.access.isHardLinked(path)) {
    guarded.push({
      path: display,
      uri,
      level: 'outside',
      reason: l10n.t('The same file has another name, perhaps outside of the workspace.'),
    });
  }
  return guarded;
}
