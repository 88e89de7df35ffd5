import assert from 'node:assert/strict';
import { createLedger, type Ledger, type LedgerPort } from '../../../src/chat/ledger.ts';
import { createInMemoryLedger, type InMemoryLedger } from '../../support/inMemoryLedger.ts';

const NOON = new Date(2026, 10, 25, 12).getTime();
const TODAY = '2026-11-25';

describe('createLedger', () => {
  let port: InMemoryLedger;
  let now = NOON;
  /** A window of the same machine. */
  const window = (on: LedgerPort = port): Ledger => createLedger(on, () => now);
  const reserve = (
    ledger: Ledger,
    taskUUID: string,
    boundUsd: number,
    limit?: number,
  ): ReturnType<Ledger['reserve']> =>
    ledger.reserve({ taskUUID, chatId: 'chat', model: 'openai-gpt-5-5', boundUsd }, limit);

  beforeEach(() => {
    port = createInMemoryLedger();
    now = NOON;
  });

  it('R55 counts what another window has reserved', async () => {
    assert.deepEqual(await reserve(window(), 'a', 0.7, 1), { ok: true });
    const refused = await reserve(window(), 'b', 0.4, 1);
    assert.deepEqual(refused, { ok: false, spentUsd: 0, pendingUsd: 0.7 });
    assert.deepEqual(await reserve(window(), 'c', 0.3, 1), { ok: true });
  });

  it('R54 lets a request pass that reaches the limit exactly, after many small ones', async () => {
    const ledger = window();
    for (let n = 0; n < 10; n += 1) {
      assert.deepEqual(await reserve(ledger, `a${n}`, 0.1, 1), { ok: true });
      await ledger.settle(`a${n}`, 0.07);
    }
    assert.deepEqual(await reserve(ledger, 'b', 0.3, 1), { ok: true });
    assert.deepEqual(await reserve(ledger, 'c', 0.000_000_001, 1), {
      ok: false,
      spentUsd: 0.7,
      pendingUsd: 0.3,
    });
  });

  it('R53 puts the bill in place of the bound, once, however often it is told', async () => {
    const ledger = window();
    await reserve(ledger, 'a', 0.5);
    assert.deepEqual(await ledger.day(), { billedUsd: 0, pendingUsd: 0.5 });
    await ledger.settle('a', 0.12);
    await window().settle('a', 0.12);
    await window().release('a');
    assert.deepEqual(await ledger.day(), { billedUsd: 0.12, pendingUsd: 0 });
    assert.deepEqual(await ledger.history(7), [{ day: TODAY, billedUsd: 0.12, requests: 1 }]);
  });

  it('tells this window of each bill once it is written, and of nothing else', async () => {
    const ledger = window();
    const sums: Promise<number>[] = [];
    ledger.onSettled(() => sums.push(ledger.day().then(({ billedUsd }) => billedUsd)));
    await reserve(ledger, 'a', 0.5);
    await reserve(ledger, 'b', 0.5);
    await ledger.settle('a', 0.12);
    await ledger.release('b');
    port.failure = new Error('The disk is full');
    await assert.rejects(ledger.settle('b', 0.2));
    assert.deepEqual(await Promise.all(sums), [0.12]);
  });

  it('frees what was not billed, once, and takes a bill that comes after all', async () => {
    const ledger = window();
    await reserve(ledger, 'a', 0.5);
    await ledger.release('a');
    await window().release('a');
    await ledger.release('never-there');
    assert.deepEqual(await ledger.day(), { billedUsd: 0, pendingUsd: 0 });
    assert.deepEqual(await ledger.history(7), []);
    await ledger.settle('a', 0.2);
    assert.deepEqual(await ledger.day(), { billedUsd: 0.2, pendingUsd: 0 });
  });

  it('sums without the drift of floats', async () => {
    const ledger = window();
    for (let n = 0; n < 1_000; n += 1) await ledger.settle(`a${n}`, 0.1);
    assert.equal((await ledger.day()).billedUsd, 100);
  });

  it('books a request of a model without a price at nothing until its bill is known', async () => {
    const ledger = window();
    assert.deepEqual(await reserve(ledger, 'a', 0), { ok: true });
    assert.deepEqual(await ledger.pending(), [
      { taskUUID: 'a', chatId: 'chat', at: NOON, boundUsd: 0 },
    ]);
    await ledger.settle('a', 0.3);
    assert.deepEqual(await ledger.pending(), []);
    assert.deepEqual(await reserve(window(), 'b', 0.8, 1), {
      ok: false,
      spentUsd: 0.3,
      pendingUsd: 0,
    });
  });

  it('keeps a request on the day on which it was reserved, over midnight and a reload', async () => {
    const before = window();
    now = new Date(2026, 10, 25, 23, 59, 59).getTime();
    await reserve(before, 'a', 0.5, 1);
    await reserve(before, 'b', 0.5, 1);
    now = new Date(2026, 10, 26, 0, 0, 1).getTime();
    assert.deepEqual(await before.day(), { billedUsd: 0, pendingUsd: 0 });
    assert.deepEqual(await reserve(before, 'c', 1, 1), { ok: true });
    await before.settle('a', 0.2);
    await window().settle('b', 0.3);
    await window().settle('c', 0.4);
    assert.deepEqual(await window().history(7), [
      { day: '2026-11-26', billedUsd: 0.4, requests: 1 },
      { day: TODAY, billedUsd: 0.5, requests: 2 },
    ]);
    assert.deepEqual(await window().history(1), [
      { day: '2026-11-26', billedUsd: 0.4, requests: 1 },
    ]);
  });

  it('finds what was reserved before the clock was set back', async () => {
    await reserve(window(), 'a', 0.5, 1);
    now = NOON - 36 * 3_600_000;
    assert.deepEqual(
      (await window().pending()).map(({ taskUUID }) => taskUUID),
      ['a'],
    );
    await window().settle('a', 0.2);
    now = NOON;
    assert.deepEqual(await window().day(), { billedUsd: 0.2, pendingUsd: 0 });
  });

  it('R55 names the pending answers of all windows, of the last days', async () => {
    await reserve(window(), 'a', 0.5);
    await reserve(window(), 'b', 0.25);
    now += 24 * 3_600_000;
    await reserve(window(), 'c', 0.125);
    await window().settle('b', 0.1);
    assert.deepEqual(
      (await window().pending()).map(({ taskUUID, boundUsd, at }) => [taskUUID, boundUsd, at]),
      [
        ['c', 0.125, now],
        ['a', 0.5, NOON],
      ],
    );
  });

  it('R47 skips lines that are damaged or of a newer Plumb, and no others', async () => {
    await reserve(window(), 'a', 0.5, 2);
    port.texts.set(
      TODAY,
      `${port.texts.get(TODAY) ?? ''}\n{"type":"reserved","boundNa\n\0\0\0\n{"type":"refunded"}\n[1]`,
    );
    await reserve(window(), 'b', 0.25, 2);
    assert.deepEqual(await window().day(), { billedUsd: 0, pendingUsd: 0.75 });
    assert.equal((await reserve(window(), 'c', 1.5, 2)).ok, false);
    assert.deepEqual(await window().day(), { billedUsd: 0, pendingUsd: 0.75 });
  });

  it('does not let a request go whose own line came out torn', async () => {
    const tearing: LedgerPort = {
      ...port,
      append: (day, line) => port.append(day, line.slice(0, -1)),
    };
    await assert.rejects(reserve(window(tearing), 'a', 0.5, 1), /lost a reservation/);
    assert.deepEqual(await window().day(), { billedUsd: 0, pendingUsd: 0 });
    assert.deepEqual(await reserve(window(), 'b', 1, 1), { ok: true });
  });

  it('does not let a request go if the ledger cannot be written or read back', async () => {
    port.failure = new Error('disk full');
    await assert.rejects(reserve(window(), 'a', 0.5, 1), /disk full/);
    port.failure = undefined;
    const unreadable: LedgerPort = { ...port, read: () => Promise.reject(new Error('no access')) };
    await assert.rejects(reserve(window(unreadable), 'b', 0.5, 1), /no access/);
    assert.deepEqual(await window().day(), { billedUsd: 0, pendingUsd: 0 });
  });

  it('takes no amount that is no money, and writes nothing then', async () => {
    for (const amount of [-0.01, NaN, Infinity, 1e12]) {
      await assert.rejects(reserve(window(), 'a', amount, 1), RangeError);
      await assert.rejects(window().settle('a', amount), RangeError);
    }
    await assert.rejects(reserve(window(), 'a', 0.5, NaN), RangeError);
    assert.equal(port.texts.size, 0);
    assert.deepEqual(await reserve(window(), 'a', 0.5, 1e12), { ok: true });
  });
});
