import assert from 'node:assert/strict';
import {
  createBudget,
  BudgetError,
  type Budget,
  type BudgetRequest,
} from '../../../src/chat/budget.ts';
import { createLedger, type Ledger } from '../../../src/chat/ledger.ts';
import { createInMemoryLedger, type InMemoryLedger } from '../../support/inMemoryLedger.ts';

const NOON = new Date(2026, 10, 25, 12).getTime();
const request: BudgetRequest = {
  taskUUID: 'a',
  chatId: 'chat',
  model: 'openai-gpt-5-5',
  boundUsd: 0.98,
  chatSpentUsd: 1.62,
  chatLimitUsd: undefined,
};

async function refusalOf(sending: Promise<void>): Promise<BudgetError> {
  try {
    await sending;
  } catch (error) {
    if (error instanceof BudgetError) return error;
    throw error;
  }
  throw new Error('It was not refused');
}

describe('createBudget', () => {
  let port: InMemoryLedger;
  let ledger: Ledger;
  let budget: Budget;
  let dayLimitUsd: number | undefined;

  beforeEach(() => {
    port = createInMemoryLedger();
    ledger = createLedger(port, () => NOON);
    dayLimitUsd = undefined;
    budget = createBudget({ ledger, dayLimitUsd: () => dayLimitUsd });
  });

  it('R54 does not send what could pass the limit of the chat, and offers to raise it', async () => {
    const refusal = await refusalOf(budget.reserve({ ...request, chatLimitUsd: 2 }));
    assert.equal(refusal.limit, 'chat');
    assert.equal(
      refusal.message,
      'This chat has cost $1.62 of its limit of $2.00, and the next request could cost up to $0.98, so it was not sent.',
    );
    assert.deepEqual(refusal.action, {
      label: 'Allow $2.00 more for this chat',
      command: 'raiseBudget',
      args: ['2'],
    });
    assert.deepEqual(await ledger.pending(), []);
  });

  it('R54 sends what reaches the limit exactly', async () => {
    await budget.reserve({ ...request, chatLimitUsd: 2.6 });
    assert.deepEqual(await ledger.day(), { billedUsd: 0, pendingUsd: 0.98 });
  });

  it('offers a round amount that is enough for the request', async () => {
    const offered = async (
      chatSpentUsd: number,
      chatLimitUsd: number,
      boundUsd: number,
    ): Promise<string | undefined> => {
      const sending = budget.reserve({ ...request, chatSpentUsd, chatLimitUsd, boundUsd });
      return (await refusalOf(sending)).action?.args?.[0];
    };
    assert.equal(await offered(9.9, 10, 0.98), '10');
    assert.equal(await offered(99.9, 100, 0.98), '10');
    assert.equal(await offered(0.1, 0.3, 0.21), '0.5');
    assert.equal(await offered(0, 0.1, 3.2), '5');
    assert.equal(await offered(1, 2, 12.5), '20');
    assert.equal(await offered(0, 0.001, 0.002), '0.01');
  });

  it('R55 does not send what could pass the limit of the day, over all windows', async () => {
    dayLimitUsd = 2;
    const other = createLedger(port, () => NOON);
    await other.settle('b', 1);
    await other.reserve({ ...request, taskUUID: 'c', boundUsd: 0.5 }, 2);
    const refusal = await refusalOf(budget.reserve(request));
    assert.equal(refusal.limit, 'day');
    assert.equal(
      refusal.message,
      'Today has cost $1.00 of its limit of $2.00, over all windows; answers whose bill is not known yet may add $0.50, and the next request could cost up to $0.98, so it was not sent. Raise the limit, or go on tomorrow.',
    );
    assert.deepEqual(refusal.action, {
      label: 'Open Settings',
      command: 'workbench.action.openSettings',
      args: ['plumb.budget.perDay'],
    });
    await other.settle('c', 0.01);
    await budget.reserve({ ...request, taskUUID: 'd' });
    await budget.settle('d', 0.9);
    const later = await refusalOf(budget.reserve(request));
    assert.match(
      later.message,
      /^Today has cost \$1\.91 of its limit of \$2\.00, over all windows, /,
    );
  });

  it('R54 sends nothing of unknown price while there is a limit', async () => {
    const unknown = { ...request, boundUsd: undefined };
    const forChat = await refusalOf(budget.reserve({ ...unknown, chatLimitUsd: 100 }));
    dayLimitUsd = 100;
    const forDay = await refusalOf(budget.reserve(unknown));
    for (const { limit, message, action } of [forChat, forDay]) {
      assert.equal(limit, 'unknownPrice');
      assert.match(message, /^It is not known what openai-gpt-5-5 costs/);
      assert.deepEqual(action?.args, ['plumb.model']);
    }
    assert.deepEqual(await ledger.pending(), []);
  });

  it('books what has no price where there is no limit, and its bill afterwards', async () => {
    await budget.reserve({ ...request, boundUsd: undefined });
    assert.equal((await ledger.pending()).length, 1);
    await budget.settle('a', 0.4);
    assert.deepEqual(await ledger.day(), { billedUsd: 0.4, pendingUsd: 0 });
  });

  it('frees what was not billed', async () => {
    dayLimitUsd = 1;
    await budget.reserve(request);
    await budget.release('a');
    await budget.reserve({ ...request, taskUUID: 'b' });
  });

  it('sends nothing that could not be written down, and says why', async () => {
    port.failure = new Error('ENOSPC: no space left on device');
    await assert.rejects(budget.reserve(request), {
      name: 'PlumbError',
      message: /was not sent: ENOSPC: no space left on device\./,
    });
  });
});
