import assert from 'node:assert/strict';
import { createRequestFaults } from '../../../src/api/requestFaults.ts';
import { createTaskPoller, type PollReport } from '../../../src/api/taskPoller.ts';
import type { TaskState } from '../../../src/api/taskStates.ts';
import { abortReason } from '../../../src/base/abort.ts';

const faults = createRequestFaults({ host: 'api.runware.ai', taskUUID: 'a', key: 'secret' });
const { signal } = new AbortController();

/** A poller whose pauses the test ends; `ask` says what `states` has. */
function polling(): {
  readonly poller: ReturnType<typeof createTaskPoller>;
  readonly states: Map<string, TaskState>;
  readonly asked: string[][];
  /** The pauses that are running, in ms. */
  readonly open: () => number[];
  readonly endPause: () => Promise<void>;
} {
  const states = new Map<string, TaskState>();
  const asked: string[][] = [];
  const pauses = new Map<() => void, number>();
  const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
  return {
    states,
    asked,
    open: () => [...pauses.values()],
    endPause: async () => {
      for (const end of [...pauses.keys()]) end();
      await settle();
    },
    poller: createTaskPoller({
      ask: ids => {
        asked.push([...ids]);
        return Promise.resolve(
          new Map(ids.map(id => [id, states.get(id) ?? { status: 'processing' }])),
        );
      },
      wait: (ms, over) =>
        new Promise((resolve, reject) => {
          const end = (): void => {
            pauses.delete(end);
            resolve();
          };
          pauses.set(end, ms);
          over.addEventListener('abort', () => {
            pauses.delete(end);
            reject(abortReason(over));
          });
        }),
    }),
  };
}

type Watching = AsyncGenerator<PollReport, undefined>;

describe('Polling for tasks', () => {
  it('asks sooner when a task joins that was just sent, and for all of them then', async () => {
    const { poller, asked, open, endPause, states } = polling();
    const first: Watching = poller.watch('a', { signal, firstMs: 1_000, faults });
    let next = first.next();
    for (const ms of [1_000, 1_500, 2_250]) {
      assert.deepEqual(open(), [ms]);
      await endPause();
      assert.equal((await next).value?.status, 'pending');
      next = first.next();
    }
    assert.deepEqual(open(), [3_375]);
    const second: Watching = poller.watch('b', { signal, firstMs: 1_000, faults });
    const joined = second.next();
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(open(), [1_000]);
    states.set('a', { status: 'success', items: [] }).set('b', { status: 'success', items: [] });
    await endPause();
    assert.equal((await next).value?.status, 'success');
    assert.equal((await joined).value?.status, 'success');
    assert.deepEqual(asked.at(-1), ['a', 'b']);
    assert.deepEqual(open(), []);
  });

  it('has no pause left when the last one leaves, though nobody took the last report', async () => {
    const { poller, open, endPause, states, asked } = polling();
    const watching: Watching = poller.watch('a', { signal, firstMs: 0, faults });
    const next = watching.next();
    await endPause();
    await next;
    states.set('a', { status: 'success', items: [] });
    // Whoever reads is busy with the first report; the task has ended meanwhile.
    await endPause();
    assert.deepEqual([open(), asked.length], [[], 2]);
    assert.equal((await watching.next()).value?.status, 'success');
    assert.deepEqual(await watching.next(), { done: true, value: undefined });

    const left: Watching = poller.watch('b', { signal, firstMs: 0, faults });
    const unheard = left.next();
    assert.deepEqual(open(), [0]);
    await endPause();
    await unheard;
    await left.return(undefined);
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(open(), []);
  });

  it('tells everybody of an error that nobody expects', async () => {
    const poller = createTaskPoller({
      ask: () => Promise.reject(new Error('a bug')),
      wait: () => Promise.resolve(),
    });
    const watched = ['a', 'b'].map(id => poller.watch(id, { signal, firstMs: 0, faults }).next());
    for (const one of watched) await assert.rejects(one, /a bug/);
  });

  it('does not begin for a signal that is aborted', async () => {
    const { poller, open } = polling();
    const stopped = AbortSignal.abort();
    await assert.rejects(poller.watch('a', { signal: stopped, firstMs: 0, faults }).next());
    assert.deepEqual(open(), []);
  });
});
