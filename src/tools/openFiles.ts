import type { TextSource } from '../base/textSource.ts';
import { openByName, requireGranted } from './guard.ts';
import { linkedPlaces, type LinkedPlace } from './linkedPlaces.ts';
import { resolveWorkspacePath } from './paths.ts';
import { byPath } from './shownPlaces.ts';
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

/** What a line must hold at least for the file's other lines to tell that it is a key's. */
const KEY_LIKE = /[\w+/=-]{24}/;

/**
 * @param texts by display path, what a search would show of each file. A file is read for its keys
 * only where that could be a part of one: reading every file of every search would take seconds.
 */
export async function openFiles(
  texts: ReadonlyMap<string, string>,
  context: Pick<ToolContext, 'paths' | 'access' | 'files' | 'granted'>,
): Promise<OpenFiles> {
  const linked = texts.size === 0 ? [] : await linkedPlaces(context);
  const asked = await Promise.all(
    [...texts].map(async ([path, text]) => ({
      path,
      source: await sourceOf({ path, text, linked }, context),
    })),
  );
  const sources = asked.flatMap(({ source }) => (source === undefined ? [] : [source]));
  return {
    open: new Set(asked.flatMap(({ path, source }) => (source === undefined ? [] : [path]))),
    guarded: asked.flatMap(({ path, source }) => (source === undefined ? [path] : [])),
    sources: sources.slice(0, MAX_SOURCES),
  };
}

async function sourceOf(
  { path: display, text, linked }: { path: string; text: string; linked: readonly LinkedPlace[] },
  context: Pick<ToolContext, 'paths' | 'access' | 'files' | 'granted'>,
): Promise<TextSource | undefined> {
  try {
    const path = await resolveWorkspacePath(display, context.paths);
    return KEY_LIKE.test(text)
      ? await requireGranted(path, context)
      : openByName(path, linked, context);
  } catch (error) {
    if (error instanceof ToolRefusal) return undefined;
    throw error;
  }
}

/** What a search found, by display path. */
export function textsOf(
  found: readonly { readonly path: string; readonly text: string }[],
): ReadonlyMap<string, string> {
  return new Map(
    [...byPath(found)].map(([path, group]) => [path, group.map(({ text }) => text).join('\n')]),
  );
}
