import * as l10n from '@vscode/l10n';
import type { Guarded } from '../base/accessLevel.ts';
import { PlumbError } from '../base/errors.ts';
import { secretsIn } from '../base/secretText.ts';
import type { Origin, TextSource } from '../base/textSource.ts';
import { linkedNames, linkedPlaces, type LinkedPlace } from './linkedPlaces.ts';
import { isOutside, namesOf } from './paths.ts';
import { MAX_FILE_BYTES, type FilesPort, type WorkspacePath } from './ports.ts';
import { isDependency, isSecretByName } from './secretFiles.ts';
import { ToolRefusal, type EditContext, type ToolContext } from './tool.ts';

type GuardContext = Pick<ToolContext, 'access' | 'files' | 'paths'>;

/** What a person has to be asked about before the model is shown a file; undefined if nothing. */
export async function guardOf(
  path: WorkspacePath,
  context: GuardContext,
): Promise<Guarded | undefined> {
  return (await look(path, context)).guarded;
}

/** As `guardOf`, for a text that a person looks at and that is no file of the workspace. */
export function guardOfLooseText(path: WorkspacePath, text: string): Guarded | undefined {
  const { guarded } = lookAtName(path, []);
  return guarded?.level === 'secret' ? guarded : holding(path, secretsIn(text))?.guarded;
}

/**
 * Checks at the time of use what `guardOf` was asked before: nothing guarded is shown that was not
 * granted, whatever a file became in between.
 * @returns where its text comes from
 * @throws ToolRefusal if a person would have to be asked
 */
export async function requireGranted(
  path: WorkspacePath,
  context: GuardContext & Pick<ToolContext, 'granted'>,
): Promise<TextSource> {
  const { guarded, origin } = await look(path, context);
  if (guarded !== undefined && !context.granted.has(path.uri)) {
    throw new ToolRefusal(
      `${path.display} is guarded: ${guarded.reason} Read it with read_file, which asks the user.`,
    );
  }
  return { origin, name: path.display };
}

/**
 * Keeps what a guarded file says out of refusals, which quote a file's text: such a file is edited
 * only by a model that was shown it.
 * @throws ToolRefusal before anything of it is told
 */
export async function requireSeen(path: WorkspacePath, context: EditContext): Promise<void> {
  if (context.granted.has(path.uri) || context.shown.of(path).length > 0) return;
  const guarded = await guardOf(path, context);
  if (guarded === undefined) return;
  throw new ToolRefusal(
    `${path.display} is guarded: ${guarded.reason} Read it with read_file first, which asks the user. Nothing was changed.`,
  );
}

/**
 * As `requireGranted`, told by the name alone and without looking at the disk: for lists and
 * searches, which give much of many files and leave out what the workspace ignores.
 * @param linked of the workspace, looked up once for all files
 * @returns undefined if a person would have to be asked
 */
export function openByName(
  path: WorkspacePath,
  linked: readonly LinkedPlace[],
  { granted }: Pick<ToolContext, 'granted'>,
): TextSource | undefined {
  const { guarded, origin } = lookAtName(path, linked);
  if (guarded !== undefined && !granted.has(path.uri)) return undefined;
  return { origin, name: path.display };
}

/** A secret beats all the rest: what holds keys is asked about as such, wherever it lies. */
async function look(path: WorkspacePath, context: GuardContext): Promise<Looked> {
  const { access, files } = context;
  const named = lookAtName(path, await linkedPlaces(context));
  if (named.guarded?.level === 'secret') return named;
  const secret = holding(path, await secretsOf(path, files));
  if (secret !== undefined) return secret;
  if (named.guarded !== undefined) return named;
  return (await access.isIgnored(path))
    ? asGuarded(path, 'ignored', 'ignored', l10n.t('The workspace ignores it.'))
    : named;
}

function holding(path: WorkspacePath, secrets: readonly string[]): Looked | undefined {
  if (secrets.length === 0) return undefined;
  const reason = l10n.t('It holds keys or credentials: {0}.', secrets.join(', '));
  return asGuarded(path, 'secret', 'secret', reason);
}

interface Looked {
  readonly guarded: Guarded | undefined;
  readonly origin: Origin;
}

function lookAtName(path: WorkspacePath, linked: readonly LinkedPlace[]): Looked {
  if ([...namesOf(path), ...linkedNames(path, linked)].some(isSecretByName)) {
    const reason = l10n.t('Files of this name hold keys or credentials.');
    return asGuarded(path, 'secret', 'secret', reason);
  }
  if (isOutside(path)) {
    return asGuarded(path, 'outside', 'outside', l10n.t('It is outside of the workspace.'));
  }
  if (isDependency(path.display)) {
    const reason = l10n.t('It is a file of an installed package.');
    return asGuarded(path, 'ignored', 'dependency', reason);
  }
  return { guarded: undefined, origin: 'workspace' };
}

function asGuarded(
  { display, uri }: WorkspacePath,
  level: Guarded['level'],
  origin: Origin,
  reason: string,
): Looked {
  return { guarded: { path: display, uri, level, reason }, origin };
}

/** What a file holds of secrets; none where it is no text, or too long to be shown or edited. */
async function secretsOf(path: WorkspacePath, files: FilesPort): Promise<readonly string[]> {
  try {
    if ((await files.kind(path)) !== 'file') return [];
    if ((await files.size(path)) > MAX_FILE_BYTES) return [];
    return secretsIn((await files.read(path)).text);
  } catch (error) {
    if (error instanceof PlumbError) return [];
    throw error;
  }
}
