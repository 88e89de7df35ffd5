import type { TextSource } from '../base/textSource.ts';
import { requireGranted } from './guard.ts';
import { resolveWorkspacePath } from './paths.ts';
import { ToolRefusal, type ToolContext } from './tool.ts';

/** Which files of a search may be shown. */
export interface OpenFiles {
  readonly open: ReadonlySet<string>;
  /** Those that a person would have to be asked about. */
  readonly guarded: readonly string[];
  /** Where what is shown comes from. */
  readonly sources: readonly TextSource[];
}

/** A person reads them: beyond that they are told as one. */
const MAX_SOURCES = 100;

/** @param paths display paths that a search gave, each once */
export async function openFiles(
  paths: readonly string[],
  context: Pick<ToolContext, 'paths' | 'access' | 'granted'>,
): Promise<OpenFiles> {
  const asked = await Promise.all(
    paths.map(async path => ({ path, source: await sourceOf(path, context) })),
  );
  const sources = asked.flatMap(({ source }) => (source === undefined ? [] : [source]));
  return {
    open: new Set(asked.flatMap(({ path, source }) => (source === undefined ? [] : [path]))),
    guarded: asked.flatMap(({ path, source }) => (source === undefined ? [path] : [])),
    sources: sources.slice(0, MAX_SOURCES),
  };
}

async function sourceOf(
  path: string,
  context: Pick<ToolContext, 'paths' | 'access' | 'granted'>,
): Promise<TextSource | undefined> {
  try {
    return await requireGranted(await resolveWorkspacePath(path, context.paths), context);
  } catch (error) {
    if (error instanceof ToolRefusal) return undefined;
    throw error;
  }
}
