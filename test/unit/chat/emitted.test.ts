import assert from 'node:assert/strict';
import { emitted } from '../../../src/chat/emitted.ts';

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of values) list.push(value);
  return list;
}

describe('emitted', () => {
  it('yields what several sides emit, in the order of emitting', async () => {
    const values = emitted<string>(async ({ emit, tell }) => {
      tell('a');
      await Promise.all([emit('b'), emit('c')]);
      tell('d');
    });
    assert.deepEqual(await all(values), ['a', 'b', 'c', 'd']);
  });

  it('goes on behind an emit only once the reader is done with the value', async () => {
    const steps: string[] = [];
    const values = emitted<string>(async ({ emit }) => {
      await emit('value');
      steps.push('went on');
    });
    await values.next();
    await new Promise(resolve => setImmediate(resolve));
    steps.push('reader is done');
    await values.next();
    assert.deepEqual(steps, ['reader is done', 'went on']);
  });

  it('throws what the work throws, behind all that it had emitted', async () => {
    const seen: string[] = [];
    const reading = (async () => {
      const values = emitted<string>(({ tell }) => {
        tell('before');
        return Promise.reject(new Error('broken'));
      });
      for await (const value of values) seen.push(value);
    })();
    await assert.rejects(reading, /broken/);
    assert.deepEqual(seen, ['before']);
  });

  it('lets the work do nothing more once the reader left', async () => {
    const outcomes: string[] = [];
    const finished = new Promise<void>(resolve => {
      const values = emitted<string>(async ({ emit, tell }) => {
        const waiting = emit('second').catch(() => outcomes.push('queued rejected'));
        await emit('first').catch(() => outcomes.push('taken rejected'));
        await waiting;
        tell('unheard');
        await emit('third').catch(() => outcomes.push('later rejected'));
        resolve();
      });
      void values.next().then(() => values.return());
    });
    await finished;
    assert.deepEqual(outcomes.toSorted(), ['later rejected', 'queued rejected', 'taken rejected']);
  });
});
