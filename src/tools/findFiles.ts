import * as z from 'zod';
import { fileCount } from './fileCount.ts';
import { globInput, globsInput } from './inputs.ts';
import { shownName } from './shownName.ts';
import { defineReadTool } from './tool.ts';

const MAX_PATHS = 200;
const SUGGESTIONS = 5;

export const findFiles = defineReadTool({
  name: 'find_files',
  description: `Finds files of the workspace by their names. Use it when you know a part of a name or an extension; to find files by what is in them use search_text. Files that the workspace ignores (as .gitignore says) are left out. Returns one path per line, sorted, at most ${MAX_PATHS}, and says how many there are.`,
  input: z.strictObject({
    glob: z
      .union([
        globInput(
          'A glob relative to the workspace: **/*.test.ts, src/**/button*.{ts,tsx}. * stays within one directory, ** goes through all below.',
        ),
        globsInput('Several globs: files that match any of them.'),
      ])
      .describe('A glob, or several of which any may match.'),
    exclude: globsInput('Files that match any of these globs are left out.').optional(),
  }),
  title: ({ glob }) => [glob].flat().join(', '),
  run: async ({ glob, exclude = [] }, { search, signal }) => {
    const globs = [glob].flat();
    const { paths, total } = await search.findFiles({ globs, exclude, limit: MAX_PATHS }, signal);
    const summary = fileCount(total);
    const suggestions =
      total > 0
        ? []
        : await search.similarPaths(
            { text: lettersOf(globs[0] ?? ''), limit: SUGGESTIONS },
            signal,
          );
    const shown = total > 0 ? paths : suggestions;
    const content =
      total > 0
        ? [...paths.map(shownName), ...cutNote(paths.length, total)]
        : [
            `No file matches ${globs.join(', ')}. Files that are ignored are not looked at.`,
            ...(suggestions.length > 0 ? ['Did you mean:', ...suggestions.map(shownName)] : []),
          ];
    return {
      content: content.join('\n'),
      summary,
      failed: false,
      ...(shown.length === 0
        ? {}
        : { sources: [{ origin: 'workspace', name: `names by ${globs.join(', ')}` }] }),
    };
  },
});

function cutNote(shown: number, total: number): string[] {
  return total > shown
    ? [`[Cut: ${shown} of ${total} files. Give a narrower glob, or exclude some.]`]
    : [];
}

/** What of a glob is not about any name. */
function lettersOf(glob: string): string {
  return glob.replace(/[*?{}[\],!]/g, '');
}
