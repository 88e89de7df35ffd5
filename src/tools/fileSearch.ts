import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { cutLine } from '../base/text.ts';
import { globInput } from './inputs.ts';
import { openFiles, textsOf } from './openFiles.ts';
import type { RankedPassage } from './rankedSearchPort.ts';
import { shownName } from './shownName.ts';
import { defineReadTool } from './tool.ts';

const DEFAULT_PASSAGES = 8;
const MAX_PASSAGES = 20;
const MAX_LINES = 40;
const MAX_LINE_CHARACTERS = 300;

export const fileSearch = defineReadTool({
  name: 'file_search',
  description: `Finds the passages of the workspace's files that are most about some words, the best first. Use it when you do not know the exact text: to find where a feature, an idea or a name in other words is dealt with. For an exact text or a regular expression use search_text, for names of files find_files. Words of any of which a passage may hold; names in code are found by their parts too. Returns passages with path, lines and text, each cut after ${MAX_LINES} lines; files that the workspace ignores are left out.`,
  input: z.strictObject({
    query: z
      .string()
      .min(1)
      .max(1_000)
      .describe('Words that the passage would hold: retry failed upload.'),
    glob: globInput('Only files that match this glob: src/**/*.ts. Default: all files.').optional(),
    limit: z
      .int()
      .min(1)
      .max(MAX_PASSAGES)
      .optional()
      .describe(`Passages to give at most. Default: ${DEFAULT_PASSAGES}.`),
  }),
  title: ({ query, glob }) => (glob === undefined ? query : `${query} (${glob})`),
  run: async ({ query, glob, limit = DEFAULT_PASSAGES }, context) => {
    const { passages, complete } = await context.ranked.search(
      { words: query, limit, glob },
      context.signal,
    );
    const { open, sources } = await openFiles(textsOf(passages), context);
    const shown = passages.filter(({ path }) => open.has(path));
    const content = [
      ...(shown.length === 0 ? [`No passage is about ${JSON.stringify(query)}.`] : []),
      ...shown.map(passageText),
      ...(complete
        ? []
        : [
            '[The files are still being read for this search: ask again for more, or use search_text.]',
          ]),
    ];
    return {
      content: content.join('\n\n'),
      summary: l10n.t('{0} passages', shown.length),
      failed: false,
      ...(sources.length === 0 ? {} : { sources }),
    };
  },
});

function passageText({ path, startLine, endLine, heading, text }: RankedPassage): string {
  const lines = text.split('\n');
  const shown = lines.slice(0, MAX_LINES).map(line => cutLine(line, MAX_LINE_CHARACTERS));
  const rest =
    lines.length > shown.length
      ? [`[Cut: read on with read_file from line ${startLine + shown.length}.]`]
      : [];
  const place = `${shownName(path)}:${startLine}-${endLine}`;
  const of = heading === '' ? '' : ` ${cutLine(heading, MAX_LINE_CHARACTERS)}`;
  return [place + of, ...shown, ...rest].join('\n');
}
