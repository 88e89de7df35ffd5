import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { createFileList } from '../../src/host/attachments/fileList.ts';
import { createRankedSearch } from '../../src/host/search/rankedSearch.ts';
import { ripgrepFiles } from '../../src/host/search/ripgrepSearch.ts';
import type { BenchResult } from '../support/benchResult.ts';
import { benchRipgrep } from '../support/benchRipgrep.ts';
import { heapUsed } from '../support/heapUsed.ts';
import { createLargeTree } from '../support/largeTree.ts';
import { median, rounded } from '../support/samples.ts';

const QUERIES = ['retry upload', 'parser token', 'layout of the window', 'session cache', 'budget'];
const never = new AbortController().signal;

/** R50: the index of `file_search` over a tree of 50,000 files: to build it, to ask it, to keep it. */
export async function run(): Promise<BenchResult> {
  const tree = await createLargeTree();
  try {
    const folder = { root: tree.root, globs: [], excluded: ['**/.git'], isWanted: () => true };
    const list = async (): Promise<string[]> => {
      const paths: string[] = [];
      for await (const some of ripgrepFiles(benchRipgrep(), folder, never)) paths.push(...some);
      return paths;
    };
    const heapBefore = heapUsed();
    const search = createRankedSearch(
      { list, read: name => readFile(path.join(tree.root, name), 'utf8') },
      { patienceMs: 600_000, keptMs: 600_000, clock: () => 0, isMemoryShort: () => false },
    );
    const ask = async (words: string): Promise<number> => {
      const began = performance.now();
      const { passages } = await search.search({ words, limit: 10, glob: undefined }, never);
      if (passages.length === 0) throw new Error(`Nothing is about ${words}`);
      return performance.now() - began;
    };
    const buildMs = await ask('retry');
    const heapMb = (heapUsed() - heapBefore) / 1_000_000;
    const queryMs: number[] = [];
    for (const words of QUERIES) queryMs.push(await ask(words));
    search.dispose();
    const query = median(queryMs);
    const mention = await mentions(list);
    return {
      name: 'file_search in 50,000 files',
      figures: {
        'fileSearch.query': { ratio: rounded(query / buildMs, 4), against: 'building the index' },
      },
      table: [
        ['', ''],
        ['to build the index, with the first answer', `${rounded(buildMs / 1_000, 1)} s`],
        ['a query, median of 5', `${rounded(query, 1)} ms`],
        ['to list the files and find the first mention', `${rounded(mention.firstMs, 0)} ms`],
        ['a key typed in a mention (R51), the slowest', `${rounded(mention.slowestMs, 1)} ms`],
        ['memory of the index', `${rounded(heapMb, 0)} MB`],
      ],
    };
  } finally {
    await rm(path.dirname(tree.root), { recursive: true, force: true });
  }
}

/** R51: a name typed key by key, with the list of files that the first key made. */
async function mentions(
  list: () => Promise<string[]>,
): Promise<{ readonly firstMs: number; readonly slowestMs: number }> {
  const nothing = { dispose: () => undefined };
  const files = createFileList({
    list,
    watch: () => nothing,
    later: () => nothing,
    failed: error => {
      throw error;
    },
  });
  const took = async (text: string): Promise<number> => {
    const began = performance.now();
    await files.findFiles(text, 60);
    return performance.now() - began;
  };
  const firstMs = await took('');
  const word = 'retryupload';
  const keys: number[] = [];
  for (let end = 1; end <= word.length; end += 1) keys.push(await took(word.slice(0, end)));
  const slowestMs = Math.max(...keys);
  if (slowestMs > 100) throw new Error(`A key in a mention took ${slowestMs} ms`);
  return { firstMs, slowestMs };
}
