import assert from 'node:assert/strict';
import {
  assertFilesExist,
  assertTested,
  caseNumbers,
  documentedCases,
  readInRepository,
} from '../support/documentedCases.ts';

/** docs/edits.md says which test proves which case; what it says has to be so. */
describe('docs/edits.md', () => {
  const text = readInRepository('docs/edits.md');
  const rows = documentedCases(text);

  it('has a row for each of the cases R01 to R36', () => {
    assert.deepEqual(
      rows.map(({ number }) => number),
      caseNumbers('R', 1, 36),
    );
  });

  it('names tests that are there and carry the number of the case in a title', () => {
    assertTested(rows);
  });

  it('names files that are there', () => {
    assertFilesExist(text);
  });

  it('names keys that package.json has', () => {
    const manifest = readInRepository('package.json');
    for (const [, key = ''] of text.matchAll(/`(ctrl\+[^`]+)`/g)) {
      assert.ok(manifest.includes(`"key": "${key}"`), key);
    }
  });
});
