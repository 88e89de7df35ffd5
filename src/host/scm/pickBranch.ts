import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { PlumbError } from '../../base/errors.ts';
import { Branches, OneBranch, RepositoryState, type GitRepository } from '../git/gitApi.ts';

/** Of each kind that are listed. */
const MOST = 100;

const Upstream = z.object({ remote: z.string(), name: z.string() });

/** A branch with which the present one is compared, and the commit that both come from. */
export interface ComparedBranch {
  readonly name: string;
  readonly mergeBase: string;
}

/**
 * Asks for a branch; the one that the present branch was made from and its upstream stand first.
 * @returns undefined if none was picked
 * @throws PlumbError if there is none, or nothing in common with it
 */
export async function pickBranch(repository: GitRepository): Promise<ComparedBranch | undefined> {
  // Another program may have switched branches since VS Code looked.
  await repository.status();
  const { HEAD } = RepositoryState.parse(repository.state);
  const current = HEAD?.name;
  const upstream = Upstream.safeParse(HEAD?.upstream).data;
  const base = current === undefined ? undefined : await branchBase(repository, current);
  const first = [base, upstream && `${upstream.remote}/${upstream.name}`];
  const lists = await Promise.all(
    [false, true].map(remote => repository.getBranches({ remote, count: MOST })),
  );
  const others = lists.flatMap(list => Branches.parse(list).map(({ name }) => name));
  const names = [...new Set([...first, ...others])].filter(
    name => name !== undefined && name !== current && !name.endsWith('/HEAD'),
  );
  if (names.length === 0) {
    throw new PlumbError(l10n.t('There is no other branch to compare with.'));
  }
  const picked = await vscode.window.showQuickPick(
    names.flatMap(name => (name === undefined ? [] : [{ label: name }])),
    { title: l10n.t('Plumb: Review what differs from which branch?') },
  );
  if (picked === undefined) return undefined;
  const name = picked.label;
  const mergeBase = z.string().safeParse(await repository.getMergeBase(name, 'HEAD')).data;
  if (mergeBase !== undefined) return { name, mergeBase };
  throw new PlumbError(l10n.t('{0} has no commit in common with the present branch.', name));
}

/** Undefined where VS Code cannot tell; it looks into the reflog for it. */
async function branchBase(repository: GitRepository, current: string): Promise<string | undefined> {
  const found = await Promise.resolve(repository.getBranchBase(current)).catch(() => undefined);
  const { name, remote } = OneBranch.parse(found) ?? {};
  if (name === undefined || remote === undefined || name.startsWith(`${remote}/`)) return name;
  return `${remote}/${name}`;
}
