import assert from 'node:assert/strict';
import { abortReason } from '../../../src/base/abort.ts';
import { nullLogger } from '../../../src/base/logger.ts';
import { createLedger, type Ledger } from '../../../src/chat/ledger.ts';
import {
  createSettlement,
  type Settled,
  type Settlement,
  type TaskState,
} from '../../../src/chat/settlement.ts';
import { createInMemoryLedger } from '../../support/inMemoryLedger.ts';
import { until } from '../../support/until.ts';

const NOON = new Date(2026, 10, 25, 12).getTime();

interface Pause {
  readonly ms: number;
  readonly end: () => void;
}

describe('createSettlement', () => {
  let now = NOON;
  let ledger: Ledger;
  let settlement: Settlement;
  let states: Map<string, TaskState | Error>;
  let asked: string[];
  let settled: Settled[];
  let pauses: Pause[];
  let begun: number[];
  let mostAtOnce = 0;

  /** Waits for the pause, ends it, and waits until the service was asked. */
  const pass = async (): Promise<void> => {
    await until('it waits', () => pauses.length > 0);
    const before = asked.length;
    const [pause] = pauses.splice(0, 1);
    now += pause?.ms ?? 0;
    pause?.end();
    await until('it has asked', () => asked.length > before);
  };
  const isSettled = (count: number): Promise<void> =>
    until('it is settled', () => settled.length === count);
  const reserve = async (taskUUID: string, boundUsd = 0.5): Promise<void> => {
    await ledger.reserve(
      { taskUUID, chatId: `chat of ${taskUUID}`, model: 'm', boundUsd },
      undefined,
    );
  };

  beforeEach(() => {
    now = NOON;
    ledger = createLedger(createInMemoryLedger(), () => now);
    states = new Map();
    asked = [];
    settled = [];
    pauses = [];
    begun = [];
    mostAtOnce = 0;
    let atOnce = 0;
    settlement = createSettlement({
      ledger,
      lookup: async taskUUID => {
        asked.push(taskUUID);
        const state = states.get(taskUUID) ?? { state: 'running' };
        atOnce += 1;
        mostAtOnce = Math.max(mostAtOnce, atOnce);
        await Promise.resolve();
        atOnce -= 1;
        if (state instanceof Error) throw state;
        return state;
      },
      onSettled: one => {
        settled.push(one);
      },
      wait: (ms, signal) =>
        new Promise((resolve, reject) => {
          begun.push(ms);
          pauses.push({ ms, end: resolve });
          signal.addEventListener('abort', () => reject(abortReason(signal)), { once: true });
        }),
      now: () => now,
      logger: nullLogger,
    });
  });
  afterEach(() => settlement.dispose());

  it('R53 puts the bill in place of the bound when the service tells it', async () => {
    await reserve('a');
    settlement.settleLater(['a']);
    await pass();
    await pass();
    states.set('a', { state: 'billed', costUsd: 0.12 });
    await pass();
    await isSettled(1);
    assert.deepEqual(begun, [1_000, 2_000, 4_000]);
    assert.deepEqual(settled, [{ taskUUID: 'a', chatId: 'chat of a', costUsd: 0.12 }]);
    assert.deepEqual(await ledger.day(), { billedUsd: 0.12, pendingUsd: 0 });
    assert.deepEqual(pauses, [], 'something still waits');
  });

  it('asks ever less often, for five minutes at most, and leaves no timer behind', async () => {
    await reserve('a');
    settlement.settleLater(['a']);
    for (let n = 0; n < 32; n += 1) await pass();
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(begun.slice(0, 6), [1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    assert.equal(
      begun.reduce((sum, ms) => sum + ms, 0),
      295_000,
    );
    assert.deepEqual(pauses, []);
    assert.deepEqual(await ledger.day(), { billedUsd: 0, pendingUsd: 0.5 });
    // The next time it begins anew.
    settlement.settleLater(['a']);
    states.set('a', { state: 'billed', costUsd: 0.2 });
    await pass();
    await isSettled(1);
  });

  it('books nothing for an answer that came to nothing', async () => {
    await reserve('a');
    states.set('a', { state: 'failed' });
    settlement.settleLater(['a']);
    await pass();
    await isSettled(1);
    assert.deepEqual(settled, [{ taskUUID: 'a', chatId: 'chat of a', costUsd: 0 }]);
    assert.deepEqual(await ledger.day(), { billedUsd: 0, pendingUsd: 0 });
  });

  it('keeps the bound of a request that the service does not know for an hour', async () => {
    await reserve('a');
    states.set('a', { state: 'unknown' });
    settlement.settleLater(['a']);
    await pass();
    await until('it waits again', () => pauses.length > 0);
    assert.deepEqual(settled, []);
    assert.deepEqual(await ledger.day(), { billedUsd: 0, pendingUsd: 0.5 });
    now = NOON + 3_600_000;
    await pass();
    await isSettled(1);
    assert.deepEqual(settled, [{ taskUUID: 'a', chatId: 'chat of a', costUsd: 0 }]);
    assert.deepEqual(await ledger.day(), { billedUsd: 0, pendingUsd: 0 });
  });

  it('keeps the bound of an answer whose cost the service does not tell, and asks no more', async () => {
    await reserve('a');
    await reserve('b');
    states.set('a', { state: 'billed', costUsd: undefined });
    settlement.settleLater(['a', 'b']);
    await pass();
    await pass();
    await until('the other was asked for again', () => asked.length === 3);
    assert.deepEqual(asked, ['a', 'b', 'b']);
    assert.deepEqual(await ledger.day(), { billedUsd: 0, pendingUsd: 1 });
  });

  it('asks again where asking failed, and settles the others meanwhile', async () => {
    await reserve('a');
    await reserve('b');
    states.set('a', new Error('no network'));
    states.set('b', { state: 'billed', costUsd: 0.1 });
    settlement.settleLater(['a', 'b']);
    await pass();
    await isSettled(1);
    states.set('a', { state: 'billed', costUsd: 0.2 });
    await pass();
    await isSettled(2);
    assert.deepEqual(await ledger.day(), { billedUsd: 0.3, pendingUsd: 0 });
  });

  it('asks for many at a time, for each once', async () => {
    const ids = Array.from({ length: 30 }, (_, n) => `a${n}`);
    for (const id of ids) states.set(id, { state: 'billed', costUsd: 0.1 });
    settlement.settleLater([...ids, ...ids]);
    settlement.settleLater(ids);
    await pass();
    await isSettled(30);
    assert.deepEqual(asked, ids);
    assert.equal(mostAtOnce, 8);
    assert.equal((await ledger.day()).billedUsd, 3);
    assert.deepEqual(pauses, []);
  });

  it('R55 at start-up asks for what is open, but not for what another window has just sent', async () => {
    await reserve('old');
    now += 60_000;
    await reserve('new');
    await reserve('done');
    await ledger.settle('done', 0.1);
    now += 5_000;
    states.set('old', { state: 'billed', costUsd: 0.2 });
    await settlement.settleOpen();
    await pass();
    await isSettled(1);
    assert.deepEqual(asked, ['old']);
    assert.deepEqual(
      (await ledger.pending()).map(({ taskUUID }) => taskUUID),
      ['new'],
    );
  });

  it('waits for nothing while nothing is open', async () => {
    await settlement.settleOpen();
    settlement.settleLater([]);
    assert.deepEqual(begun, []);
  });

  it('ends with its window', async () => {
    await reserve('a');
    settlement.settleLater(['a']);
    await until('it waits', () => pauses.length > 0);
    settlement.dispose();
    settlement.settleLater(['b']);
    for (const { end } of pauses) end();
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(asked, []);
  });
});
