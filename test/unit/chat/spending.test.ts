import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatEvent } from '../../../src/chat/events.ts';
import { spendingOf } from '../../../src/chat/spending.ts';

const sent = (taskUUID: string, boundUsd?: number): ChatEvent => ({
  type: 'requestSent',
  at: 1,
  taskUUID,
  model: 'm',
  ...(boundUsd === undefined ? {} : { boundUsd }),
});
const ended = (taskUUID: string, costUsd?: number): ChatEvent => ({
  type: 'answerEnded',
  at: 1,
  taskUUID,
  toolCalls: [],
  finishReason: 'stop',
  ...(costUsd === undefined ? {} : { costUsd }),
});
const settled = (taskUUID: string, costUsd: number): ChatEvent => ({
  type: 'costSettled',
  at: 1,
  taskUUID,
  costUsd,
});

describe('what a chat has cost', () => {
  it('is what was billed, and the most that open requests may cost', () => {
    const { billedUsd, pendingUsd, pending } = spendingOf([
      sent('a', 1),
      ended('a', 0.2),
      sent('b', 0.5),
      ended('b'),
      sent('c', 0.25),
    ]);
    assert.equal(billedUsd, 0.2);
    assert.equal(pendingUsd, 0.75);
    assert.deepEqual(pending, ['b', 'c']);
  });

  it('takes a late bill in the place of the bound, and nothing for what was not billed', () => {
    const spending = spendingOf([sent('a', 1), settled('a', 0.3), sent('b', 1), settled('b', 0)]);
    assert.deepEqual(spending, { billedUsd: 0.3, pendingUsd: 0, pending: [], raisedUsd: 0 });
  });

  it('R53: counts no request twice, whatever is told of it and how often', () => {
    const events = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 900 }), fc.boolean()),
    );
    fc.assert(
      fc.property(events, told => {
        const cents = new Map<string, number>();
        const list = [sent('a', 1), sent('b', 1), sent('c', 1)];
        for (const [id, cost, isLate] of told) {
          list.push(isLate ? settled(id, cost / 100) : ended(id, cost / 100));
          if (!cents.has(id)) cents.set(id, cost);
        }
        const sum = [...cents.values()].reduce((a, b) => a + b, 0);
        const { billedUsd, pendingUsd } = spendingOf(list);
        assert.equal(billedUsd, sum / 100);
        assert.equal(pendingUsd, 3 - cents.size);
      }),
    );
  });
});
