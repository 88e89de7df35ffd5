import assert from 'node:assert/strict';
import { createPatchQueue } from '../../../src/host/patchQueue.ts';
import type { Patch } from '../../../src/protocol/patch.ts';

interface Message {
  readonly seq: number;
  readonly patches: Patch[];
}

/** A queue, and its next message. */
function collecting(): {
  queue: ReturnType<typeof createPatchQueue>;
  next: () => Promise<Message>;
} {
  let deliver: (message: Message) => void = () => undefined;
  const queue = createPatchQueue(message => {
    deliver(message);
  });
  return {
    queue,
    next: () =>
      new Promise(resolve => {
        deliver = resolve;
      }),
  };
}

describe('patchQueue', () => {
  it('sends what came within a frame as one message, deltas of one text joined', async () => {
    const { queue, next } = collecting();
    queue.push([{ op: 'append', id: 't', text: 'a' }]);
    queue.push([{ op: 'append', id: 't', text: 'b' }]);
    queue.push([{ op: 'append', id: 'u', text: 'c' }]);
    queue.push([{ op: 'append', id: 't', text: 'd' }]);
    assert.deepEqual(await next(), {
      seq: 1,
      patches: [
        { op: 'append', id: 't', text: 'ab' },
        { op: 'append', id: 'u', text: 'c' },
        { op: 'append', id: 't', text: 'd' },
      ],
    });
  });

  it('numbers messages without gaps, dropped patches included', async () => {
    const { queue, next } = collecting();
    queue.push([{ op: 'remove', id: 'x', at: 0 }]);
    assert.equal((await next()).seq, 1);
    queue.push([{ op: 'remove', id: 'y', at: 0 }]);
    queue.drop();
    assert.equal(queue.seq, 1);
    queue.push([{ op: 'remove', id: 'z', at: 0 }]);
    assert.deepEqual(await next(), { seq: 2, patches: [{ op: 'remove', id: 'z', at: 0 }] });
  });

  it('posts per delta no more than the delta and 200 bytes, however long the chat is', async () => {
    const { queue, next } = collecting();
    queue.push([{ op: 'append', id: crypto.randomUUID(), text: 'word' }]);
    assert.ok(JSON.stringify(await next()).length <= 200 + 'word'.length);
  });
});
