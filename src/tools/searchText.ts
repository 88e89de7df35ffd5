import * as l10n from '@vscode/l10n';
import { z } from 'zod';
import { cutLine } from '../base/text.ts';
import { globInput } from './inputs.ts';
import type { SearchMatch } from './ports.ts';
import { defineReadTool } from './tool.ts';

const MAX_MATCHES = 200;
const MAX_LINE_CHARACTERS = 300;

export const searchText = defineReadTool({
  name: 'search_text',
  description: `Searches the files of the workspace line by line for a text or a regular expression. Use it to find where something is defined, used or said; files that the workspace ignores (as .gitignore says) are left out. Returns the matching lines grouped by file, each with its line number; at most ${MAX_MATCHES} lines, each cut after ${MAX_LINE_CHARACTERS} characters.`,
  input: z.strictObject({
    pattern: z
      .string()
      .min(1)
      .max(1_000)
      .refine(pattern => !/[\r\n\0]/.test(pattern), 'search for one line at a time')
      .describe('What to look for, within one line.'),
    isRegex: z
      .boolean()
      .optional()
      .describe('Whether the pattern is a regular expression. Default: false, a plain text.'),
    caseSensitive: z
      .boolean()
      .optional()
      .describe('Whether upper and lower case differ. Default: false.'),
    glob: globInput('Only files that match this glob: src/**/*.ts. Default: all files.').optional(),
  }),
  title: ({ pattern, glob }) => (glob === undefined ? pattern : `${pattern} (${glob})`),
  run: async ({ pattern, isRegex = false, caseSensitive = false, glob }, { search, signal }) => {
    const { matches, more } = await search.searchText(
      { pattern, isRegex, caseSensitive, glob, limit: MAX_MATCHES },
      signal,
    );
    return {
      content:
        matches.length === 0
          ? `Nothing matches ${JSON.stringify(pattern)}${glob === undefined ? '' : ` in ${glob}`}.`
          : [
              ...grouped(matches),
              ...(more ? [`[Cut after ${matches.length} lines. Search for less.]`] : []),
            ].join('\n'),
      summary: l10n.t('{0} matches', matches.length),
      failed: false,
    };
  },
});

/** The search gives the matches of a file in a row. */
function grouped(matches: readonly SearchMatch[]): string[] {
  return matches.flatMap(({ path, line, text }, index) => [
    ...(matches[index - 1]?.path === path ? [] : [path]),
    `${line}\t${cutLine(text, MAX_LINE_CHARACTERS)}`,
  ]);
}
