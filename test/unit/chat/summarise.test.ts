import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiErrors.ts';
import { canonicalJson } from '../../../src/base/json.ts';
import type { ChatEvent } from '../../../src/chat/events.ts';
import { lostRequest } from '../../../src/chat/lostRequest.ts';
import { createSession, type Session } from '../../../src/chat/session.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import { messagesOf } from '../../../src/chat/transcript.ts';
import type { ScriptedAnswer } from '../../support/scriptedModel.ts';
import { call, output, readTool } from './fakeTools.ts';
import { endOf, eventOf, worldOf, type World } from './sessionHarness.ts';
import { ofType } from './turnHarness.ts';

const look = readTool('look', () => Promise.resolve(output('seen '.repeat(2_000))));
const summary = {
  goal: 'Tidy up',
  done: ['looked'],
  decisions: [],
  files: [{ path: 'a.ts', note: 'the one' }],
  open: ['the rest'],
};
const summaryAnswer: ScriptedAnswer = { wholeText: JSON.stringify(summary), costUsd: 0.1 };
const usage = {
  promptTokens: 30_000,
  completionTokens: 10,
  cachedTokens: undefined,
  reasoningTokens: undefined,
};

function opened(world: World): Session {
  return createSession('chat', world.parts);
}

describe('a chat with no room left', () => {
  it('sends nothing beyond the limit, and offers a summary or more room', async () => {
    const world = worldOf([{ calls: [call('c1', 'look')], usage }, { text: ['x'] }], {
      tools: [look],
      settings: { maxInputTokens: 31_000 },
    });
    const session = opened(world);
    await session.send({ text: 'Go' });
    await session.whenIdle();
    assert.equal(world.client.sent.length, 1);
    const end = endOf(session);
    assert.equal(end?.reason, 'contextFull');
    assert.equal(end.error?.action?.command, 'summarise');
    assert.equal(end.error.moreActions?.[0]?.command, 'raiseContext');
    await session.raiseContext(400_000);
    await session.whenIdle();
    assert.equal(world.client.sent.length, 2);
    assert.equal(endOf(session)?.reason, 'done');
  });

  it('says what a request above the price step costs', async () => {
    const big = { ...usage, promptTokens: 300_000 };
    const world = worldOf([{ calls: [call('c1', 'look')], usage: big }], { tools: [look] });
    const session = opened(world);
    await session.send({ text: 'Go' });
    await session.whenIdle();
    // 303,000 tokens at $10 and 16,000 at $45 a million.
    assert.match(endOf(session)?.error?.message ?? '', /Above 272k tokens .* up to \$3\.\d\d/);
  });

  it('goes on from a summary where it had stopped, and tells of the broken cache', async () => {
    const world = worldOf(
      [{ calls: [call('c1', 'look')], usage }, summaryAnswer, { text: ['Done'] }],
      { tools: [look], settings: { maxInputTokens: 31_000 } },
    );
    const session = opened(world);
    await session.send({ text: 'Go' });
    await session.whenIdle();
    await session.summarise();
    await session.whenIdle();
    const [, asked, after] = world.client.requests;
    // The summary is asked for with the same beginning, so the cache serves it.
    const [before] = world.client.requests;
    const rows = asked?.messages.slice(0, before?.messages.length);
    assert.equal(canonicalJson(rows), canonicalJson(before?.messages));
    assert.deepEqual(asked?.toolChoice, { type: 'none' });
    assert.equal(canonicalJson(asked.tools), canonicalJson(before?.tools));
    assert.equal(after?.messages.length, 1);
    assert.match(JSON.stringify(after.messages[0]), /Tidy up/);
    assert.equal(endOf(session)?.reason, 'done');
    assert.equal(ofType(session.events, 'prefixBroken')[0]?.reason, 'summary');
    assert.equal(ofType(session.events, 'userMessage').length, 1);
  });

  it('stays as it was where what came is no summary', async () => {
    const world = worldOf([{ text: ['Hi'] }, { wholeText: '{"goal": 1}' }, { text: ['Still'] }]);
    const session = opened(world);
    await session.send({ text: 'Go' });
    await session.whenIdle();
    await session.summarise();
    await session.whenIdle();
    assert.equal(endOf(session)?.reason, 'failed');
    assert.equal(ofType(session.events, 'summarised').length, 0);
    await session.send({ text: 'And?' });
    await session.whenIdle();
    assert.equal(world.client.requests[2]?.messages.length, 3);
  });
});

