import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import type { TextSource } from '../base/textSource.ts';
import { listTree, type TreeListing } from './directoryTree.ts';
import { guardOf, requireGranted } from './guard.ts';
import { pathInput } from './inputs.ts';
import { namedFolders, resolveWorkspacePath } from './paths.ts';
import type { WorkspacePath } from './ports.ts';
import { shownName } from './shownName.ts';
import { defineReadTool, ToolRefusal, type ToolContext } from './tool.ts';

const MAX_ENTRIES = 500;
const MAX_IN_DIRECTORY = 200;
const MAX_DEPTH = 5;

export const listDirectory = defineReadTool({
  name: 'list_directory',
  description: `Lists what is in a directory of the workspace. Use it to get to know a project; to find files by name use find_files. What the workspace ignores (as .gitignore says) is left out; only a path within an ignored directory lists that. Returns one entry per line, directories first and with a / at the end, deeper levels indented; at most ${MAX_IN_DIRECTORY} entries per directory and ${MAX_ENTRIES} in all.`,
  input: z.strictObject({
    path: pathInput('The directory').optional(),
    depth: z
      .int()
      .min(1)
      .max(MAX_DEPTH)
      .optional()
      .describe('How many levels to list. Default: 1.'),
  }),
  title: ({ path = '.' }) => shownPath(path),
  guarded: async ({ path = '.' }, context) => {
    if (isAllFolders(path, context)) return [];
    const guarded = await guardOf(await resolveWorkspacePath(path, context.paths), context);
    return guarded === undefined ? [] : [guarded];
  },
  run: async ({ path: input = '.', depth = 1 }, context) => {
    const listing: TreeListing = { rows: [], most: MAX_ENTRIES, mostInDirectory: MAX_IN_DIRECTORY };
    const sources: TextSource[] = [];
    if (isAllFolders(input, context)) {
      for (const { name } of namedFolders(context.paths.folders())) {
        listing.rows.push(`${shownName(name)}/`);
        if (depth > 1) {
          const path = await resolveWorkspacePath(name, context.paths);
          sources.push(await listFrom(path, { level: 1, depth }, context, listing));
        }
      }
    } else {
      const path = await resolveWorkspacePath(input, context.paths);
      sources.push(await listFrom(path, { level: 0, depth }, context, listing));
    }
    const shown = listing.rows.slice(0, MAX_ENTRIES);
    const cut = listing.rows.length > shown.length;
    return {
      content: [
        ...(shown.length === 0
          ? [`${input} is empty, or the workspace ignores all in it.`]
          : shown),
        ...(cut ? [`[Cut after ${MAX_ENTRIES} entries. List a directory below.]`] : []),
      ].join('\n'),
      summary: l10n.t('{0} entries', shown.length),
      failed: false,
      ...(sources.length === 0 ? {} : { sources }),
    };
  },
});

/** For people, to whom a lone dot says nothing. */
function shownPath(path: string): string {
  return path === '.' ? l10n.t('the workspace') : path;
}

/** In a workspace of several folders `.` is all of them. */
function isAllFolders(path: string, { paths }: ToolContext): boolean {
  return path === '.' && paths.folders().length > 1;
}

async function listFrom(
  path: WorkspacePath,
  levels: { readonly level: number; readonly depth: number },
  context: ToolContext,
  listing: TreeListing,
): Promise<TextSource> {
  await requireDirectory(path, context);
  const { origin } = await requireGranted(path, context);
  await listTree(path, { ...levels, isIgnored: origin !== 'workspace' }, context, listing);
  return { origin, name: l10n.t('names in {0}', shownPath(path.display)) };
}

/** @throws ToolRefusal if the path is no directory */
async function requireDirectory(path: WorkspacePath, { files }: ToolContext): Promise<void> {
  const kind = await files.kind(path);
  if (kind === 'missing') {
    throw new ToolRefusal(`${path.display} does not exist. List the directory above it.`);
  }
  if (kind === 'file') throw new ToolRefusal(`${path.display} is a file. Use read_file.`);
}
