import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { cutLine } from '../base/text.ts';
import type { TextSource } from '../base/textSource.ts';
import { charactersOf, cutUnits, fairShares, type Unit } from './cutUnits.ts';
import { diffSections, type DiffSection } from './diffSections.ts';
import { requireGranted } from './guard.ts';
import { pathInput } from './inputs.ts';
import { namedFolders, resolveWorkspacePath } from './paths.ts';
import type { WorkspacePath } from './ports.ts';
import { defineReadTool, ToolRefusal, type ToolContext } from './tool.ts';

/** Of all files together, in UTF-16 code units. */
const MAX_CHARACTERS = 40_000;
const MAX_LINE = 1_000;
const MAX_FILES = 60;

export const gitDiff = defineReadTool({
  name: 'git_diff',
  description: `Shows what changed in the git repository. Use it to review the work so far, or to compare with a branch; to see a file as it is now use read_file. against says with what the files are compared: worktree (default) shows what is not staged, index what is staged, and the name of a commit or branch everything that differs from it. New files that git does not know are not in it. Returns a unified diff, file by file; long ones are cut in their middle, and files that you may not see are named and left out.`,
  input: z.strictObject({
    path: pathInput('A file or directory to look at; default: all').optional(),
    against: z
      .string()
      .max(200)
      .refine(isAgainst, {
        error: 'give worktree, index, or one commit or branch: no options, ranges or paths',
      })
      .optional()
      .describe('worktree, index, or a commit or branch such as main or HEAD~2.'),
  }),
  title: ({ path, against }) => [against ?? 'worktree', path ?? ''].join(' ').trim(),
  run: async ({ path: input, against = 'worktree' }, context) => {
    const path = input === undefined ? undefined : await resolveWorkspacePath(input, context.paths);
    const { root, text, more } = await context.git.diff({ against, path }, context.signal);
    const files: ShownFile[] = [];
    const leftOut: string[] = [];
    for (const section of diffSections(text)) {
      context.signal.throwIfAborted();
      const seen = await look(section, root, path, context);
      if (seen.kind === 'shown') files.push(seen);
      else if (seen.kind === 'leftOut') leftOut.push(seen.name);
    }
    const shown = files.slice(0, MAX_FILES);
    const others = files.slice(MAX_FILES).map(({ heading }) => heading);
    const content = [
      ...sectionTexts(shown),
      ...(others.length === 0 ? [] : [`[Also changed; see them with path: ${others.join(', ')}]`]),
      ...(more === 0 ? [] : [`[${more} more files changed; look at a directory with path.]`]),
      ...(leftOut.length === 0 ? [] : [`[left out: ${leftOut.join(', ')}]`]),
    ].join('\n\n');
    return {
      content: content === '' ? 'Nothing changed.' : content,
      summary: l10n.t('{0} files', files.length),
      failed: false,
      sources: shown.flatMap(({ sources }) => sources),
    };
  },
});

/** Refused: options, ranges, paths in a commit, searches in messages, and what no shell would pass. */
function isAgainst(against: string): boolean {
  return /^[\w@][\w./@{}~^+#-]*$/.test(against) && !against.includes('..');
}

interface ShownFile {
  readonly kind: 'shown';
  readonly heading: string;
  readonly lines: readonly Unit[];
  readonly sources: readonly TextSource[];
}

type Seen =
  ShownFile | { readonly kind: 'leftOut'; readonly name: string } | { readonly kind: 'elsewhere' };

/** What may be shown of a file's changes: all ends of a move must be in the workspace and unguarded. */
async function look(
  { paths, lines }: DiffSection,
  root: string,
  wanted: WorkspacePath | undefined,
  context: ToolContext,
): Promise<Seen> {
  if (paths.length === 0) return { kind: 'leftOut', name: 'a file whose name cannot be read' };
  const places: WorkspacePath[] = [];
  const sources: TextSource[] = [];
  try {
    for (const path of paths) places.push(await placeIn(root, path, context));
    if (wanted !== undefined && !places.some(({ display }) => isOf(display, wanted))) {
      return { kind: 'elsewhere' };
    }
    for (const place of places) sources.push(await requireGranted(place, context));
  } catch (error) {
    if (!(error instanceof ToolRefusal)) throw error;
    const known = places.map(({ display }) => display).join(' → ');
    return wanted === undefined || known !== ''
      ? { kind: 'leftOut', name: known === '' ? 'a file outside of the workspace' : known }
      : { kind: 'elsewhere' };
  }
  return {
    kind: 'shown',
    heading: places.map(({ display }) => display).join(' → '),
    lines: lines.map((line, index) => ({ number: index + 1, text: cutLine(line, MAX_LINE) })),
    sources,
  };
}

/** A path of the repository as a place of the workspace. @throws ToolRefusal if it is none */
async function placeIn(root: string, path: string, { paths }: ToolContext): Promise<WorkspacePath> {
  const real = [...segmentsOf(root), ...path.split('/')];
  const folders = namedFolders(paths.folders());
  for (const { name, uri } of folders) {
    const folder = segmentsOf(await paths.realUri(uri));
    if (!folder.every((segment, index) => segment === real[index])) continue;
    const inner = real.slice(folder.length).join('/');
    return resolveWorkspacePath(folders.length > 1 ? `${name}/${inner}` : inner, paths);
  }
  throw new ToolRefusal(`${path} is outside of the workspace.`);
}

/** Decoded, because URIs of two hands differ in what they encode. */
function segmentsOf(uri: string): string[] {
  return uri.replace(/\/$/, '').split('/').map(decodeURIComponent);
}

function isOf(display: string, { display: wanted }: WorkspacePath): boolean {
  return wanted === '.' || display === wanted || display.startsWith(`${wanted}/`);
}

function sectionTexts(files: readonly ShownFile[]): readonly string[] {
  const shares = fairShares(
    files.map(({ lines }) => charactersOf(lines)),
    MAX_CHARACTERS,
  );
  return files.map(({ heading, lines }, index) => {
    const limits = { characters: shares[index] ?? 0, units: lines.length };
    const { head, tail, leftOut } = cutUnits(lines, limits);
    const how =
      files.length > 1 ? `Call git_diff with path ${heading}` : 'Read the file with read_file';
    const gap =
      leftOut === undefined
        ? []
        : [`[${leftOut.last - leftOut.first + 1} lines of this diff left out. ${how}.]`];
    return [
      `${heading}:`,
      ...head.map(({ text }) => text),
      ...gap,
      ...tail.map(({ text }) => text),
    ].join('\n');
  });
}
