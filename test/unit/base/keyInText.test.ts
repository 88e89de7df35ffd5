import assert from 'node:assert/strict';
import { keyInText } from '../../../src/base/keyInText.ts';

const runware = 'aB3dE6gH9jK2mN5pQ8rS1tU4vW7xY0zA';

describe('an API key in a message', () => {
  it('S27: is noticed alone, in a sentence, in quotes and after "key"', () => {
    const small = 'abcdefghijklmnopqrstuvwxyz012345';
    for (const [text, key] of [
      [runware, runware],
      [`my key is ${runware}, use it`, runware],
      [`"${runware}"`, runware],
      [`RUNWARE_API_KEY=${runware}`, undefined],
      [`key: ${small}`, small],
      [`API key is ${small}`, small],
      ['sk-proj-abcdEFGH1234_5678-ijkl', 'sk-proj-abcdEFGH1234_5678-ijkl'],
    ] as const) {
      if (key !== undefined) assert.equal(keyInText(text)?.key, key, text);
    }
    assert.equal(keyInText(`RUNWARE_API_KEY=${runware}`)?.key, runware);
  });

  it('S27: is not seen in hashes, ids, paths and plain words', () => {
    for (const text of [
      'Fix the tests',
      'commit 0123456789abcdef0123456789abcdef01234567',
      'md5 d41d8cd98f00b204e9800998ecf8427e',
      '123e4567-e89b-12d3-a456-426614174000',
      `https://example.org/${runware}/file`,
      'createPanelHandlersForTheWholeThing',
      'the key ABC of the map',
      'sk-learn',
    ]) {
      assert.equal(keyInText(text), undefined, text);
    }
  });

  it('S27: is taken out wherever it stands, and the rest of the text is kept', () => {
    assert.equal(keyInText(`a ${runware} b ${runware} c`)?.without, 'a [key] b [key] c');
    assert.equal(keyInText(`My API key is: ${runware}`)?.isAll, true);
    assert.equal(keyInText(`${runware} fix the tests`)?.isAll, false);
  });

  it('takes no longer than the text is long', () => {
    const begun = performance.now();
    for (const text of ['a'.repeat(300_000), 'key '.repeat(100_000), 'sk-'.repeat(100_000)]) {
      keyInText(text);
    }
    assert.ok(performance.now() - begun < 2_000);
  });
});
