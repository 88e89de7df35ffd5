import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { PlumbError } from '../../base/errors.ts';
import { gitApi, gitInitialized, type GitApi, type GitRepository } from '../git/gitApi.ts';

const UriLike = z.custom<vscode.Uri>(value => value instanceof vscode.Uri);

/** What the menus of the Source Control view hand over, and what other extensions may. */
const Meant = z.union([
  UriLike.transform(uri => uri),
  z.object({ rootUri: UriLike }).transform(({ rootUri }) => rootUri),
  z
    .object({ resourceStates: z.array(z.object({ resourceUri: UriLike })).min(1) })
    .transform(({ resourceStates }) => resourceStates[0]?.resourceUri),
]);

/**
 * The repository that is meant: by the argument of a menu, else the only one, else the one that a
 * person picks, that of the active editor first.
 * @returns undefined if none was picked
 * @throws PlumbError if git is off or no repository is open
 */
export async function chosenRepository([argument]: readonly unknown[]): Promise<
  GitRepository | undefined
> {
  const { repositories, getRepository } = await openRepositories();
  const meant = Meant.safeParse(argument).data;
  const named = meant === undefined ? null : getRepository(meant);
  if (named !== null) return named;
  const [only, ...others] = repositories;
  if (only === undefined) {
    throw new PlumbError(
      l10n.t('No git repository is open in VS Code. Open a folder that is in one.'),
    );
  }
  if (others.length === 0) return only;
  const picked = await vscode.window.showQuickPick(
    activeFirst(repositories, getRepository).map(repository => ({
      label: repositoryName(repository),
      description: repository.rootUri.fsPath,
      repository,
    })),
    { title: l10n.t('Plumb: Which repository?') },
  );
  return picked?.repository;
}

function activeFirst(
  repositories: readonly GitRepository[],
  getRepository: (uri: vscode.Uri) => GitRepository | null,
): readonly GitRepository[] {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const active = uri === undefined ? null : getRepository(uri);
  const isActive = ({ rootUri }: GitRepository): boolean =>
    String(rootUri) === String(active?.rootUri);
  return [...repositories.filter(isActive), ...repositories.filter(one => !isActive(one))];
}

/** For people. */
export function repositoryName({ rootUri }: Pick<GitRepository, 'rootUri'>): string {
  return rootUri.path.split('/').at(-1) ?? rootUri.path;
}

async function openRepositories(): Promise<{
  readonly repositories: readonly GitRepository[];
  readonly getRepository: (uri: vscode.Uri) => GitRepository | null;
}> {
  const api: GitApi = await gitApi().catch((error: unknown) => {
    throw new PlumbError(
      l10n.t('Git is off in VS Code, or no git was found. Look at the setting git.enabled.'),
      { cause: error },
    );
  });
  await gitInitialized(api);
  return { repositories: api.repositories, getRepository: uri => api.getRepository(uri) };
}
