import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { copySampleWorkspace, type WorkspaceCopy } from '../../support/workspaceCopy.ts';
import { runCommandIn } from './runCommandIn.ts';

describe('the sample workspace', () => {
  let copy: WorkspaceCopy;
  beforeEach(async () => {
    copy = await copySampleWorkspace();
  });
  afterEach(() => copy.remove());

  it('fails two of its tests as it stands, and none once its bug is mended', async () => {
    const broken = await runCommandIn(copy.folder, 'npm test');
    assert.equal(broken.exitCode, 1, broken.output);
    assert.match(broken.output, /\bfail 2\b/);
    const file = path.join(copy.folder, 'src', 'discount.ts');
    const source = await readFile(file, 'utf8');
    await writeFile(file, source.replace('tiers.find(', 'tiers.findLast('));
    const mended = await runCommandIn(copy.folder, 'npm test');
    assert.equal(mended.exitCode, 0, mended.output);
    assert.match(mended.output, /\bfail 0\b/);
  });

  it('needs nothing to be installed and holds no carriage return', async () => {
    const entries = await readdir(copy.folder, { recursive: true, withFileTypes: true });
    const files = entries.filter(
      entry => entry.isFile() && !path.join(entry.parentPath, '').includes(`${path.sep}.git`),
    );
    const texts = await Promise.all(
      files.map(file => readFile(path.join(file.parentPath, file.name), 'utf8')),
    );
    assert.ok(files.length > 8);
    assert.ok(texts.every(text => !text.includes('\r')));
    assert.ok(!entries.some(entry => entry.name === 'node_modules'));
    assert.doesNotMatch(texts.join('\n'), /"(devD|d)ependencies"/);
  });
});
