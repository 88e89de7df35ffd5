import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { randomOf, type Random } from './random.ts';
import { fileLines, textOf, type FileChange, type FileLine } from './sample.ts';
import { blocksOf, withOtherToken } from './words.ts';

export interface SourceOptions {
  readonly seed: number;
  /** Longer files are left out. */
  readonly maxLines: number;
  /** Changes to files taken of each source, at most. */
  readonly maxChanges: number;
}

const MAX_GIT_BYTES = 1 << 30;
const MAX_FILE_BYTES = 400_000;
const MIN_LINES = 12;
const NO_SOURCE =
  /(?:^|\/)(?:node_modules|dist|\.git)\/|\.(?:min\.\w+|lock|map|snap|svg|golden\.txt)$|package-lock\.json$/;

/** Changes to text files in a git repository's history, some of them, chosen by the seed. */
export function historyChanges(repository: string, options: SourceOptions): FileChange[] {
  const log = git(repository, [
    'log',
    '--no-merges',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    '--diff-filter=M',
    '--format=',
  ]).toString('utf8');
  const random = randomOf(options.seed, 'history', path.basename(repository));
  const entries = [...log.matchAll(/^:\d+ 100\d+ ([0-9a-f]+) ([0-9a-f]+) M\t(.+)$/gm)].flatMap(
    ([, before, after, file]) =>
      before === undefined || after === undefined || file === undefined || NO_SOURCE.test(file)
        ? []
        : [{ before, after, file }],
  );
  const chosen = random.shuffled(entries).slice(0, options.maxChanges);
  const blobs = readBlobs(
    repository,
    chosen.flatMap(({ before, after }) => [before, after]),
  );
  return chosen.flatMap(entry => {
    const before = blobs.get(entry.before);
    const after = blobs.get(entry.after);
    if (before === undefined || after === undefined) return [];
    const suits = [before, after].every(text => isSource(text, options.maxLines));
    return suits ? [{ path: entry.file, before, after }] : [];
  });
}

/** Changes between the files of two folders that have the same names, as of two versions. */
export function versionChanges(older: string, newer: string, options: SourceOptions): FileChange[] {
  return textFiles(newer, options).flatMap(({ file, text: after }) => {
    const before = readText(path.join(older, file));
    return before === undefined || before === after || !isSource(before, options.maxLines)
      ? []
      : [{ path: file, before, after }];
  });
}

/** Made-up changes to the files of a folder: names changed, lines added and removed in functions. */
export function madeUpChanges(folder: string, options: SourceOptions): FileChange[] {
  return textFiles(folder, options).flatMap(({ file, text }) => {
    const random = randomOf(options.seed, 'made up', file);
    const after = textOf(madeUp(fileLines(text), random));
    return after === text ? [] : [{ path: file, before: text, after }];
  });
}

function madeUp(lines: readonly FileLine[], random: Random): FileLine[] {
  const changed = [...lines];
  const blocks = blocksOf(lines).filter(({ from, to }) => to - from > 3);
  for (const { from, to } of random
    .shuffled(blocks)
    .slice(0, 4)
    .toSorted((a, b) => b.from - a.from)) {
    const at = from + 1 + random.integer(to - from - 2);
    const line = lines[at];
    const other = line && withOtherToken(line.text, lines, random);
    if (line === undefined || other === undefined) continue;
    const written = { text: other, ending: line.ending };
    const copied = { text: withOtherToken(other, lines, random) ?? other, ending: line.ending };
    const ways = [[written], [written, copied], [line, written], [line, written, copied], []];
    changed.splice(at, 1, ...random.pick(ways));
  }
  return changed;
}

function textFiles(
  folder: string,
  options: SourceOptions,
): { readonly file: string; readonly text: string }[] {
  const files = globSync(
    '**/*.{c,cc,cpp,cs,css,go,h,html,java,js,jsx,json,md,mjs,php,py,rb,rs,sh,toml,ts,tsx,yml,yaml}',
    { cwd: folder },
  )
    .filter(file => !NO_SOURCE.test(path.relative(folder, file)))
    .sort();
  return randomOf(options.seed, 'files', path.basename(folder))
    .shuffled(files)
    .slice(0, options.maxChanges)
    .flatMap(file => {
      const text = readText(path.join(folder, file));
      return text !== undefined && isSource(text, options.maxLines) ? [{ file, text }] : [];
    });
}

function readText(file: string): string | undefined {
  try {
    if (statSync(file).size > MAX_FILE_BYTES) return undefined;
    return decoded(readFileSync(file));
  } catch {
    // Not there in the older version, or no file that can be read: no source.
    return undefined;
  }
}

/** Undefined if it is no UTF-8. A mark at its beginning is part of the text. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isSource(text: string, maxLines: number): boolean {
  const lines = fileLines(text);
  return (
    !text.includes('\0') &&
    lines.length >= MIN_LINES &&
    lines.length < maxLines &&
    lines.every(line => line.text.length < 2_000)
  );
}

function readBlobs(repository: string, ids: readonly string[]): Map<string, string> {
  const wanted = [...new Set(ids)];
  const output = git(repository, ['cat-file', '--batch'], `${wanted.join('\n')}\n`);
  const blobs = new Map<string, string>();
  let at = 0;
  for (const id of wanted) {
    const end = output.indexOf('\n', at);
    const [, kind, size] = output.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (kind !== 'blob' || size === undefined) continue;
    const text = decoded(output.subarray(at, at + Number(size)));
    if (text !== undefined && Number(size) <= MAX_FILE_BYTES) blobs.set(id, text);
    at += Number(size) + 1;
  }
  return blobs;
}

function git(repository: string, args: readonly string[], input = ''): Buffer {
  const { stdout, stderr, status, error } = spawnSync('git', ['-C', repository, ...args], {
    input,
    maxBuffer: MAX_GIT_BYTES,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`git ${args[0] ?? ''}: ${stderr.toString('utf8')}`);
  return stdout;
}
