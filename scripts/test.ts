// `npm test`: every layer of tests in turn. `npm test -- unit contract`: these layers. `npm test --
// test/unit/x.test.ts`: this file. `--grep WORDS`: only tests whose title matches.
import { spawn, spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { runHostTests } from '../test/host/run.ts';
import { brokenOff, noTests, readCounts, type TestCounts } from '../test/support/mochaRun.ts';
import { endOnSignals } from '../test/support/vscode/processGroup.ts';
import { layerNames, layers, type Layer } from './layers.ts';
import { filesWithKeys } from './sweepKeys.ts';

const { values, positionals } = parseArgs({
  options: { grep: { type: 'string' } },
  allowPositionals: true,
});

function filesOf(layer: Layer): string[] {
  const named = positionals
    .filter(word => word.includes('.test.'))
    .map(file => path.normalize(file));
  const files = layer.globs.flatMap(glob => globSync(glob)).sort();
  return named.length > 0 ? files.filter(file => named.includes(file)) : files;
}

function chosenLayers(): readonly Layer[] {
  for (const word of positionals) {
    if (!word.includes('.test.') && !layerNames.some(name => name === word)) {
      console.error(`There is no layer "${word}"; there are: ${layerNames.join(', ')}`);
      process.exit(2);
    }
  }
  if (positionals.length === 0) return layers;
  return layers.filter(
    layer =>
      positionals.includes(layer.name) ||
      positionals.some(word => word.startsWith(`test/${layer.name}/`)),
  );
}

function build(): boolean {
  console.log('Building');
  const args = ['esbuild.js', '--production', '--tests'];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0;
}

/** Plain mocha under Node, in a process of its own, with TSX for the panel's components. */
async function runInNode(
  layer: Layer,
  folder: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<TestCounts> {
  const resultFile = path.join(folder, `${layer.name}.json`);
  const files = filesOf(layer).map(file => path.resolve(file));
  if (files.length === 0) return noTests;
  const args = ['--import=tsx', '--enable-source-maps', 'scripts/mochaLayer.ts', resultFile];
  args.push(String(layer.timeoutMs), values.grep ?? '', ...files);
  const config = { TSX_TSCONFIG_PATH: 'test/support/tsx.tsconfig.json' };
  const env = { ...process.env, ...config, ...variables };
  const child = spawn(process.execPath, args, { stdio: 'inherit', env });
  const endWithUs = () => child.kill('SIGTERM');
  process.once('exit', endWithUs);
  await new Promise(resolve => child.once('close', resolve));
  process.off('exit', endWithUs);
  return readCounts(resultFile) ?? brokenOff(`The ${layer.name} tests did not come to an end.`);
}

async function runLayer(layer: Layer, folder: string): Promise<TestCounts> {
  if (layer.name === 'host') return runHostTests({ grep: values.grep });
  if (layer.name === 'floor') return runHostTests({ grep: values.grep, version: 'floor' });
  if (layer.name === 'panelFloor') {
    return runInNode(layer, folder, { PLUMB_VSCODE_VERSION: 'floor' });
  }
  return runInNode(layer, folder);
}

const begunAt = Date.now();
endOnSignals(() => process.exit(130));
const folder = mkdtempSync(path.join(tmpdir(), 'plumb-test-'));
const chosen = chosenLayers();
const total = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
const empty: string[] = [];
if (chosen.some(layer => layer.needsBuild) && !build()) total.failed++;
else {
  for (const layer of chosen) {
    const begun = performance.now();
    console.log(`\n■ ${layer.name}`);
    const counts = await runLayer(layer, folder);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    failures.push(...counts.failures.map(failure => `${layer.name}: ${failure}`));
    const { passed, failed, skipped } = counts;
    if (passed + failed + skipped === 0) empty.push(layer.name);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(`  ${layer.name}: ${JSON.stringify({ passed, failed, skipped })} in ${seconds} s`);
  }
}
rmSync(folder, { recursive: true, force: true });
for (const file of filesWithKeys(begunAt)) {
  console.log(`\nA key of the tests is left in ${file}`);
  total.failed++;
}

// Again, for who sees no more of a long run than its end.
if (chosen.length > 1) for (const failure of failures) console.log(`\n✘ ${failure}`);
// A --grep is meant for a few tests, wherever they are; else a layer without tests is a mistake.
const missing = values.grep === undefined ? empty : chosen.length === empty.length ? empty : [];
if (missing.length > 0) console.log(`\nNo test ran in: ${missing.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || missing.length > 0 ? 1 : 0);
