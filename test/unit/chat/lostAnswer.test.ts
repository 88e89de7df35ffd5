import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiErrors.ts';
import { AnswerNotThere } from '../../../src/api/modelClient.ts';
import { CONTINUE_TEXT } from '../../../src/chat/continuation.ts';
import { createSession, type Session } from '../../../src/chat/session.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import { messagesOf } from '../../../src/chat/transcript.ts';
import { createFreeBudget } from '../../support/freeBudget.ts';
import type { ScriptedAnswer } from '../../support/scriptedModel.ts';
import { call, output, readTool } from './fakeTools.ts';
import { endOf, eventOf, worldOf, type World } from './sessionHarness.ts';
import { ofType } from './turnHarness.ts';

const look = readTool('look', () => Promise.resolve(output('seen')));

function opened(world: World): Session {
  const text = world.log.logs.get('chat');
  return createSession('chat', world.parts, text === undefined ? undefined : readLog(text));
}

async function stoppedIn(session: Session, words: string): Promise<void> {
  const said = eventOf(session, event => event.type === 'text' && event.text === words);
  await session.send({ text: 'Go' });
  await said;
  session.stop();
  await session.whenIdle();
}

/** Asks in the background, and the window goes before there is an answer. */
async function leftInBackground(world: World): Promise<void> {
  const session = opened(world);
  const asked = eventOf(session, event => event.type === 'requestSent');
  await session.send({ text: 'Go', options: { delivery: 'async' } });
  await asked;
  session.dispose();
  await session.whenIdle();
}

const cut: ScriptedAnswer = {
  text: ['One, '],
  instead: 'hang',
  atService: { text: ['One, ', 'two.'], costUsd: 0.1 },
};

describe('an answer that was paid for', () => {
  it('is fetched whole by Continue after Stop, with no new request', async () => {
    const world = worldOf([cut]);
    const session = opened(world);
    await stoppedIn(session, 'One, ');
    await session.continue();
    await session.whenIdle();
    assert.equal(world.client.requests.length, 1);
    assert.deepEqual(world.client.resumed, ['task-1']);
    assert.deepEqual(messagesOf(session.events).slice(1), [
      { role: 'assistant', content: 'One, two.' },
    ]);
    assert.equal(endOf(session)?.reason, 'done');
  });

  it('goes on with the calls that it made', async () => {
    const answer: ScriptedAnswer = {
      text: ['One, '],
      instead: 'hang',
      atService: { text: ['One, '], calls: [call('c1', 'look')] },
    };
    const world = worldOf([answer, { text: ['Done'] }], { tools: [look] });
    const session = opened(world);
    await stoppedIn(session, 'One, ');
    await session.continue();
    await session.whenIdle();
    assert.equal(world.client.requests.length, 2);
    assert.equal(world.client.requests[1]?.messages.at(-1)?.role, 'tool');
  });

  it('is asked for anew where the service does not know it: Continue says so as a message', async () => {
    const world = worldOf([{ text: ['One, '], instead: 'hang' }, { text: ['two.'] }]);
    const session = opened(world);
    await stoppedIn(session, 'One, ');
    await session.continue();
    await session.whenIdle();
    assert.deepEqual(world.client.resumed, ['task-1']);
    assert.deepEqual(
      messagesOf(session.events).map(({ role, content }) => [role, content]),
      [
        ['user', 'Go'],
        ['assistant', 'One, '],
        ['user', CONTINUE_TEXT],
        ['assistant', 'two.'],
      ],
    );
  });

  it('is not asked for anew where nobody could tell what became of it', async () => {
    const groups = ['network', 'timeout', 'serverError', 'quota', 'provider', 'unknown'] as const;
    for (const group of groups) {
      const untold = new ApiError(group, { host: 'api.runware.ai' });
      const world = worldOf([{ ...cut, atService: { instead: untold } }, { text: ['x'] }]);
      const session = opened(world);
      await stoppedIn(session, 'One, ');
      for (const how of ['continue', 'retry'] as const) {
        await session[how]();
        await session.whenIdle();
        assert.equal(world.client.requests.length, 1, group);
        assert.equal(endOf(session)?.reason, 'failed', group);
      }
    }
  });

  it('R46: in the background outlives the window: it is found again by its id', async () => {
    const world = worldOf([{ ...cut, text: [] }, { text: ['x'] }]);
    await leftInBackground(world);
    const after = opened(world);
    assert.equal(ofType(after.events, 'turnEnded').length, 0);
    await after.takeUp();
    await after.whenIdle();
    assert.equal(world.client.requests.length, 1);
    assert.equal(endOf(after)?.reason, 'done');
    assert.equal(messagesOf(after.events)[1]?.content, 'One, two.');
  });

  it('R46: in the background is not asked for anew by itself where it is not there: Retry does', async () => {
    const filtered = new AnswerNotThere(new ApiError('safety', { host: 'api.runware.ai' }));
    for (const [lost, actions] of [
      [{}, ['retry']],
      [{ atService: { instead: filtered } }, ['editMessage', 'retry']],
    ] as const) {
      const world = worldOf([{ ...lost, instead: 'hang' }, { text: ['New.'] }]);
      await leftInBackground(world);
      const after = opened(world);
      await after.takeUp();
      await after.whenIdle();
      assert.equal(world.client.requests.length, 1);
      const { reason, error } = endOf(after) ?? {};
      assert.equal(reason, 'failed');
      assert.deepEqual(
        [error?.action, ...(error?.moreActions ?? [])].map(action => action?.command),
        actions,
      );
      await after.retry();
      await after.whenIdle();
      assert.equal(world.client.requests.length, 2);
      assert.equal(messagesOf(after.events)[1]?.content, 'New.');
    }
  });

  it('R46: streamed is not taken up by itself, but is still there to be continued', async () => {
    const world = worldOf([cut]);
    const before = opened(world);
    const said = eventOf(before, event => event.type === 'text');
    await before.send({ text: 'Go' });
    await said;
    before.dispose();
    await before.whenIdle();
    const after = opened(world);
    assert.equal(endOf(after)?.reason, 'interrupted');
    await after.takeUp();
    assert.equal(after.state, 'idle');
    await after.continue();
    await after.whenIdle();
    assert.equal(messagesOf(after.events)[1]?.content, 'One, two.');
  });
});

