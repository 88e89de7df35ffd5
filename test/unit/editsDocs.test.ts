import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../support/repository.ts';

const read = (file: string): string => readFileSync(path.join(repositoryRoot, file), 'utf8');

/** docs/edits.md says which test proves which case; what it says has to be so. */
describe('docs/edits.md', () => {
  const text = read('docs/edits.md');
  const rows = [...text.matchAll(/^\| (R\d\d)\s*\|.*\| (.*?)\s*\|$/gm)].map(
    ([, number = '', files = '']) => ({
      number,
      files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
    }),
  );

  it('has a row for each of the cases R01 to R36', () => {
    const all = Array.from({ length: 36 }, (_case, n) => `R${String(n + 1).padStart(2, '0')}`);
    assert.deepEqual(
      rows.map(({ number }) => number),
      all,
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

  it('names keys that package.json has', () => {
    const manifest = read('package.json');
    for (const [, key = ''] of text.matchAll(/`(ctrl\+[^`]+)`/g)) {
      assert.ok(manifest.includes(`"key": "${key}"`), key);
    }
  });
});
