import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { cutMiddle } from '../base/text.ts';
import type { Commit } from './gitPort.ts';
import { pathInput } from './inputs.ts';
import { resolveWorkspacePath } from './paths.ts';
import { defineReadTool } from './tool.ts';

const MAX_COMMITS = 100;
const DEFAULT_COMMITS = 20;
/** Of one commit, in UTF-16 code units. */
const MAX_MESSAGE = 600;

export const gitLog = defineReadTool({
  name: 'git_log',
  description: `Lists the last commits of the git repository. Use it to learn why code is as it is, or how commit messages are written here; to see what a commit changed use git_diff. Returns for each commit, newest first, its hash, its date and author, and its message indented; messages are cut after ${MAX_MESSAGE} characters. Older commits: raise limit.`,
  input: z.strictObject({
    path: pathInput('Only commits that changed this file or directory').optional(),
    limit: z
      .int()
      .min(1)
      .max(MAX_COMMITS)
      .optional()
      .describe(`How many commits, at most ${MAX_COMMITS}. Default: ${DEFAULT_COMMITS}.`),
  }),
  title: ({ path }) => path ?? '.',
  run: async ({ path: input, limit = DEFAULT_COMMITS }, context) => {
    const path = input === undefined ? undefined : await resolveWorkspacePath(input, context.paths);
    const commits = await context.git.log({ path, limit }, context.signal);
    return {
      content: commits.length === 0 ? 'There are no commits.' : commits.map(textOf).join('\n\n'),
      summary: l10n.t('{0} commits', commits.length),
      failed: false,
      // Anybody who ever had a commit taken wrote this.
      sources: [{ origin: 'output', name: 'git log' }],
    };
  },
});

function textOf({ hash, date, author, message }: Commit): string {
  const text = cutMiddle(message.trim(), MAX_MESSAGE).text;
  const by = author.replaceAll(/\s+/g, ' ').slice(0, 100);
  return [
    [hash.slice(0, 12), date, by].filter(part => part !== '').join(' '),
    ...text.split('\n').map(line => `    ${line}`.trimEnd()),
  ].join('\n');
}
