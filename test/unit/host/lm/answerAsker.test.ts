import assert from 'node:assert/strict';
import type { ModelRequest } from '../../../../src/api/modelClient.ts';
import { findModel } from '../../../../src/api/models.ts';
import { isAbort, PlumbError } from '../../../../src/base/errors.ts';
import { nullLogger } from '../../../../src/base/logger.ts';
import { BudgetError, createBudget } from '../../../../src/chat/budget.ts';
import { createLedger } from '../../../../src/chat/ledger.ts';
import { createPromptSizer } from '../../../../src/chat/promptSize.ts';
import { answerAsker, FilteredAnswer } from '../../../../src/host/lm/answerAsker.ts';
import { createInMemoryLedger } from '../../../support/inMemoryLedger.ts';
import { createScriptedModel, type ScriptedAnswer } from '../../../support/scriptedModel.ts';
import { until } from '../../../support/until.ts';

const request: ModelRequest = {
  model: 'openai-gpt-5-5',
  messages: [{ role: 'user', content: 'Hi' }],
  maxTokens: 1_000,
};

function arrange(answer: ScriptedAnswer, dayLimitUsd?: number) {
  const client = createScriptedModel([answer]);
  const ledger = createLedger(createInMemoryLedger(), () => 0);
  const stop = new AbortController();
  const got: string[] = [];
  const later: string[] = [];
  const run = (): Promise<void> =>
    answerAsker(
      request,
      {
        chatId: 'vscode.lm/a.b',
        sizer: createPromptSizer(),
        signal: stop.signal,
        facts: findModel(request.model),
      },
      {
        text: text => got.push(text),
        call: ({ id, name, input }) => got.push(`${id} ${name} ${JSON.stringify(input)}`),
      },
      {
        client,
        budget: createBudget({ ledger, dayLimitUsd: () => dayLimitUsd }),
        settleLater: ids => later.push(...ids),
        now: () => 0,
        logger: nullLogger,
      },
    );
  return { run, client, ledger, stop, got, later };
}

describe('an answer for another program', () => {
  it('comes in pieces, its calls whole at the end, and its cost is in the ledger', async () => {
    const call = { valid: true, id: 'c', name: 'look', input: { at: 1 } } as const;
    const asked = arrange({ text: ['He', 'llo'], calls: [call], costUsd: 0.25 });
    await asked.run();
    assert.deepEqual(asked.got, ['He', 'llo', 'c look {"at":1}']);
    assert.deepEqual(await asked.ledger.day(), { billedUsd: 0.25, pendingUsd: 0 });
    assert.deepEqual(asked.later, []);
  });

  it('is not asked for when the day’s limit forbids it', async () => {
    const asked = arrange({ text: ['Hi'] }, 0.001);
    await assert.rejects(asked.run(), (error: unknown) => {
      assert.ok(error instanceof BudgetError);
      assert.equal(error.limit, 'day');
      return true;
    });
    assert.deepEqual(asked.client.sent, []);
    assert.deepEqual(await asked.ledger.day(), { billedUsd: 0, pendingUsd: 0 });
  });

  it('stays booked at its most when it is stopped, until the service tells the bill', async () => {
    const asked = arrange({ text: ['Hi'], instead: 'hang' });
    const running = asked.run();
    const stopped = assert.rejects(running, isAbort);
    await until('it has begun', () => asked.got.length > 0);
    asked.stop.abort();
    await stopped;
    assert.deepEqual(asked.later, asked.client.sent);
    const { billedUsd, pendingUsd } = await asked.ledger.day();
    assert.equal(billedUsd, 0);
    assert.ok(pendingUsd > 0);
  });

  it('is an error, after its text, when it is not whole', async () => {
    for (const [finishReason, words] of [
      ['length', /cut off at 1000 tokens/],
      ['truncated', /ended before the answer did/],
      ['content_filter', /content rules/],
    ] as const) {
      const asked = arrange({ text: ['Half'], finishReason, costUsd: 0.1 });
      await assert.rejects(asked.run(), (error: unknown) => {
        assert.ok(error instanceof PlumbError);
        assert.match(error.message, words);
        assert.equal(error instanceof FilteredAnswer, finishReason === 'content_filter');
        return true;
      });
      assert.deepEqual(asked.got, ['Half']);
      assert.equal((await asked.ledger.day()).billedUsd, 0.1);
    }
  });

  it('hands over no call of an answer with a broken one', async () => {
    const good = { valid: true, id: 'a', name: 'look', input: {} } as const;
    const bad = { valid: false, id: 'b', name: 'write', raw: '{"te', reason: 'cut' } as const;
    const asked = arrange({ calls: [good, bad] });
    await assert.rejects(asked.run(), /called write with arguments that are no JSON/);
    assert.deepEqual(asked.got, []);
  });
});
