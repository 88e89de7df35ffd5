import * as vscode from 'vscode';
import * as z from 'zod';
import { untilAborted } from '../../base/abort.ts';
import { PlumbError } from '../../base/errors.ts';
import type { Commit, RepositoryDiff } from '../../tools/gitPort.ts';
import { realUri } from '../files/realPath.ts';
import { Changes, CommitFields, DiffText, gitApi } from './gitApi.ts';

/** Each file is asked for by itself. */
const MAX_FILES = 100;

const WithParents = CommitFields.extend({ parents: z.array(z.string()).optional() });

/**
 * What a commit says and what it changed, against its first parent; of a first commit nothing is
 * told, as VS Code's git compares commits only.
 * @param folder URI of a folder in the repository
 * @throws PlumbError if there is no such repository or commit
 */
export async function commitDiff(
  folder: string,
  hash: string,
  signal: AbortSignal,
): Promise<{ readonly commit: Commit; readonly diff: RepositoryDiff | undefined }> {
  const api = await gitApi();
  const repository = api.getRepository(vscode.Uri.parse(folder, true));
  if (repository === null) {
    throw new PlumbError('The folder of the commit is in no git repository that VS Code has open.');
  }
  const found = WithParents.parse(await untilAborted(repository.getCommit(hash), signal));
  const commit = {
    hash: found.hash,
    message: found.message,
    author: found.authorName ?? '',
    date: found.authorDate?.toISOString() ?? '',
  };
  const parent = found.parents?.[0];
  if (parent === undefined) return { commit, diff: undefined };
  const changes = Changes.parse(
    await untilAborted(repository.diffBetween(parent, found.hash), signal),
  );
  const files = [
    ...new Set(changes.flatMap(({ uri, originalUri }) => [originalUri.fsPath, uri.fsPath])),
  ];
  const texts: string[] = [];
  for (const file of files.slice(0, MAX_FILES)) {
    const text = await untilAborted(repository.diffBetween(parent, found.hash, file), signal);
    texts.push(DiffText.parse(text));
  }
  const root = await realUri(repository.rootUri.toString());
  const text = texts.map(one => (one === '' || one.endsWith('\n') ? one : `${one}\n`)).join('');
  return { commit, diff: { root, text, more: Math.max(0, files.length - MAX_FILES) } };
}
