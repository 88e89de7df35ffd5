import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { encodeRef } from '../attachments/chipRef.ts';
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
  const [attachment] = await attachments.read([ref]);
  if (attachment === undefined) return;
  await askInChat(
    l10n.t(
      'Explain this commit: what it changes, why as far as it shows, and what to watch out for.',
    ),
    attachment,
  );
}

async function named(hash: string, place: unknown): Promise<string | undefined> {
  const repository = await chosenRepository([place]);
  if (repository === undefined) return undefined;
  return encodeRef({ kind: 'commit', folder: repository.rootUri.toString(), hash });
}

async function pickedCommit(attachments: ScmParts['attachments']): Promise<string | undefined> {
  const commits = await attachments.complete('@', 'commit:');
  const picked = await vscode.window.showQuickPick(
    commits.map(({ ref, label, detail }) => ({ ref, label, description: detail })),
    {
      title: l10n.t('Plumb: Explain which commit?'),
      placeHolder: commits.length === 0 ? l10n.t('No commits yet') : '',
      matchOnDescription: true,
    },
  );
  return picked?.ref;
}