describe('the bill of an answer that was fetched', () => {
  const lost: ScriptedAnswer = { text: ['A'], instead: 'hang' };

  it('is that of all its results', async () => {
    const others = [{ wholeText: 'B', costUsd: 0.5 }];
    const world = worldOf([{ ...lost, atService: { text: ['A'], costUsd: 0.25, others } }]);
    const session = opened(world);
    const asked = eventOf(session, event => event.type === 'requestSent');
    await session.send({ text: 'Go', options: { numberResults: 2 } });
    await asked;
    await new Promise(setImmediate);
    session.stop();
    await session.whenIdle();
    await session.continue();
    await session.whenIdle();
    assert.deepEqual(world.budget.booked.slice(1), ['settle task-1 0.75']);
  });

  it('keeps the answer though it cannot be written down', async () => {
    const world = worldOf([{ ...lost, atService: { text: ['A', 'B'], costUsd: 0.1 } }], {
      budget: {
        ...createFreeBudget(),
        settle: () => Promise.reject(new Error('The disk is full.')),
      },
    });
    const session = opened(world);
    await stoppedIn(session, 'A');
    await session.continue();
    await session.whenIdle();
    assert.equal(endOf(session)?.reason, 'done');
    assert.equal(messagesOf(session.events)[1]?.content, 'AB');
    assert.equal(world.client.requests.length, 1);
  });
});

describe('several answers to one message', () => {
  const several: ScriptedAnswer = {
    // As a client tells the first result of a body that holds several.
    text: ['A'],
    costUsd: 0.1,
    others: [{ wholeText: 'B', costUsd: 0.2 }],
  };

  it('are offered, one is kept, and the chat goes on from it', async () => {
    const world = worldOf([several, { text: ['So'] }]);
    const session = opened(world);
    await session.send({ text: 'Go', options: { numberResults: 2 } });
    await session.whenIdle();
    const [offered] = ofType(session.events, 'answersOffered');
    assert.deepEqual(
      offered?.answers.map(({ text }) => text),
      ['A', 'B'],
    );
    assert.equal(ofType(session.events, 'answerEnded')[0]?.costUsd?.toFixed(2), '0.30');
    await assert.rejects(session.send({ text: 'Next' }), /Keep one of the answers/);
    await assert.rejects(session.keepAnswer('task-1', 2), /no longer/);
    await session.keepAnswer('task-1', 1);
    await assert.rejects(session.keepAnswer('task-1', 0), /no longer/);
    await session.send({ text: 'Next' });
    await session.whenIdle();
    assert.deepEqual(
      world.client.requests[1]?.messages.map(({ content }) => content),
      ['Go', 'B', 'Next'],
    );
  });
});
