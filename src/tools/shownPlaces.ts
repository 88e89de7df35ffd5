import { PlumbError } from '../base/errors.ts';
import { cutLine } from '../base/text.ts';
import type { TextSource } from '../base/textSource.ts';
import { splitLines } from '../edits/lines.ts';
import { requireGranted } from './guard.ts';
import type { Place } from './languagePort.ts';
import type { WorkspacePath } from './ports.ts';
import { ToolRefusal, type ToolContext } from './tool.ts';

const MAX_LINE_CHARACTERS = 200;

export interface ShownPlaces {
  readonly lines: readonly string[];
  readonly sources: readonly TextSource[];
}

/**
 * Places for the model, grouped by file in the order given: `12<tab>the line's text`. Of files that
 * are not to be shown (outside of the workspace, forbidden, guarded) the place alone.
 */
export async function showPlaces(
  places: readonly Place[],
  context: ToolContext,
): Promise<ShownPlaces> {
  const lines: string[] = [];
  const sources: TextSource[] = [];
  for (const [path, group] of byPath(places)) {
    const readable = await readableFile(group[0]?.file, context);
    if (readable === undefined) {
      lines.push(
        ...group.map(
          ({ line }) => `${path}:${line} (${whyNot(group[0]?.file)}; its text is not shown)`,
        ),
      );
      continue;
    }
    sources.push(readable.source);
    const texts = splitLines(readable.text);
    lines.push(path);
    for (const line of new Set(group.map(place => place.line))) {
      const text = texts[line - 1]?.text.trim() ?? '';
      lines.push(`${line}\t${cutLine(text, MAX_LINE_CHARACTERS)}`);
    }
  }
  return { lines, sources };
}

/** A file's text and where it comes from; undefined if it is not to be shown or is no text. */
export async function readableFile(
  file: WorkspacePath | undefined,
  context: ToolContext,
): Promise<{ readonly text: string; readonly source: TextSource } | undefined> {
  const source = await sourceOf(file, context);
  if (file === undefined || source === undefined) return undefined;
  try {
    return { text: (await context.files.read(file)).text, source };
  } catch (error) {
    if (error instanceof PlumbError) return undefined;
    throw error;
  }
}

/** Where what a server tells of a file comes from; undefined if it is not to be told. */
export async function sourceOf(
  file: WorkspacePath | undefined,
  context: ToolContext,
): Promise<TextSource | undefined> {
  if (file === undefined || (await context.paths.isForbidden(file.uri))) return undefined;
  try {
    return await requireGranted(file, context);
  } catch (error) {
    if (error instanceof ToolRefusal) return undefined;
    throw error;
  }
}

function whyNot(file: WorkspacePath | undefined): string {
  return file === undefined ? 'outside of the workspace' : 'guarded';
}

/** Groups in the order in which their files come first. */
export function byPath<T extends { readonly path: string }>(found: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of found) {
    const group = groups.get(each.path) ?? [];
    group.push(each);
    groups.set(each.path, group);
  }
  return groups;
}
