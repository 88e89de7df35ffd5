import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LEVELS } from '../../src/base/accessLevel.ts';
import { repositoryRoot } from '../support/repository.ts';

const read = (file: string): string => readFileSync(path.join(repositoryRoot, file), 'utf8');

const numbered = (letter: string, from: number, to: number): string[] =>
  Array.from(
    { length: to - from + 1 },
    (_case, n) => `${letter}${String(from + n).padStart(2, '0')}`,
  );

/** docs/security.md says which test shows which case; what it says has to be so. */
describe('docs/security.md', () => {
  const text = read('docs/security.md');
  const rows = [...text.matchAll(/^\| ([SR]\d\d)\s*\|.*\| (.*?)\s*\|$/gm)].map(
    ([, number = '', files = '']) => ({
      number,
      files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
    }),
  );

  it('has a row for each case of safety', () => {
    assert.deepEqual(
      rows.map(({ number }) => number),
      [...numbered('S', 1, 23), ...numbered('S', 25, 36), 'R45', ...numbered('R', 50, 52)],
    );
  });

  it('names tests that are there and carry the number of the case in a title', () => {
    for (const { number, files } of rows) {
      assert.ok(files.length > 0, `${number} has a test`);
      for (const file of files) {
        const title = new RegExp(`(?:it|describe)\\(\\s*[\`'"][^\\n]*${number}\\b`);
        assert.match(read(file), title, `${file} has a test of ${number}`);
      }
    }
  });

  it('names files that are there', () => {
    const named = [...text.matchAll(/`((?:src|test)\/[^`*]+)`/g)].map(([, file = '']) => file);
    assert.deepEqual(
      named.filter(file => !existsSync(path.join(repositoryRoot, file))),
      [],
    );
  });

  it('has every level of the policy in its table', () => {
    for (const level of LEVELS) assert.match(text, new RegExp(`^\\| \`${level}\``, 'm'));
  });
});
