import assert from 'node:assert/strict';
import { LEVELS } from '../../src/base/accessLevel.ts';
import {
  assertFilesExist,
  assertTested,
  caseNumbers,
  documentedCases,
  readInRepository,
} from '../support/documentedCases.ts';

/** docs/security.md says which test shows which case; what it says has to be so. */
describe('docs/security.md', () => {
  const text = readInRepository('docs/security.md');
  const rows = documentedCases(text);

  it('has a row for each case of safety', () => {
    assert.deepEqual(
      rows.map(({ number }) => number),
      [...caseNumbers('S', 1, 23), ...caseNumbers('S', 25, 36), 'R45', ...caseNumbers('R', 50, 52)],
    );
  });

  it('names tests that are there and carry the number of the case in a title', () => {
    assertTested(rows);
  });

  it('names files that are there', () => {
    assertFilesExist(text);
  });

  it('has every level of the policy in its table', () => {
    for (const level of LEVELS) assert.match(text, new RegExp(`^\\| \`${level}\``, 'm'));
  });
});
