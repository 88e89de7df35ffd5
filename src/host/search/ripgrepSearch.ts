import process from 'node:process';
import * as z from 'zod';
import { cutLine } from '../../base/text.ts';
import { ripgrepRecords } from './ripgrep.ts';
import type { FileCount, FolderLine, TextQuery } from './textQuery.ts';

/** What ripgrep is to look at. */
export interface RipgrepFolder {
  /** Absolute path on this machine's disk. */
  readonly root: string;
  /** Globs of what is asked for, as `isWanted` tests them; none is all. */
  readonly globs: readonly string[];
  /** Globs, in VS Code's own dialect, of what the user's settings leave out. */
  readonly excluded: readonly string[];
  /** Whether a path within the folder is asked for. */
  readonly isWanted: (path: string) => boolean;
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
const Line = z.object({
  type: z.enum(['match', 'context']),
  data: z.object({ path: Printed, lines: Printed, line_number: z.number() }),
});

/** Hidden files are searched, ignored ones are not, whether or not there is a git repository. */
function commonArguments({ excluded, globs }: RipgrepFolder): string[] {
  return [
    '--hidden',
    '--no-require-git',
    ...excluded.map(glob => `--glob=!${anchored(glob)}`),
    ...extensionArguments(globs),
  ];
}

/** VS Code's globs begin at the folder; without a slash ripgrep's would match at any depth. */
function anchored(glob: string): string {
  return glob.startsWith('**') || glob.startsWith('/') ? glob : `/${glob}`;
}

/**
 * Lets ripgrep pass over files with other extensions. The rest of the globs is ours to check:
 * ripgrep's own `--glob` would bring ignored files back.
 */
function extensionArguments(globs: readonly string[]): string[] {
  const names = globs.map(glob => /(?:^|\/)(\*\.(?:\w+|\{\w+(?:,\w+)*\}))$/.exec(glob)?.[1]);
  if (names.length === 0 || names.includes(undefined)) return [];
  return [...names.map(name => `--type-add=plumb:${name ?? ''}`), '--type=plumb'];
}

function textArguments(folder: RipgrepFolder, query: TextQuery): string[] {
  return [
    '--max-filesize=5M',
    '--crlf',
    query.caseSensitive ? '--case-sensitive' : '--ignore-case',
    ...(query.isRegex ? [] : ['--fixed-strings']),
    ...(query.wholeWord ? ['--word-regexp'] : []),
    ...commonArguments(folder),
    // What the model wrote comes behind this, so it is never an option.
    '--',
    query.pattern,
    '.',
  ];
}

/** The paths of a folder's files that are wanted, as many at a time as came, in no order. */
export async function* ripgrepFiles(
  rg: string,
  folder: RipgrepFolder,
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  const args = ['--files', '--null', ...commonArguments(folder), '--', '.'];
  const options = { cwd: folder.root, separator: '\0' } as const;
  for await (const records of ripgrepRecords(rg, args, options, signal)) {
    yield records.map(slashed).filter(folder.isWanted);
  }
}

/**
 * The lines of a folder's files that match, with those around them; those of a file in a row.
 * @param isSorted in the order of paths, which takes longer: ripgrep works in one thread then
 */
export async function* ripgrepText(
  rg: string,
  folder: RipgrepFolder,
  query: TextQuery,
  isSorted: boolean,
  signal: AbortSignal,
): AsyncGenerator<FolderLine> {
  const args = [
    '--json',
    ...(isSorted ? ['--sort=path'] : []),
    ...(query.before > 0 ? [`--before-context=${query.before}`] : []),
    ...(query.after > 0 ? [`--after-context=${query.after}`] : []),
    ...textArguments(folder, query),
  ];
  const options = { cwd: folder.root, separator: '\n' } as const;
  for await (const records of ripgrepRecords(rg, args, options, signal)) {
    for (const record of records) {
      if (!/^\{"type":"(?:match|context)"/.test(record)) continue;
      const { type, data } = Line.parse(JSON.parse(record));
      const path = slashed(data.path);
      if (!folder.isWanted(path)) continue;
      const text = cutLine(data.lines.replace(/\r?\n$/, ''), LINE_LIMIT);
      yield { path, line: data.line_number, text, isMatch: type === 'match' };
    }
  }
}

/** How many lines match in each of a folder's files that has any, in no order. */
export async function* ripgrepCounts(
  rg: string,
  folder: RipgrepFolder,
  query: TextQuery,
  signal: AbortSignal,
): AsyncGenerator<FileCount> {
  const args = ['--count', '--null', '--with-filename', ...textArguments(folder, query)];
  const options = { cwd: folder.root, separator: '\n' } as const;
  let before = '';
  for await (const records of ripgrepRecords(rg, args, options, signal)) {
    for (const record of records) {
      // A name may hold a line feed: what has no NUL is the beginning of one.
      const whole = before + record;
      const end = whole.indexOf('\0');
      before = end < 0 ? `${whole}\n` : '';
      const path = slashed(whole.slice(0, Math.max(end, 0)));
      if (end >= 0 && folder.isWanted(path)) yield { path, count: Number(whole.slice(end + 1)) };
    }
  }
}

function slashed(path: string): string {
  const forward = process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
  return forward.startsWith('./') ? forward.slice(2) : forward;
}
