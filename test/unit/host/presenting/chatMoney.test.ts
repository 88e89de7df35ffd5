import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../../src/chat/events.ts';
import { createChatMoney, type ChatMoney } from '../../../../src/host/presenting/chatMoney.ts';

const asks = (id: string): ChatEvent => ({
  type: 'userMessage',
  at: 1,
  id,
  text: 'x',
  attachments: [],
});
const sent = (taskUUID: string): ChatEvent => ({
  type: 'requestSent',
  at: 2,
  taskUUID,
  model: 'm',
  boundUsd: 1,
});
const answered = (taskUUID: string, costUsd?: number, cachedTokens = 0): ChatEvent => ({
  type: 'answerEnded',
  at: 3,
  taskUUID,
  toolCalls: [],
  finishReason: 'stop',
  usage: { promptTokens: 100, completionTokens: 1, cachedTokens },
  ...(costUsd === undefined ? {} : { costUsd }),
});
const settled = (taskUUID: string, costUsd: number): ChatEvent => ({
  type: 'costSettled',
  at: 4,
  taskUUID,
  costUsd,
});

function after(...events: ChatEvent[]): ChatMoney {
  const money = createChatMoney();
  for (const event of events) money.add(event);
  return money;
}

describe('the money of a turn', () => {
  it('adds up the requests of the turn, and starts anew with the next', () => {
    const first = [asks('1'), sent('a'), answered('a', 0.25), sent('b'), answered('b', 0.5)];
    assert.equal(after(...first).turnCostUsd, 0.75);
    assert.equal(after(...first, asks('2')).turnCostUsd, 0);
    assert.deepEqual(
      after(...first, asks('2'), sent('c'), answered('c', 0.125)).turnCostUsd,
      0.125,
    );
  });

  it('counts a late bill to its own turn only, and once', () => {
    const first = [asks('1'), sent('a'), answered('a')];
    assert.equal(after(...first, settled('a', 0.5), settled('a', 0.5)).turnCostUsd, 0.5);
    const late = after(...first, asks('2'), settled('a', 0.5));
    assert.equal(late.turnCostUsd, 0);
    assert.equal(late.costUsd, 0.5);
  });

  it('R53: tells which share of what was sent came from the cache', () => {
    assert.equal(after(asks('1')).cachedShare, undefined);
    assert.equal(
      after(sent('a'), answered('a', 0, 50), sent('b'), answered('b', 0, 100)).cachedShare,
      0.75,
    );
  });
});
