import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';

/** A tool of node_modules with its arguments. */
export type Check = readonly [tool: string, ...args: string[]];

/** Runs all of them, also after one failed, and ends this process with the worst outcome. */
export function runChecks(checks: readonly Check[]): never {
  process.exit(failuresOf(checks) > 0 ? 1 : 0);
}

/** Runs all of them, also after one failed. @returns how many failed */
export function failuresOf(checks: readonly Check[]): number {
  const bin = path.join('node_modules', '.bin');
  let failed = 0;
  for (const [tool, ...args] of checks) {
    console.log(`■ ${[tool, ...args].join(' ')}`);
    const { status } = spawnSync(path.join(bin, tool), args, {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) failed++;
  }
  if (failed > 0) console.log(`${failed} of ${checks.length} checks failed`);
  return failed;
}
