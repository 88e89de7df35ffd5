import assert from 'node:assert/strict';
import { BudgetError, createBudget } from '../../../src/chat/budget.ts';
import { createLedger } from '../../../src/chat/ledger.ts';
import { createSession, type Session } from '../../../src/chat/session.ts';
import { spendingOf } from '../../../src/chat/spending.ts';
import { createInMemoryLedger } from '../../support/inMemoryLedger.ts';
import type { ScriptedAnswer } from '../../support/scriptedModel.ts';
import { call, output, readTool } from './fakeTools.ts';
import { endOf, worldOf, type World } from './sessionHarness.ts';
import { ofType } from './turnHarness.ts';

const look = readTool('look', () => Promise.resolve(output('seen')));
const usage = {
  promptTokens: 1_000,
  completionTokens: 100,
  cachedTokens: undefined,
  reasoningTokens: undefined,
};
const calls: ScriptedAnswer = { calls: [call('c1', 'look')], usage, costUsd: 0.4 };

function opened(world: World): Session {
  return createSession('chat', world.parts);
}

async function sent(session: Session, text = 'Go'): Promise<void> {
  await session.send({ text });
  await session.whenIdle();
}

describe('the money of a chat', () => {
  it('is booked before a request leaves, and settled by its bill', async () => {
    const world = worldOf([calls, { text: ['Done'], usage, costUsd: 0.1 }], { tools: [look] });
    const session = opened(world);
    const order: string[] = [];
    session.onEvent(event => {
      if (event.type === 'requestSent') order.push(`logged ${event.taskUUID}`);
    });
    await sent(session);
    assert.deepEqual(world.budget.booked, [
      'reserve task-1',
      'settle task-1 0.4',
      'reserve task-2',
      'settle task-2 0.1',
    ]);
    assert.deepEqual(order, ['logged task-1', 'logged task-2']);
    const bounds = ofType(session.events, 'requestSent').map(event => event.boundUsd ?? 0);
    assert.ok(bounds.every(bound => bound > 16_000 * 30e-6));
  });

  it('R54: is not spent by a request that could pass the limit, in the middle of a run too', async () => {
    // The script counts a request that was asked of it and not sent.
    const world = worldOf([calls, { text: ['Not sent'] }, { text: ['Done'] }], {
      tools: [look],
      // Enough for the first request's most of 0.5 and a bit, not for a second one's behind 0.4.
      settings: { chatLimitUsd: 0.8 },
      budget: createBudget({
        ledger: createLedger(createInMemoryLedger(), () => 0),
        dayLimitUsd: () => undefined,
      }),
    });
    const session = opened(world);
    await sent(session);
    assert.equal(world.client.sent.length, 1);
    const end = endOf(session);
    assert.equal(end?.reason, 'budget');
    assert.match(end.error?.message ?? '', /\$0\.40/);
    assert.equal(end.error?.action?.command, 'raiseBudget');
    // What the tool did is kept, and the turn goes on once more is allowed.
    await session.raiseBudget(5);
    await session.whenIdle();
    assert.equal(world.client.sent.length, 2);
    assert.equal(endOf(session)?.reason, 'done');
    assert.equal(spendingOf(session.events).raisedUsd, 5);
  });

  it('is given back for ids that the service refused before it began', async () => {
    const world = worldOf([{ refusals: 2, text: ['Hi'], usage, costUsd: 0.1 }]);
    const session = opened(world);
    await sent(session);
    assert.deepEqual(world.budget.booked, [
      'reserve task-1-refused-1',
      'release task-1-refused-1',
      'reserve task-1-refused-2',
      'release task-1-refused-2',
      'reserve task-1',
      'settle task-1 0.1',
    ]);
    assert.deepEqual(spendingOf(session.events).pending, []);
  });

  it('is given back for a request that Stop kept from leaving, however slow the disk is', async () => {
    const booked: string[] = [];
    let write = (): void => undefined;
    const written = new Promise<void>(resolve => (write = resolve));
    let release = (): void => undefined;
    const released = new Promise<void>(resolve => (release = resolve));
    const world = worldOf([{ text: ['Not sent'] }], {
      budget: {
        reserve: ({ taskUUID }) => {
          booked.push(`reserve ${taskUUID}`);
          session.stop();
          return written;
        },
        settle: () => Promise.reject(new Error('There is no bill.')),
        release: taskUUID => {
          booked.push(`release ${taskUUID}`);
          release();
          return Promise.resolve();
        },
      },
    });
    const session = opened(world);
    await sent(session);
    assert.equal(endOf(session)?.reason, 'stopped');
    write();
    await released;
    assert.deepEqual(booked, ['reserve task-1', 'release task-1']);
    assert.deepEqual(ofType(session.events, 'requestSent'), []);
    assert.deepEqual(world.client.sent, []);
  });

  it('is given back for a request that was stopped once it was logged', async () => {
    const world = worldOf([{ text: ['Not sent'] }]);
    const session = opened(world);
    session.onEvent(event => {
      if (event.type === 'requestSent') session.stop();
    });
    await sent(session);
    assert.deepEqual(world.client.sent, []);
    assert.deepEqual(world.budget.booked, ['reserve task-1', 'release task-1']);
    assert.deepEqual(spendingOf(session.events).pending, []);
    assert.deepEqual(world.later, []);
  });

  it('stays pending after Stop, until the service tells what it cost', async () => {
    const world = worldOf([{ text: ['Some'], instead: 'hang' }]);
    const session = opened(world);
    session.onEvent(event => {
      if (event.type === 'text') session.stop();
    });
    await sent(session);
    assert.deepEqual(world.later, [['task-1']]);
    const before = spendingOf(session.events);
    assert.ok(before.pendingUsd > 0.4);
    await session.settled('task-1', 0.07);
    await session.settled('task-1', 0.07);
    assert.deepEqual(spendingOf(session.events), {
      billedUsd: 0.07,
      pendingUsd: 0,
      pending: [],
      raisedUsd: 0,
    });
  });

  it('R53: is worked out from the tokens where the service does not tell the bill', async () => {
    const world = worldOf([{ text: ['Hi'], usage: { ...usage, cachedTokens: 600 } }]);
    const session = opened(world);
    await sent(session);
    // 400 fresh at $5, 600 cached at $0.50, 100 written at $30, per million.
    assert.equal(spendingOf(session.events).billedUsd, 0.0053);
  });

  it('is told where the prompt cache cannot serve any more', async () => {
    const settings = { model: 'openai-gpt-5-5' };
    const world = worldOf(
      [
        { text: ['One'], usage, costUsd: 0.1 },
        { text: ['Two'], usage, costUsd: 0.1 },
        { text: ['Three'], usage, costUsd: 0.1 },
      ],
      { settings },
    );
    const session = opened(world);
    await sent(session);
    await sent(session);
    assert.deepEqual(ofType(session.events, 'prefixBroken'), []);
    settings.model = 'openai-gpt-5-4';
    await sent(session);
    const [broken] = ofType(session.events, 'prefixBroken');
    assert.equal(broken?.reason, 'model');
    assert.equal(broken.tokens, 1_000);
  });

  it('names the limit in an error that is one of its own', () => {
    assert.ok(BudgetError.prototype instanceof Error);
  });
});
