import { rebase, rebaseOnEarlier } from '../../edits/review/rebase.ts';
import type { AppliedFile } from '../edits/transactions.ts';
import { put, without, type TrackedFile, type TrackedFiles } from './trackedFile.ts';

/**
 * What is under review after a file was set back to a state of before, by a checkpoint. Nothing new
 * comes under review, and what is as before the agent's edits is no longer.
 */
export function followSettingBack(
  files: TrackedFiles,
  { display, before, after }: AppliedFile,
): TrackedFiles {
  // A file that was deleted is there again, by a decision.
  if (before === undefined) return after === undefined ? files : without(files, after.uri);
  const there = files.get(before.uri);
  if (there === undefined) return files;
  const rest = without(files, before.uri);
  if (after === undefined || there.change === 'delete') return rest;
  const { uri, text } = after;
  if (there.change === 'create') return put(rest, { ...there, uri, display, text });
  const movedFrom = there.movedFrom?.uri === uri ? undefined : there.movedFrom;
  return put(rest, {
    ...there,
    uri,
    display,
    movedFrom,
    text: rebaseOnEarlier(there.text, text),
  });
}

/**
 * A file as it is found, whoever changed it meanwhile.
 * @param text undefined if there is no such file
 * @returns undefined if nothing is left to decide
 */
export function found(file: TrackedFile, text: string | undefined): TrackedFile | undefined {
  // A person who deleted a file, or made one anew, has decided.
  if (file.change === 'delete') return text === undefined ? file : undefined;
  if (text === undefined) return undefined;
  if (file.change === 'create') return file.text === text ? file : { ...file, text };
  const next = rebase(file.text, text);
  return next === file.text ? file : { ...file, text: next };
}

/** Files and folders that a person renamed are followed. */
export function followRename(
  files: TrackedFiles,
  from: string,
  to: string,
  displayOf: (uri: string) => string,
): TrackedFiles {
  let next = files;
  for (const file of files.values()) {
    const rest = restBelow(file.uri, from);
    if (rest === undefined || file.change === 'delete') continue;
    const uri = to + rest;
    const moved = { ...file, uri, display: displayOf(uri) };
    next = put(without(next, file.uri), {
      ...moved,
      ...(moved.change === 'update' && moved.movedFrom?.uri === uri
        ? { movedFrom: undefined }
        : {}),
    });
  }
  return next;
}

/** Files that a person deleted, also with their folder, are decided. */
export function followDeletion(files: TrackedFiles, uri: string): TrackedFiles {
  let next = files;
  for (const file of files.values()) {
    if (file.change === 'delete' || restBelow(file.uri, uri) === undefined) continue;
    next = without(next, file.uri);
  }
  return next;
}

/** What of a URI comes after that of a folder, or nothing if it is the same. */
function restBelow(uri: string, folder: string): string | undefined {
  if (uri === folder) return '';
  return uri.startsWith(`${folder}/`) ? uri.slice(folder.length) : undefined;
}
