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
  readonly repositories: readonly GitRepository[];
  getRepository(uri: vscode.Uri): GitRepository | null;
  openRepository(root: vscode.Uri): Promise<GitRepository | null>;
}

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  /** Where a person writes the commit message. */
  readonly inputBox: { value: string };
  /** Checked by `RepositoryState`. */
  readonly state: unknown;
  /** Looks at the files anew, so that `state` is true. */
  status(): Promise<void>;
  diff(cached: boolean): Promise<unknown>;
  diffWith(ref: string, path?: string): Promise<unknown>;
  diffBetween(ref1: string, ref2: string, path?: string): Promise<unknown>;
  getCommit(ref: string): Promise<unknown>;
  getMergeBase(ref1: string, ref2: string): Promise<unknown>;
  getBranches(query: { readonly remote: boolean; readonly count: number }): Promise<unknown>;
  /** The branch that another was made from, as VS Code works it out. */
  getBranchBase(name: string): Promise<unknown>;
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

const Change = z.object({
  uri: z.custom<vscode.Uri>(value => value instanceof vscode.Uri),
  status: z.int(),
});
const Ref = z.object({ name: z.string().optional(), remote: z.string().optional() });
export const RepositoryState = z.object({
  HEAD: z
    .object({ name: z.string().optional(), upstream: z.unknown().optional() })
    .optional()
    .catch(undefined),
  indexChanges: z.array(Change),
  workingTreeChanges: z.array(Change),
  untrackedChanges: z.array(Change).optional(),
});
export const Branches = z.array(Ref);
export const OneBranch = Ref.optional().catch(undefined);
/** `Status.UNTRACKED` of git.d.ts. */
export const UNTRACKED = 7;

/** Waits until the extension has looked for repositories after VS Code began. */
export function gitInitialized(api: GitApi): Promise<void> {
  if (api.state === 'initialized') return Promise.resolve();
  return new Promise(resolve => {
    const listening = api.onDidChangeState(state => {
      if (state !== 'initialized') return;
      listening.dispose();
      resolve();
    });
  });
}

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
