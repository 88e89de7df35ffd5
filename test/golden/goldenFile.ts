import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Compares a text with `<name>.golden.txt` beside this file. With UPDATE_GOLDEN=1 it writes the
 * file instead; the change is then read in the diff like code.
 */
export function assertGolden(name: string, actual: string): void {
  const file = path.join(import.meta.dirname, `${name}.golden.txt`);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    writeFileSync(file, actual);
    return;
  }
  assert.ok(existsSync(file), `${file} is missing; run with UPDATE_GOLDEN=1 to write it`);
  assert.equal(actual, readFileSync(file, 'utf8'));
}
