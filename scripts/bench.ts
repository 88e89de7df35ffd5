// `npm run bench`: runs every test/bench/*.bench.ts in turn; prints a table of each for people and,
// as the last line, one JSON object for machines. `npm run bench -- WORD`: only files whose name has
// it.
import { globSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import type { BenchResult } from '../test/support/benchResult.ts';

/** What each *.bench.ts exports. */
interface Bench {
  run(): Promise<BenchResult>;
}

function lines(table: BenchResult['table']): string[] {
  const widths: number[] = [];
  for (const row of table) {
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  }
  return table.map(row =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
}

const words = process.argv.slice(2);
const files = globSync('test/bench/*.bench.ts')
  .filter(file => words.length === 0 || words.some(word => path.basename(file).includes(word)))
  .sort();
const results: BenchResult[] = [];
for (const file of files) {
  console.error(`[bench] ${file}`);
  const bench = (await import(pathToFileURL(path.resolve(file)).href)) as Bench;
  const result = await bench.run();
  results.push(result);
  console.log(`\n${result.name}\n${lines(result.table).join('\n')}`);
}
const figures = Object.assign({}, ...results.map(result => result.figures)) as object;
console.log(`\n${JSON.stringify(figures)}`);
process.exit(results.length > 0 ? 0 : 1);
