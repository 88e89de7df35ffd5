import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { cutLine } from '../base/text.ts';
import { globInput, globsInput } from './inputs.ts';
import { openFiles, type OpenFiles, textsOf } from './openFiles.ts';
import type { SearchLine, TextSearch } from './ports.ts';
import { shownName } from './shownName.ts';
import { defineReadTool, type ToolContext, type ToolOutput } from './tool.ts';

const DEFAULT_MATCHES = 200;
const MAX_MATCHES = 1_000;
const MAX_CONTEXT = 10;
const MAX_LINE_CHARACTERS = 300;
const MAX_CHARACTERS = 48_000;
const MAX_FILES = 200;

const contextInput = (where: string): z.ZodOptional<z.ZodInt> =>
  z.int().min(0).max(MAX_CONTEXT).optional().describe(`Lines to show ${where}. Default: 0.`);

export const searchText = defineReadTool({
  name: 'search_text',
  description: `Searches the files of the workspace line by line for a text or a regular expression. Use it to find where something is defined, used or said; files that the workspace ignores (as .gitignore says) are left out. Returns the matching lines grouped by file, each with its line number (lines around them with a - behind it), each cut after ${MAX_LINE_CHARACTERS} characters; or with countsOnly the files and how many lines match in each.`,
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
    wholeWord: z.boolean().optional().describe('Whether only whole words match. Default: false.'),
    glob: z
      .union([
        globInput('Only files that match this glob: src/**/*.ts.'),
        globsInput('Only files that match any of these globs.'),
      ])
      .optional()
      .describe('A glob, or several of which any may match. Default: all files.'),
    exclude: globsInput('Files that match any of these globs are left out.').optional(),
    linesBefore: contextInput('before each match'),
    linesAfter: contextInput('after each match'),
    countsOnly: z
      .boolean()
      .optional()
      .describe('Give only the files and how many lines match in each. Default: false.'),
    limit: z
      .int()
      .min(1)
      .max(MAX_MATCHES)
      .optional()
      .describe(`Matching lines to give at most. Default: ${DEFAULT_MATCHES}.`),
  }),
  title: ({ pattern, glob }) =>
    glob === undefined ? pattern : `${pattern} (${[glob].flat().join(', ')})`,
  run: async (input, context) => {
    const { pattern, isRegex = false, caseSensitive = false, wholeWord = false } = input;
    const globs = input.glob === undefined ? [] : [input.glob].flat();
    const { exclude = [], limit = DEFAULT_MATCHES } = input;
    const query = { pattern, isRegex, caseSensitive, wholeWord, globs, exclude };
    if (input.countsOnly === true) return counted(query, context);
    const { linesBefore: before = 0, linesAfter: after = 0 } = input;
    const found = await context.search.searchText(
      { ...query, limit, before, after },
      context.signal,
    );
    const files = await openFiles(textsOf(found.lines), context);
    const lines = found.lines.filter(({ path }) => files.open.has(path));
    const matches = lines.filter(({ isMatch }) => isMatch).length;
    const whole = grouped(lines);
    const fitting = upToCharacters(whole, MAX_CHARACTERS);
    const given = found.lines.filter(({ isMatch }) => isMatch).length;
    const total = `${found.isAll ? '' : 'more than '}${found.isAll ? found.total : found.total - 1}`;
    const content = [
      ...(matches === 0 ? [nothing(query)] : fitting),
      ...leftOut(files),
      ...(fitting.length < whole.length
        ? [
            `[Cut after ${MAX_CHARACTERS} characters. Give a narrower glob or pattern, or countsOnly.]`,
          ]
        : []),
      ...(given < found.total
        ? [
            `[Cut: ${given} of ${total} matching lines. Give a narrower glob or pattern, countsOnly, or a limit of up to ${MAX_MATCHES}.]`,
          ]
        : []),
    ];
    return output(content, l10n.t('{0} matches', matches), files);
  },
});

async function counted(query: TextSearch, context: ToolContext): Promise<ToolOutput> {
  const found = await context.search.countMatches(query, context.signal);
  const shown = found.slice(0, MAX_FILES);
  const files = await openFiles(new Map(shown.map(({ path }) => [path, ''])), context);
  const open = shown.filter(({ path }) => files.open.has(path));
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const content = [
    found.length === 0 ? nothing(query) : `${total} lines match in ${found.length} files:`,
    ...open.map(({ path, count }) => `${count}\t${shownName(path)}`),
    ...leftOut(files),
    ...(shown.length < found.length
      ? [`[Cut: ${shown.length} of ${found.length} files. Give a narrower glob or pattern.]`]
      : []),
  ];
  return output(content, l10n.t('{0} matches', total), files);
}

function output(content: readonly string[], summary: string, { sources }: OpenFiles): ToolOutput {
  return {
    content: content.join('\n'),
    summary,
    failed: false,
    ...(sources.length === 0 ? {} : { sources }),
  };
}

function nothing({ pattern, globs }: TextSearch): string {
  const where = globs.length === 0 ? '' : ` in ${globs.join(', ')}`;
  return `Nothing matches ${JSON.stringify(pattern)}${where}.`;
}

function leftOut({ guarded }: OpenFiles): string[] {
  return guarded.length === 0
    ? []
    : [`[Left out, read them with read_file: ${guarded.map(shownName).join(', ')}]`];
}

/** The search gives the lines of a file in a row. */
function grouped(lines: readonly SearchLine[]): string[] {
  return lines.flatMap(({ path, line, text, isMatch }, index) => {
    const before = lines[index - 1];
    const isNewFile = before?.path !== path;
    const hasContext = !isMatch || before?.isMatch === false;
    const isGap = !isNewFile && hasContext && before.line + 1 < line;
    return [
      ...(isNewFile ? [shownName(path)] : []),
      ...(isGap ? ['…'] : []),
      `${line}${isMatch ? '' : '-'}\t${cutLine(text, MAX_LINE_CHARACTERS)}`,
    ];
  });
}

function upToCharacters(lines: readonly string[], limit: number): readonly string[] {
  let length = 0;
  const end = lines.findIndex(line => (length += line.length + 1) > limit);
  return end < 0 ? lines : lines.slice(0, end);
}
