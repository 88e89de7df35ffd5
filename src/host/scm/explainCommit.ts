import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { readRef, type ChipRef } from '../attachments/chipRef.ts';
import { chosenRepository } from './repositories.ts';
import type { ScmParts } from './scmParts.ts';

/** An entry of git's timeline, or what other extensions may hand over. */
const CommitLike = z.object({ ref: z.string().regex(/^[0-9a-f]{40,64}$/) });

/** Asks in the chat what a commit does, with its diff attached. @throws PlumbError */
export async function explainCommit(
  [entry, place]: readonly unknown[],
  { attachments, askInChat }: ScmParts,
): Promise<void> {
  const meant = CommitLike.safeParse(entry).data;
  const ref = meant === undefined ? await pickedCommit(attachments) : await named(meant.ref, place);
  if (ref === undefined) return;
  const text = l10n.t(
    'Explain this commit: what it changes, why as far as it shows, and what to watch out for.',
  );
  await askInChat({ text, about: [ref] });
}

async function named(hash: string, place: unknown): Promise<ChipRef | undefined> {
  const repository = await chosenRepository([place]);
  if (repository === undefined) return undefined;
  return { kind: 'commit', folder: repository.rootUri.toString(), hash };
}

async function pickedCommit(attachments: ScmParts['attachments']): Promise<ChipRef | undefined> {
  const commits = await attachments.complete('@', 'commit:');
  const picked = await vscode.window.showQuickPick(
    commits.map(({ ref, label, detail }) => ({ ref, label, description: detail })),
    {
      title: l10n.t('Plumb: Explain which commit?'),
      placeHolder: commits.length === 0 ? l10n.t('No commits yet') : '',
      matchOnDescription: true,
    },
  );
  return picked && readRef(picked.ref);
}
