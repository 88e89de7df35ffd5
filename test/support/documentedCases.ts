import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from './repository.ts';

export function readInRepository(file: string): string {
  return readFileSync(path.join(repositoryRoot, file), 'utf8');
}

/** A row of a document's table of cases. */
export interface DocumentedCase {
  /** `R07` */
  readonly number: string;
  /** The test files that its last cell names. */
  readonly files: readonly string[];
}

export function documentedCases(text: string): DocumentedCase[] {
  return [...text.matchAll(/^\| ([SR]\d\d)\s*\|.*\| (.*?)\s*\|$/gm)].map(
    ([, number = '', files = '']) => ({
      number,
      files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
    }),
  );
}

/** `R01` to `R36` */
export function caseNumbers(letter: string, from: number, to: number): string[] {
  return Array.from(
    { length: to - from + 1 },
    (_case, n) => `${letter}${String(from + n).padStart(2, '0')}`,
  );
}

/** Fails if a case names no test, or one without the case's number in a title. */
export function assertTested(cases: readonly DocumentedCase[]): void {
  for (const { number, files } of cases) {
    assert.ok(files.length > 0, `${number} has a test`);
    for (const file of files) {
      const title = new RegExp(`(?:it|describe)\\(\\s*[\`'"][^\\n]*${number}\\b`);
      assert.match(readInRepository(file), title, `${file} has a test of ${number}`);
    }
  }
}

/** Fails if a document names a source or test file that is not there. */
export function assertFilesExist(text: string): void {
  const named = [...text.matchAll(/`((?:src|test)\/[^`*]+)`/g)].map(([, file = '']) => file);
  assert.deepEqual(
    named.filter(file => !existsSync(path.join(repositoryRoot, file))),
    [],
  );
}
