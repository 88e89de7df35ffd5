import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { mayBeAtWork, thisOwner, withStart } from '../../../../src/host/edits/recordOwner.ts';

describe('the owner of an open record', () => {
  const self = thisOwner();

  it('R04 may be at work as long as its process is there, however long it is silent', async () => {
    const owner = await withStart(self);
    const other = { ...self, pid: process.ppid, run: 'other' };
    assert.equal(await mayBeAtWork(owner, other, 3_600_000), true);
    assert.equal(await mayBeAtWork({ ...owner, start: 'before' }, other, 0), false);
  });

  it('R04 of an older Plumb may be at work if it also gave a sign of life', async () => {
    const other = { ...self, pid: process.ppid, run: 'other' };
    assert.equal(await mayBeAtWork(other, self, 1_000), true);
    assert.equal(await mayBeAtWork(other, self, 61_000), false, 'silent for a minute');
  });

  it('R04 is gone once its process is', async () => {
    const child = spawn(process.execPath, ['--version']);
    await once(child, 'close');
    assert.equal(await mayBeAtWork({ ...self, pid: child.pid ?? 0, run: 'other' }, self, 0), false);
  });

  it('R04 is gone if it was an earlier run in this process, and there if it is this one', async () => {
    assert.equal(await mayBeAtWork({ ...self, run: 'earlier' }, self, 0), false);
    assert.equal(await mayBeAtWork(self, self, 0), true);
  });

  it('R04 on another machine is there as long as it gives signs of life', async () => {
    const other = { ...self, host: 'elsewhere', run: 'other' };
    assert.equal(await mayBeAtWork(other, self, 0), true);
    assert.equal(await mayBeAtWork(other, self, 61_000), false);
  });
});
