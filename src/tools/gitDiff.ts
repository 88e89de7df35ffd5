import * as z from 'zod';
import { charactersOf, cutUnits, fairShares } from './cutUnits.ts';
import { fileCount } from './fileCount.ts';
import { pathInput } from './inputs.ts';
import { resolveWorkspacePath } from './paths.ts';
import { shownDiff, type ShownFile } from './shownDiff.ts';
import { defineReadTool } from './tool.ts';

/** Of all files together, in UTF-16 code units. */
const MAX_CHARACTERS = 40_000;
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
    const { files, leftOut } = await shownDiff({ root, text }, context, path);
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
      summary: fileCount(files.length),
      failed: false,
      sources: shown.flatMap(({ sources }) => sources),
    };
  },
});

/** Refused: options, ranges, paths in a commit, searches in messages, and what no shell would pass. */
function isAgainst(against: string): boolean {
  return /^[\w@][\w./@{}~^+#-]*$/.test(against) && !against.includes('..');
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