describe('a summary that did not come', () => {
  const waits: ScriptedAnswer = {
    instead: 'hang',
    atService: { wholeText: '{"goal":"As JSON"}' },
  };

  /** A chat with one answer, whose summary then breaks as the second answer of the world does. */
  async function broken(world: World): Promise<Session> {
    const session = opened(world);
    await session.send({ text: 'Go' });
    await session.whenIdle();
    const sent = eventOf(session, event => event.type === 'requestSent');
    await session.summarise();
    await sent;
    session.stop();
    await session.whenIdle();
    return session;
  }

  for (const how of ['continue', 'retry'] as const) {
    it(`is asked for again by ${how}, and is no part of the chat`, async () => {
      for (const fault of [waits, { instead: new ApiError('rateLimit', { host: 'x' }) }]) {
        const again = [{ wholeText: '{"goal": 1}' }, summaryAnswer, { text: ['So.'] }];
        const world = worldOf([{ text: ['Hi'] }, fault, ...again]);
        const session = await broken(world);
        const rows = [
          { role: 'user', content: 'Go' },
          { role: 'assistant', content: 'Hi' },
        ];
        assert.deepEqual(messagesOf(session.events), rows);
        await session[how]();
        await session.whenIdle();
        assert.deepEqual(messagesOf(session.events), rows);
        await session[how]();
        await session.whenIdle();
        assert.equal(ofType(session.events, 'summarised').length, 1);
        assert.deepEqual(world.client.resumed, []);
        assert.equal(world.client.requests.length, 4);
      }
    });
  }

  it('goes on with the turn that had no room once it is there', async () => {
    const world = worldOf(
      [
        { calls: [call('c1', 'look')], usage },
        { wholeText: '{"goal": 1}' },
        summaryAnswer,
        { text: ['Done'] },
      ],
      { tools: [look], settings: { maxInputTokens: 31_000 } },
    );
    const session = opened(world);
    await session.send({ text: 'Go' });
    await session.whenIdle();
    for (const how of ['summarise', 'retry'] as const) {
      await session[how]();
      await session.whenIdle();
    }
    assert.equal(world.client.requests.length, 4);
    assert.equal(endOf(session)?.reason, 'done');
  });

  it('leaves a cut answer to be fetched, which goes on behind its own words', async () => {
    const cut: ScriptedAnswer = {
      text: ['One, '],
      finishReason: 'truncated',
      atService: { text: ['One, ', 'two.'] },
    };
    const world = worldOf([cut, { wholeText: '{"goal": 1}' }, { text: ['Next.'] }]);
    const session = opened(world);
    await session.send({ text: 'Go' });
    await session.whenIdle();
    await session.summarise();
    await session.whenIdle();
    assert.deepEqual(lostRequest(session.events), { taskUUID: 'task-1', shownText: 'One, ' });
    const at = 0;
    const resumed: ChatEvent[] = [
      ...session.events,
      { type: 'requestResumed', at, taskUUID: 'task-1' },
      { type: 'text', at, text: 'two.' },
    ];
    assert.equal(messagesOf(resumed)[1]?.content, 'One, two.');
  });

  it('is known for one after a reload', async () => {
    const world = worldOf([{ text: ['Hi'] }, waits, summaryAnswer]);
    const before = opened(world);
    await before.send({ text: 'Go' });
    await before.whenIdle();
    const sent = eventOf(before, event => event.type === 'requestSent');
    await before.summarise();
    await sent;
    before.dispose();
    await before.whenIdle();
    const stored = readLog(world.log.logs.get('chat') ?? '');
    const after = createSession('chat', world.parts, stored);
    await after.retry();
    await after.whenIdle();
    assert.equal(ofType(after.events, 'summarised').length, 1);
    assert.deepEqual(world.client.resumed, []);
  });
});
