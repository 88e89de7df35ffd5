import * as vscode from 'vscode';
import * as z from 'zod';
import { untilAborted } from '../../base/abort.ts';
import { PlumbError } from '../../base/errors.ts';
import type { GitPort } from '../../tools/gitPort.ts';
import type { WorkspacePath } from '../../tools/ports.ts';
import { editorUri } from '../files/editorUri.ts';
import { realUri } from '../files/realPath.ts';
import {
  Changes,
  CommitFields,
  DiffText,
  gitApi,
  gitInitialized,
  type GitRepository,
} from './gitApi.ts';

/** Against a commit each file is asked for by itself. */
const MAX_FILES = 200;

/** Git by VS Code's own extension: its rules of trust hold, and no process of ours is started. */
export function createGitPort(): GitPort {
  return {
    diff: async ({ against, path }, signal) => {
      const repository = await untilAborted(repositoryOf(path), signal);
      const root = await realUri(repository.rootUri.toString());
      if (against === 'worktree' || against === 'index') {
        const text = await untilAborted(repository.diff(against === 'index'), signal);
        return { root, text: DiffText.parse(text), more: 0 };
      }
      const { hash } = await untilAborted(commitOf(repository, against), signal);
      return { root, ...(await diffWithCommit(repository, hash, path, signal)) };
    },
    log: async ({ path, limit }, signal) => {
      const repository = await untilAborted(repositoryOf(path), signal);
      const place = await placeBelow(repository, path);
      const commits = await untilAborted(repository.log({ maxEntries: limit, ...place }), signal);
      return z
        .array(CommitFields)
        .parse(commits)
        .map(({ hash, message, authorName = '', authorDate }) => ({
          hash,
          message,
          author: authorName,
          date: authorDate?.toISOString() ?? '',
        }));
    },
  };
}

/** Nothing for all of a repository: with a path, git leaves out empty commits and most merges. */
async function placeBelow(
  { rootUri }: GitRepository,
  path: WorkspacePath | undefined,
): Promise<{ readonly path?: string }> {
  if (path === undefined || path.uri === (await realUri(rootUri.toString()))) return {};
  return { path: (await editorUri(path.uri)).fsPath };
}

async function repositoryOf(path: WorkspacePath | undefined): Promise<GitRepository> {
  const api = await gitApi();
  await gitInitialized(api);
  const uri =
    path === undefined ? vscode.workspace.workspaceFolders?.[0]?.uri : await editorUri(path.uri);
  const repository = uri === undefined ? null : api.getRepository(uri);
  if (repository !== null) return repository;
  throw new PlumbError(
    `${path?.display ?? 'The workspace folder'} is in no git repository that VS Code has open.`,
  );
}

/** The commit that a name stands for: from here on only its hash goes to git. */
async function commitOf(
  repository: GitRepository,
  name: string,
): Promise<z.infer<typeof CommitFields>> {
  try {
    return CommitFields.parse(await repository.getCommit(name));
  } catch (error) {
    throw new PlumbError(`There is no commit or branch ${name}. Look for one with git_log.`, {
      cause: error,
    });
  }
}

async function diffWithCommit(
  repository: GitRepository,
  hash: string,
  path: WorkspacePath | undefined,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly more: number }> {
  const changes = Changes.parse(await untilAborted(repository.diffWith(hash), signal));
  const base = path === undefined ? undefined : (await editorUri(path.uri)).fsPath;
  const files = [
    ...new Set(changes.flatMap(({ uri, originalUri }) => [originalUri.fsPath, uri.fsPath])),
  ].filter(file => base === undefined || file === base || file.startsWith(`${base}/`));
  const texts: string[] = [];
  for (const file of files.slice(0, MAX_FILES)) {
    texts.push(DiffText.parse(await untilAborted(repository.diffWith(hash, file), signal)));
  }
  return { text: texts.map(withEnd).join(''), more: Math.max(0, files.length - MAX_FILES) };
}

function withEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
