import * as vscode from 'vscode';
import * as z from 'zod';
import { PlumbError } from '../../base/errors.ts';

/**
 * The few parts that are used of the API, version 1, of VS Code's git extension
 * (extensions/git/src/api/git.d.ts). What its methods resolve to is parsed where it is used.
 */
export interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<'uninitialized' | 'initialized'>;
  getRepository(uri: vscode.Uri): GitRepository | null;
  openRepository(root: vscode.Uri): Promise<GitRepository | null>;
}

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  diff(cached: boolean): Promise<unknown>;
  diffWith(ref: string, path?: string): Promise<unknown>;
  diffBetween(ref1: string, ref2: string, path?: string): Promise<unknown>;
  getCommit(ref: string): Promise<unknown>;
  log(options: { readonly maxEntries: number; readonly path?: string }): Promise<unknown>;
}

interface GitExtension {
  getAPI(version: 1): GitApi;
}

/** @throws PlumbError if the git extension is off or finds no git */
export async function gitApi(): Promise<GitApi> {
  const extension = vscode.extensions.getExtension<unknown>('vscode.git');
  if (extension === undefined) throw off(undefined);
  try {
    const exported = await extension.activate();
    if (!isGitExtension(exported)) throw new TypeError('It exports no getAPI');
    // Throws where the setting git.enabled is off or there is no git.
    return exported.getAPI(1);
  } catch (error) {
    throw off(error);
  }
}

/** What the API resolves to, for that is another extension's word. */
export const DiffText = z.string();
export const CommitFields = z.object({
  hash: z.string().regex(/^[0-9a-f]{40,64}$/),
  message: z.string(),
  authorName: z.string().optional(),
  authorDate: z.date().optional(),
});
const FileUri = z.object({ fsPath: z.string() });
export const Changes = z.array(z.object({ uri: FileUri, originalUri: FileUri }));

function isGitExtension(value: unknown): value is GitExtension {
  return (
    typeof value === 'object' &&
    value !== null &&
    'getAPI' in value &&
    typeof value.getAPI === 'function'
  );
}

function off(cause: unknown): PlumbError {
  return new PlumbError(
    "VS Code's git extension is off, or found no git. Do without it, or ask the user to turn it on.",
    { cause },
  );
}
