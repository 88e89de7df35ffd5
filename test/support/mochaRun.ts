import { readFileSync, writeFileSync } from 'node:fs';
import type Mocha from 'mocha';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Each with its suites and its stack. */
  readonly failures: readonly string[];
}

export const noTests: TestCounts = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** Counts for a run that ended before it could count. */
export function brokenOff(why: string): TestCounts {
  return { ...noTests, failed: 1, failures: [why] };
}

export interface MochaRunOptions {
  /** Absolute paths of the test files. */
  readonly files: readonly string[];
  /** The longest that one test may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Only tests whose full title matches. */
  readonly grep?: string | undefined;
  /** Where the counts go as JSON when all have run; a run that dies leaves none. */
  readonly resultFile: string;
  /** Takes each line of the report. */
  readonly print: (line: string) => void;
}

/** Prints what ran, indented as its suites are, then every failure with its stack. */
function report(runner: Mocha.Runner, print: (line: string) => void): () => TestCounts {
  const failures: string[] = [];
  const counts = { passed: 0, failed: 0, skipped: 0, failures };
  let depth = 0;
  const line = (text: string) => print(`${'  '.repeat(depth)}${text}`);
  runner.on('suite', suite => {
    if (suite.root) return;
    depth++;
    line(suite.title);
  });
  runner.on('suite end', suite => {
    if (!suite.root) depth--;
  });
  runner.on('pass', test => {
    counts.passed++;
    const slow = test.speed === 'slow' ? ` (${test.duration ?? 0} ms)` : '';
    line(`  ✔ ${test.title}${slow}`);
  });
  runner.on('pending', test => {
    counts.skipped++;
    line(`  - ${test.title}`);
  });
  runner.on('fail', (test, error: unknown) => {
    counts.failed++;
    line(`  ✘ ${test.title}`);
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    failures.push(`${test.fullTitle()}\n${stack.replace(/^/gm, '    ')}`);
  });
  runner.on('end', () => {
    for (const failure of failures) print(`\n✘ ${failure}`);
  });
  return () => counts;
}

/** Runs test files in this process, here or in the extension host. */
export async function runMocha(options: MochaRunOptions): Promise<TestCounts> {
  // Imported, not required: the floor's Node gives another shape for the required ES module.
  const { default: MochaClass } = await import('mocha');
  const mocha = new MochaClass({
    ui: 'bdd',
    timeout: options.timeoutMs,
    slow: 500,
    forbidOnly: true,
  });
  if (options.grep !== undefined) mocha.grep(new RegExp(options.grep));
  for (const file of options.files) mocha.addFile(file);
  let result = (): TestCounts => noTests;
  const reporter = function (runner: Mocha.Runner): void {
    result = report(runner, options.print);
  };
  mocha.reporter(reporter as unknown as Mocha.ReporterConstructor);
  await mocha.loadFilesAsync();
  await new Promise<void>(resolve => {
    mocha.run(() => resolve());
  });
  const counts = result();
  writeFileSync(options.resultFile, JSON.stringify(counts));
  return counts;
}

/** The counts that a run wrote; a run that died is one failure. */
export function readCounts(resultFile: string): TestCounts | undefined {
  try {
    return JSON.parse(readFileSync(resultFile, 'utf8')) as TestCounts;
  } catch {
    return undefined;
  }
}
