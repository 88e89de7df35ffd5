import type { Guarded } from '../base/accessLevel.ts';
import type { TextSource } from '../base/textSource.ts';
import type { WorkspacePath } from './ports.ts';
import { ToolRefusal, type ToolContext } from './tool.ts';

/** What a person has to be asked about before the model is shown a file; undefined if nothing. */
export async function guardOf(
  path: WorkspacePath,
  { access }: Pick<ToolContext, 'access'>,
): Promise<Guarded | undefined> {
  const { ignored } = await access.standing(path);
  return ignored
    ? { path: path.display, uri: path.uri, level: 'ignored', reason: 'The workspace ignores it.' }
    : undefined;
}

/**
 * Checks at the time of use what `guardOf` was asked before: nothing guarded is shown that was not
 * granted, whatever a file became in between.
 * @returns where its text comes from
 * @throws ToolRefusal if a person would have to be asked
 */
export async function requireGranted(
  path: WorkspacePath,
  context: Pick<ToolContext, 'access' | 'granted'>,
): Promise<TextSource> {
  const guarded = await guardOf(path, context);
  if (guarded !== undefined && !context.granted.has(path.uri)) {
    throw new ToolRefusal(`${path.display} is guarded: ${guarded.reason} Read it with read_file.`);
  }
  const origin = guarded?.level === 'ignored' ? 'ignored' : 'workspace';
  return { origin, name: path.display };
}
