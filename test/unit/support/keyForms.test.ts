import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesThatHold } from '../../support/keyForms.ts';
import { storedKey } from '../../support/testKeys.ts';

/** Ways in which a key could come to stand in a file, the text around it included. */
const written: Readonly<Record<string, string | Buffer>> = {
  plain: `before ${storedKey} behind`,
  'URL-encoded': `?key=${encodeURIComponent(storedKey)}&x`,
  hex: Buffer.from(`a${storedKey}b`).toString('hex'),
  'upper hex': Buffer.from(storedKey).toString('hex').toUpperCase(),
  base64: Buffer.from(storedKey).toString('base64'),
  'base64 behind one': Buffer.from(`a${storedKey}bc`).toString('base64'),
  'base64 behind two': Buffer.from(`ab${storedKey}`).toString('base64url'),
  'UTF-16': Buffer.from(`key: ${storedKey}\n`, 'utf16le'),
  'among bytes': Buffer.concat([Buffer.from([0, 255, 128]), Buffer.from(storedKey)]),
};

describe('the search for keys', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'forms-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  for (const [name, content] of Object.entries(written)) {
    it(`finds one that stands there ${name}`, () => {
      const file = path.join(folder, 'a');
      writeFileSync(file, content);
      writeFileSync(path.join(folder, 'b'), 'nothing of it');
      assert.deepEqual(filesThatHold(folder, [storedKey]), [file]);
    });
  }

  it('finds none in what is only like it', () => {
    writeFileSync(path.join(folder, 'a'), storedKey.slice(0, -3).repeat(3));
    assert.deepEqual(filesThatHold(folder, [storedKey]), []);
  });
});
