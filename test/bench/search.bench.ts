import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { sortedByPath } from '../../src/host/search/byPath.ts';
import { collected } from '../../src/host/search/collected.ts';
import { collectLines } from '../../src/host/search/collectLines.ts';
import { createPathMatcher } from '../../src/host/search/fuzzyPath.ts';
import { globMatcher } from '../../src/host/search/globMatch.ts';
import { ripgrepFiles, type RipgrepFolder } from '../../src/host/search/ripgrepSearch.ts';
import type { BenchResult } from '../support/benchResult.ts';
import { benchRipgrep } from '../support/benchRipgrep.ts';
import { createLargeTree } from '../support/largeTree.ts';
import { median, rounded } from '../support/samples.ts';

const ROUNDS = 5;
const LIMIT = 300;
const never = new AbortController().signal;

/** Finds nothing, everything, and what there is once. */
const TYPED = [
  'm',
  'mo',
  'mod',
  'mod4',
  'mod42',
  'mod42f',
  'mod42fi',
  'mod42file7',
  'x9',
  'widgetq',
];

/**
 * R50: listing and searching a tree of 50,000 files (80,000 with those that are ignored) against bare
 * ripgrep with the same work, in turns. R51: the time of a key while a path is completed.
 */
export async function run(): Promise<BenchResult> {
  const rg = benchRipgrep();
  const tree = await createLargeTree();
  try {
    const folder: RipgrepFolder = {
      root: tree.root,
      globs: ['**'],
      excluded: ['**/.git', '**/.svn', '**/.hg', '**/.DS_Store', '**/node_modules'],
      isWanted: globMatcher('**'),
    };
    const bare =
      (...args: readonly string[]) =>
      () => {
        execFileSync(rg, ['--hidden', '--glob=!.git', ...args], {
          cwd: tree.root,
          maxBuffer: 1e9,
          stdio: ['ignore', 'pipe', 'ignore'],
        });
      };
    const text = (pattern: string) => ({
      ...{ pattern, isRegex: false, wholeWord: false },
      ...{ caseSensitive: false, before: 0, after: 0 },
    });
    const list = async (): Promise<string[]> =>
      sortedByPath((await collected(ripgrepFiles(rg, folder, never))).flat(), file => file);
    const files = await list();
    const inGit = gitCount(tree.root);
    if (files.length !== inGit) throw new Error(`${files.length} files listed, ${inGit} by git`);

    const rare = await collectLines(rg, folder, text(tree.rare), LIMIT, never);
    if (rare.total !== 1) throw new Error(`${rare.total} lines were found, and there is one`);
    const fixed = ['--ignore-case', '--fixed-strings', '--line-number'];
    const listing = await compare(list, bare('--files'));
    const literal = await compare(
      () => collectLines(rg, folder, text(tree.rare), LIMIT, never),
      bare(...fixed, tree.rare),
    );
    const cut = await compare(
      () => collectLines(rg, folder, text(tree.common), LIMIT, never),
      bare(...fixed, tree.common),
    );
    const keys = keyTimes(files);
    return {
      name: `Search in ${files.length} files (as many as git lists), median of ${ROUNDS}`,
      figures: {
        'search.listing': { ratio: ratioOf(listing), against: 'rg --files' },
        'search.rareLiteral': { ratio: ratioOf(literal), against: 'rg for the same' },
        'search.cutAt300': { ratio: ratioOf(cut), against: 'rg for all of the same' },
        'search.mentionKey': { ratio: rounded(median(keys) / 50, 3), against: '50 ms' },
      },
      table: [
        ['', 'Plumb, ms', 'rg, ms', 'ratio'],
        row('list all files, sorted', listing),
        row('a literal that is there once', literal),
        row(`the first ${LIMIT} of very many matches, against all`, cut),
        ['a key while a path is completed', median(keys).toFixed(1), '', ''],
        ['the slowest of these keys', Math.max(...keys).toFixed(1), '', ''],
      ],
    };
  } finally {
    await rm(path.dirname(tree.root), { recursive: true });
  }
}

interface Compared {
  readonly ours: number;
  readonly theirs: number;
}

async function compare(ours: () => Promise<unknown>, theirs: () => void): Promise<Compared> {
  const samples = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    let start = performance.now();
    theirs();
    samples.theirs.push(performance.now() - start);
    start = performance.now();
    await ours();
    samples.ours.push(performance.now() - start);
  }
  return { ours: median(samples.ours), theirs: median(samples.theirs) };
}

/** Ms of each key, with what was typed before it known. */
function keyTimes(paths: readonly string[]): number[] {
  const matcher = createPathMatcher(paths);
  return TYPED.map(typed => {
    const start = performance.now();
    matcher.find(typed, 50);
    return performance.now() - start;
  });
}

function gitCount(root: string): number {
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 1e9,
    env: { PATH: process.env['PATH'] },
  });
  return listed.toString('utf8').split('\0').length - 1;
}

function ratioOf({ ours, theirs }: Compared): number {
  return rounded(ours / theirs);
}

function row(what: string, compared: Compared): string[] {
  const { ours, theirs } = compared;
  return [what, ours.toFixed(0), theirs.toFixed(0), ratioOf(compared).toFixed(2)];
}
