import process from 'node:process';
import { z } from 'zod';
import { cutLine } from '../../base/text.ts';
import { ripgrepRecords } from './ripgrep.ts';
import type { SearchFolder } from './searchFolders.ts';

/** A line that matches, within its folder. */
export interface FolderMatch {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

export interface TextQuery {
  readonly pattern: string;
  readonly isRegex: boolean;
  readonly caseSensitive: boolean;
  /** Files to search; undefined is all. */
  readonly glob: string | undefined;
}

/** Longer lines than this (UTF-16 code units) are cut: nobody reads a minified file's. */
const LINE_LIMIT = 2_000;

/**
 * A text as ripgrep prints it: as text, or in base64 where it is not UTF-8. (Its JSON format:
 * docs.rs, crate grep-printer, struct JSON.)
 */
const Printed = z.union([
  z.object({ text: z.string() }).transform(({ text }) => text),
  z
    .object({ bytes: z.base64() })
    .transform(({ bytes }) => Buffer.from(bytes, 'base64').toString('latin1')),
]);
const Match = z.object({
  type: z.literal('match'),
  data: z.object({ path: Printed, lines: Printed, line_number: z.number() }),
});

/** Hidden files are searched, ignored ones are not, whether or not there is a git repository. */
function commonArguments(folder: SearchFolder, glob: string | undefined): string[] {
  return [
    '--hidden',
    '--no-require-git',
    // In the order of paths, so that a search which is cut gives the same each time.
    '--sort=path',
    ...folder.excluded.map(excluded => `--glob=!${anchored(excluded)}`),
    ...extensionArguments(glob),
  ];
}

/** VS Code's globs begin at the folder; without a slash ripgrep's would match at any depth. */
function anchored(glob: string): string {
  return glob.startsWith('**') || glob.startsWith('/') ? glob : `/${glob}`;
}

/**
 * Lets ripgrep pass over files with other extensions. The rest of the glob is ours to check:
 * ripgrep's own `--glob` would bring ignored files back.
 */
function extensionArguments(glob: string | undefined): string[] {
  const name = /(?:^|\/)(\*\.(?:\w+|\{\w+(?:,\w+)*\}))$/.exec(glob ?? '')?.[1];
  return name === undefined ? [] : [`--type-add=plumb:${name}`, '--type=plumb'];
}

/** The paths of a folder's files that are wanted, in order. */
export async function* ripgrepFiles(
  rg: string,
  folder: SearchFolder,
  glob: string,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const args = ['--files', '--null', ...commonArguments(folder, glob), '--', '.'];
  const options = { cwd: folder.uri.fsPath, separator: '\0' } as const;
  for await (const record of ripgrepRecords(rg, args, options, signal)) {
    const path = slashed(record);
    if (folder.isWanted(path)) yield path;
  }
}

/** The lines of a folder's files that match, in the order of paths and lines. */
export async function* ripgrepText(
  rg: string,
  folder: SearchFolder,
  query: TextQuery,
  signal: AbortSignal,
): AsyncGenerator<FolderMatch> {
  const args = [
    '--json',
    '--max-filesize=5M',
    '--crlf',
    query.caseSensitive ? '--case-sensitive' : '--ignore-case',
    ...(query.isRegex ? [] : ['--fixed-strings']),
    ...commonArguments(folder, query.glob),
    // What the model wrote comes behind this, so it is never an option.
    '--',
    query.pattern,
    '.',
  ];
  const options = { cwd: folder.uri.fsPath, separator: '\n' } as const;
  for await (const record of ripgrepRecords(rg, args, options, signal)) {
    const parsed = Match.safeParse(JSON.parse(record));
    if (!parsed.success) continue;
    const { path, lines, line_number: line } = parsed.data.data;
    if (!folder.isWanted(slashed(path))) continue;
    yield { path: slashed(path), line, text: cutLine(lines.replace(/\r?\n$/, ''), LINE_LIMIT) };
  }
}

function slashed(path: string): string {
  const forward = process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
  return forward.replace(/^\.\//, '');
}
