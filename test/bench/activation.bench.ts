import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { BenchResult } from '../support/benchResult.ts';
import { repositoryRoot } from '../support/repository.ts';
import { median, rounded } from '../support/samples.ts';

const SAMPLES = 11;

/**
 * What a window pays that never uses Plumb: the time of `require` of the built entry, with a stub for
 * `vscode`, against an empty module's. Each sample has a Node process of its own, and the two take
 * turns, so that a busy moment meets both.
 */
export async function run(): Promise<BenchResult> {
  build();
  const entry = path.join(repositoryRoot, 'dist', 'extension.cjs');
  const folder = await mkdtemp(path.join(tmpdir(), 'plumb-bench-'));
  try {
    const empty = path.join(folder, 'empty.cjs');
    await writeFile(empty, '');
    const samples = { entry: [] as number[], empty: [] as number[] };
    // The first of each reads the disk; it is not counted.
    for (const file of [entry, empty]) requireMs(file);
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      samples.entry.push(requireMs(entry));
      samples.empty.push(requireMs(empty));
    }
    return report(median(samples.entry), median(samples.empty), (await stat(entry)).size);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What is measured is what is shipped. */
function build(): void {
  const args = ['esbuild.js', '--production'];
  const { status } = spawnSync(process.execPath, args, { cwd: repositoryRoot, stdio: 'inherit' });
  if (status !== 0) throw new Error('Plumb could not be built');
}

/** Milliseconds of one `require` in a fresh Node without anything of ours in its environment. */
function requireMs(file: string): number {
  const script = path.join(repositoryRoot, 'test', 'support', 'requireTime.cjs');
  const printed = execFileSync(process.execPath, [script, file], { encoding: 'utf8', env: {} });
  return Number(printed) / 1e6;
}

function report(entryMs: number, emptyMs: number, entryBytes: number): BenchResult {
  const ratio = rounded(entryMs / emptyMs);
  return {
    name: `Activation: require of the entry, median of ${SAMPLES} fresh processes`,
    figures: { 'activation.require': { ratio, against: 'require of an empty CommonJS module' } },
    table: [
      ['', 'ms', 'ratio', 'bytes'],
      ['an empty module', emptyMs.toFixed(3), '1.00', '0'],
      ['dist/extension.cjs', entryMs.toFixed(3), ratio.toFixed(2), String(entryBytes)],
    ],
  };
}
