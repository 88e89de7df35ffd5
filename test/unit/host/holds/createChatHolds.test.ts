import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import { createChatHolds } from '../../../../src/host/holds/createChatHolds.ts';

describe('createChatHolds', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumb-holds-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('gives a chat to one window until it is given back (invariant 11)', async () => {
    const one = createChatHolds(folder);
    const other = createChatHolds(folder);
    assert.equal(await one.take('chat'), true);
    assert.equal(await one.take('chat'), true);
    assert.equal(await other.take('chat'), false);
    assert.deepEqual(
      [await one.isElsewhere('chat'), await other.isElsewhere('chat')],
      [false, true],
    );
    assert.equal(await other.take('another'), true);
    one.release('chat');
    assert.equal(await other.take('chat'), true);
    assert.equal(await one.has('chat'), false);
  });

  it('lets a person take a chat from a window that lives on unseen', async () => {
    const one = createChatHolds(folder);
    const other = createChatHolds(folder);
    await one.take('chat');
    assert.equal(await other.take('chat', true), true);
    assert.deepEqual([await one.has('chat'), await other.has('chat')], [false, true]);
    assert.equal(await one.take('chat'), false);
  });

  it('is never with two windows, whatever they do at once', async () => {
    const steps = fc.array(
      fc.record({ window: fc.nat({ max: 2 }), does: fc.constantFrom('take', 'release') }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async list => {
        const windows = [1, 2, 3].map(() => createChatHolds(folder));
        // All at once, and so interleaved at each access to the disk.
        await Promise.all(
          list.map(async ({ window, does }) => {
            if (does === 'take') await windows[window]?.take('chat');
            else windows[window]?.release('chat');
          }),
        );
        const having = await Promise.all(windows.map(holds => holds.has('chat')));
        assert.ok(having.filter(Boolean).length <= 1, having.join());
        for (const holds of windows) holds.release('chat');
        assert.equal(await createChatHolds(folder).isElsewhere('chat'), false);
      }),
      { numRuns: 25 },
    );
  });

  it('is with one process, and with nobody when that one is killed', async () => {
    const windows = await Promise.all([1, 2].map(() => openWindow(folder)));
    try {
      const [first, second] = windows;
      assert.ok(first !== undefined && second !== undefined);
      const taken = await Promise.all([say(first, 'take'), say(second, 'take')]);
      assert.ok(taken.filter(Boolean).length <= 1);
      await say(second, 'release');
      assert.equal(await say(first, 'take'), true);
      assert.equal(await say(second, 'take'), false);
      const ended = once(first, 'exit');
      first.kill('SIGKILL');
      await ended;
      assert.equal(await say(second, 'take'), true);
      assert.equal((await readdir(folder)).length, 1, 'what the dead one left is removed');
    } finally {
      for (const window of windows) window.kill('SIGKILL');
    }
  });

  it('is not kept by a process that has the number of one that is gone', async () => {
    const record = { host: hostname(), pid: process.pid, start: 'long ago' };
    await writeFile(path.join(folder, 'chat.other.json'), JSON.stringify(record));
    // Elsewhere than on Linux a start that cannot be read is taken for the same.
    const isTold = process.platform === 'linux';
    assert.equal(await createChatHolds(folder).take('chat'), isTold);
  });

  it('is with a window on another machine as long as that one writes', async () => {
    const file = path.join(folder, 'chat.other.json');
    await writeFile(file, JSON.stringify({ host: 'another machine', pid: 1, start: 'x' }));
    const holds = createChatHolds(folder);
    assert.equal(await holds.take('chat'), false);
    const longAgo = Date.now() / 1_000 - 3_600;
    await utimes(file, longAgo, longAgo);
    assert.equal(await holds.take('chat'), true);
  });
});

async function openWindow(folder: string): Promise<ChildProcess> {
  const window = fork('test/support/holds/window.ts', [folder], { execArgv: ['--import=tsx'] });
  await once(window, 'message');
  return window;
}

async function say(window: ChildProcess, word: string): Promise<unknown> {
  const answered = once(window, 'message');
  window.send(word);
  const [answer] = (await answered) as [unknown];
  return answer;
}
