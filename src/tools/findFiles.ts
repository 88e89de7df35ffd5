import * as l10n from '@vscode/l10n';
import { z } from 'zod';
import { globInput } from './inputs.ts';
import { defineReadTool } from './tool.ts';

const MAX_PATHS = 200;

export const findFiles = defineReadTool({
  name: 'find_files',
  description: `Finds files of the workspace by their names. Use it when you know a part of a name or an extension; to find files by what is in them use search_text. Files that the workspace ignores (as .gitignore says) are left out. Returns one path per line, at most ${MAX_PATHS}.`,
  input: z.strictObject({
    glob: globInput(
      'A glob relative to the workspace: **/*.test.ts, src/**/button*.{ts,tsx}. * stays within one directory, ** goes through all below.',
    ),
  }),
  title: ({ glob }) => glob,
  run: async ({ glob }, { search, signal }) => {
    const { paths, more } = await search.findFiles({ glob, limit: MAX_PATHS }, signal);
    return {
      content:
        paths.length === 0
          ? `No file matches ${glob}. Files that are ignored are not looked at; list_directory shows them.`
          : [
              ...paths,
              ...(more ? [`[Cut after ${paths.length} paths. Give a narrower glob.]`] : []),
            ].join('\n'),
      summary: l10n.t('{0} files', paths.length),
      failed: false,
    };
  },
});
