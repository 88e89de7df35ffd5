import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { cutLine } from '../../base/text.ts';
import { charactersOf, cutUnits, fairShares } from '../../tools/cutUnits.ts';
import { requireGranted } from '../../tools/guard.ts';
import { placeIn, shownDiff, type ShownFile } from '../../tools/shownDiff.ts';
import { ToolRefusal, type ToolContext } from '../../tools/tool.ts';
import { realUri } from '../files/realPath.ts';
import { RepositoryState, UNTRACKED, type GitRepository } from '../git/gitApi.ts';

const MAX_LINE = 1_000;
/** New files that are read. */
const MAX_NEW_FILES = 60;

/** What changed in a repository, past the guards. */
export interface RepositoryChanges {
  readonly files: readonly ShownFile[];
  /** Names of files that must not be shown, or could not all be looked at. */
  readonly leftOut: readonly string[];
}

/**
 * @param against `index`: what is staged; `worktree`: what is not, with the files that git does not
 * know yet; a commit: all that differs from it, with those files too
 */
export async function changesOf(
  repository: GitRepository,
  against: string,
  context: ToolContext,
): Promise<RepositoryChanges> {
  const path = { display: '.', uri: await realUri(repository.rootUri.toString()) };
  const { root, text, more } = await context.git.diff({ against, path }, context.signal);
  const known = await shownDiff({ root, text }, context);
  const unseen = more === 0 ? [] : [`${more} more files`];
  if (against === 'index') return { files: known.files, leftOut: [...known.leftOut, ...unseen] };
  const fresh = await newFiles(repository, root, context);
  return {
    files: [...known.files, ...fresh.files],
    leftOut: [...known.leftOut, ...fresh.leftOut, ...unseen],
  };
}

/**
 * The changes in at most so many characters, which the files share fairly; where something is cut or
 * left out a line says so, for the model.
 */
export function changesText(
  { files, leftOut }: RepositoryChanges,
  limit: number,
): { readonly text: string; readonly isCut: boolean } {
  const shares = fairShares(
    files.map(({ lines }) => charactersOf(lines)),
    limit,
  );
  let isCut = false;
  const sections = files.map(({ heading, lines }, index) => {
    const limits = { characters: shares[index] ?? 0, units: lines.length };
    const { head, tail, leftOut: gap } = cutUnits(lines, limits);
    if (gap !== undefined) isCut = true;
    return [
      `${heading}:`,
      ...head.map(unit => unit.text),
      ...(gap === undefined ? [] : [`[${gap.last - gap.first + 1} lines left out]`]),
      ...tail.map(unit => unit.text),
    ].join('\n');
  });
  const names = leftOut.length === 0 ? [] : [`[Changed too, and not shown: ${leftOut.join(', ')}]`];
  return { text: [...sections, ...names].join('\n\n'), isCut };
}

/** Files that git does not know yet, as if all of them were added. */
async function newFiles(
  repository: GitRepository,
  root: string,
  context: ToolContext,
): Promise<RepositoryChanges> {
  await repository.status();
  const { workingTreeChanges, untrackedChanges = [] } = RepositoryState.parse(repository.state);
  const uris = [...workingTreeChanges, ...untrackedChanges]
    .filter(({ status }) => status === UNTRACKED)
    .map(({ uri }) => uri);
  const files: ShownFile[] = [];
  const leftOut: string[] = [];
  for (const uri of uris.slice(0, MAX_NEW_FILES)) {
    context.signal.throwIfAborted();
    const shown = await newFile(uri, repository, root, context);
    if (typeof shown === 'string') leftOut.push(shown);
    else files.push(shown);
  }
  if (uris.length > MAX_NEW_FILES) leftOut.push(`${uris.length - MAX_NEW_FILES} more new files`);
  return { files, leftOut };
}

/** @returns its name if it must not be shown, or is no text */
async function newFile(
  uri: vscode.Uri,
  { rootUri }: GitRepository,
  root: string,
  context: ToolContext,
): Promise<ShownFile | string> {
  const path = uri.path.slice(rootUri.path.replace(/\/$/, '').length + 1);
  try {
    const place = await placeIn(root, path, context);
    const source = await requireGranted(place, context);
    const { text } = await context.files.read(place);
    const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
    const added = ['new file', `@@ -0,0 +1,${lines.length} @@`, ...lines.map(line => `+${line}`)];
    return {
      kind: 'shown',
      heading: place.display,
      place,
      lines: added.map((line, index) => ({ number: index + 1, text: cutLine(line, MAX_LINE) })),
      sources: [source],
    };
  } catch (error) {
    if (error instanceof ToolRefusal || error instanceof PlumbError) {
      return vscode.workspace.asRelativePath(uri);
    }
    throw error;
  }
}
