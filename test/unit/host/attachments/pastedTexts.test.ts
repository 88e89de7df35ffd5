import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPastedTexts } from '../../../../src/host/attachments/pastedTexts.ts';

describe('pasted texts', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumb-pasted-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const texts = () =>
    createPastedTexts(folder, text => text.replaceAll('opensesame', '[redacted]'));

  it('are there after a reload, and gone once they were sent', async () => {
    const id = await texts().keep('line\n'.repeat(1_000));
    assert.equal(await texts().read(id), 'line\n'.repeat(1_000));
    await texts().remove(id);
    await assert.rejects(texts().read(id), /no longer there/);
  });

  it('S26 S27 are kept without API keys', async () => {
    const keys = ['aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF', `sk-${'x1Y'.repeat(10)}`];
    const id = await texts().keep(`${keys.join('\n')}\nopensesame\nrest`);
    assert.equal(await texts().read(id), '[key]\n[key]\n[redacted]\nrest');
  });

  it('are 1 MB at most, counted in bytes', async () => {
    await texts().keep('a'.repeat(1024 * 1024));
    await assert.rejects(texts().keep('ä'.repeat(600_000)), /larger than 1 MB/);
  });
});
