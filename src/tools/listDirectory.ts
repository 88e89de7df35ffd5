import * as l10n from '@vscode/l10n';
import { z } from 'zod';
import { pathInput } from './inputs.ts';
import { namedFolders, resolveWorkspacePath } from './paths.ts';
import type { DirectoryEntry, WorkspacePath } from './ports.ts';
import { defineReadTool, ToolRefusal, type ToolContext } from './tool.ts';

const MAX_ENTRIES = 500;
const MAX_DEPTH = 5;

/** Listed, but not looked into: what is in them is seldom meant and drowns the rest. */
const CLOSED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

export const listDirectory = defineReadTool({
  name: 'list_directory',
  description: `Lists what is in a directory of the workspace, ignored files included. Use it to get to know a project; to find files by name use find_files. Returns one entry per line, directories first and with a / at the end, deeper levels indented; at most ${MAX_ENTRIES} entries. .git and node_modules are listed but looked into only when asked for by path.`,
  input: z.strictObject({
    path: pathInput('The directory').optional(),
    depth: z
      .int()
      .min(1)
      .max(MAX_DEPTH)
      .optional()
      .describe('How many levels to list. Default: 1.'),
  }),
  title: ({ path }) => path ?? '.',
  run: async ({ path: input = '.', depth = 1 }, context) => {
    const folders = namedFolders(context.paths.folders());
    const entries: string[] = [];
    if (input === '.' && folders.length > 1) {
      for (const { name } of folders) {
        entries.push(`${name}/`);
        if (depth > 1) {
          await list(await resolveWorkspacePath(name, context.paths), 1, depth, context, entries);
        }
      }
    } else {
      const path = await resolveWorkspacePath(input, context.paths);
      await requireDirectory(path, context);
      await list(path, 0, depth, context, entries);
    }
    const shown = entries.slice(0, MAX_ENTRIES);
    const cut = entries.length > shown.length;
    return {
      content: [
        ...(shown.length === 0 ? [`${input} is empty.`] : shown),
        ...(cut ? [`[Cut after ${MAX_ENTRIES} entries. List a directory below.]`] : []),
      ].join('\n'),
      summary: l10n.t('{0} entries', shown.length),
      failed: false,
    };
  },
});

/** Adds the entries below `path` to `entries`, until there is one more than is shown. */
async function list(
  path: WorkspacePath,
  level: number,
  depth: number,
  context: ToolContext,
  entries: string[],
): Promise<void> {
  context.signal.throwIfAborted();
  for (const entry of (await context.files.list(path)).toSorted(directoriesFirst)) {
    if (entries.length > MAX_ENTRIES) return;
    const indent = '  '.repeat(level);
    if (entry.kind === 'file') {
      entries.push(`${indent}${entry.name}`);
      continue;
    }
    entries.push(`${indent}${entry.name}/`);
    if (level + 1 >= depth || CLOSED.has(entry.name)) continue;
    const below = await inside(path, entry.name, context);
    if (below === undefined)
      entries.push(`${indent}  [not looked into: its name or a link leads out of the workspace]`);
    else await list(below, level + 1, depth, context, entries);
  }
}

/** A directory below, or undefined if its name or a link leads out of the workspace. */
async function inside(
  path: WorkspacePath,
  name: string,
  { paths }: ToolContext,
): Promise<WorkspacePath | undefined> {
  try {
    return await resolveWorkspacePath(
      path.display === '.' ? name : `${path.display}/${name}`,
      paths,
    );
  } catch (error) {
    if (error instanceof ToolRefusal) return undefined;
    throw error;
  }
}

/** @throws ToolRefusal if the path is no directory */
async function requireDirectory(path: WorkspacePath, { files }: ToolContext): Promise<void> {
  const kind = await files.kind(path);
  if (kind === 'missing') {
    throw new ToolRefusal(`${path.display} does not exist. List the directory above it.`);
  }
  if (kind === 'file') throw new ToolRefusal(`${path.display} is a file. Use read_file.`);
}

function directoriesFirst(a: DirectoryEntry, b: DirectoryEntry): number {
  if (a.kind !== b.kind) return a.kind === 'directory' ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
