import assert from 'node:assert/strict';
import fc from 'fast-check';
import { conversationOf } from '../../../src/chat/conversation.ts';
import type { ChatEvent } from '../../../src/chat/events.ts';
import { imagesOf } from '../../../src/chat/images.ts';
import { lostRequest } from '../../../src/chat/lostRequest.ts';
import { createSession, type Session } from '../../../src/chat/session.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import { spendingOf } from '../../../src/chat/spending.ts';
import { messagesOf } from '../../../src/chat/transcript.ts';
import type { ScriptedAnswer } from '../../support/scriptedModel.ts';
import { call, editProposal, effectTool, output, readTool } from './fakeTools.ts';
import { eventOf, worldOf, type World } from './sessionHarness.ts';
import { ofType, userMessage } from './turnHarness.ts';

const look = readTool('look', () => Promise.resolve(output('seen')));
const usage = { promptTokens: 100, completionTokens: 10, cachedTokens: 0, reasoningTokens: 0 };

async function say(session: Session, text: string): Promise<void> {
  await session.send({ text });
  await session.whenIdle();
}

const idOf = (session: Session, text: string): string =>
  ofType(session.events, 'userMessage').find(event => event.text === text)?.id ?? '';

async function chatOf(
  answers: readonly ScriptedAnswer[],
  ...texts: readonly string[]
): Promise<World & { readonly session: Session }> {
  const world = worldOf(answers, { tools: [look] });
  const session = createSession('chat', world.parts);
  for (const text of texts) await say(session, text);
  return { ...world, session };
}

describe('a chat that goes back to before a message', () => {
  it('gives the message back and goes on as if it had never been sent', async () => {
    const { session, client } = await chatOf(
      [{ text: ['1'] }, { text: ['2'] }, { text: ['3'] }],
      'one',
      'two',
    );
    const before = messagesOf(session.events).slice(0, 2);
    assert.equal(await session.rewind(idOf(session, 'two')), 'two');
    assert.deepEqual(messagesOf(session.events), before);
    await say(session, 'three');
    const asked = client.requests.at(-1)?.messages;
    assert.deepEqual(asked, [...before, { role: 'user', content: 'three' }]);
  });

  it('keeps in its log what was said, and what it cost', async () => {
    const { session, log } = await chatOf(
      [
        { text: ['1'], usage, costUsd: 0.25 },
        { text: ['2'], usage, costUsd: 0.5 },
      ],
      'one',
      'two',
    );
    await session.rewind(idOf(session, 'one'));
    assert.equal(spendingOf(session.events).billedUsd, 0.75);
    const { events } = readLog(log.logs.get('chat') ?? '');
    assert.deepEqual(
      ofType(events, 'userMessage').map(({ text }) => text),
      ['one', 'two'],
    );
    assert.deepEqual(messagesOf(events), []);
  });

  it('R35 is the same after a reload', async () => {
    const { session, log, parts } = await chatOf([{ text: ['1'] }, { text: ['2'] }], 'one', 'two');
    await session.rewind(idOf(session, 'two'));
    const again = createSession('chat', parts, readLog(log.logs.get('chat') ?? ''));
    assert.deepEqual(messagesOf(again.events), messagesOf(session.events));
    assert.equal(await again.rewind(idOf(again, 'one')), 'one');
    assert.deepEqual(messagesOf(again.events), []);
  });

  it('tells of the cache that serves no longer, with its cost, once', async () => {
    const { session } = await chatOf(
      [
        { text: ['1'], usage, costUsd: 0.1 },
        { text: ['2'], usage, costUsd: 0.1 },
        { text: ['3'] },
        { text: ['4'] },
      ],
      'one',
      'two',
    );
    await session.rewind(idOf(session, 'two'));
    await say(session, 'three');
    await say(session, 'four');
    const breaks = ofType(session.events, 'prefixBroken');
    assert.deepEqual(
      breaks.map(({ reason }) => reason),
      ['rewound'],
    );
    assert.equal(typeof breaks[0]?.extraUsd, 'number');
  });

  it('takes its title from the message that it then begins with', async () => {
    const { session } = await chatOf([{ text: ['1'] }, { text: ['2'] }], 'one');
    await session.rewind(idOf(session, 'one'));
    await say(session, 'another');
    assert.equal(session.title, 'another');
  });

  it('refuses while it works, and a message that is gone', async () => {
    const { parts } = worldOf([{ text: ['1'] }, { text: ['Hm'], instead: 'hang' }]);
    const session = createSession('chat', parts);
    await say(session, 'one');
    const text = eventOf(session, event => event.type === 'text');
    await session.send({ text: 'two' });
    await text;
    await assert.rejects(session.rewind(idOf(session, 'two')), /still working/);
    session.stop();
    await session.whenIdle();
    const two = idOf(session, 'two');
    await session.rewind(two);
    await assert.rejects(session.rewind(two), /no longer part/);
    await assert.rejects(session.rewind('nobody'), /no longer part/);
    assert.equal(ofType(session.events, 'rewound').length, 1);
  });

  it('has nothing to retry or to go on with of what was taken back', async () => {
    const { parts } = worldOf([{ text: ['1'] }, { text: ['Hm'], instead: 'hang' }]);
    const session = createSession('chat', parts);
    await say(session, 'one');
    const text = eventOf(session, event => event.type === 'text');
    await session.send({ text: 'two' });
    await text;
    session.stop();
    await session.whenIdle();
    assert.notEqual(lostRequest(session.events), undefined);
    await session.rewind(idOf(session, 'two'));
    assert.equal(lostRequest(session.events), undefined);
    await assert.rejects(session.retry(), /nothing to retry/);
  });

  it('asks again about what was always allowed in the part that was taken back', async () => {
    const act = effectTool('act', {
      propose: () => editProposal('x'),
      perform: () => Promise.resolve(output('done')),
    });
    const { parts } = worldOf(
      [{ calls: [call('c1', 'act')] }, { text: ['1'] }, { calls: [call('c2', 'act')] }, {}],
      { tools: [act] },
    );
    const session = createSession('chat', parts);
    session.onEvent(event => {
      if (event.type !== 'toolProposed' || !event.asks) return;
      const { callId, hash } = event;
      session.decide({ chatId: 'chat', callId, hash, decision: 'alwaysForChat' });
    });
    await say(session, 'one');
    await session.rewind(idOf(session, 'one'));
    await say(session, 'two');
    assert.deepEqual(
      ofType(session.events, 'toolProposed').map(({ asks }) => asks),
      [true, true],
    );
  });

  it('sends no image of it, and knows what was uploaded all the same', () => {
    const image = (id: string) => ({ id, name: `${id}.png`, mediaType: 'image/png' });
    const message = (id: string): ChatEvent => ({
      type: 'userMessage',
      at: 1,
      id,
      text: id,
      attachments: [],
      images: [image(id)],
    });
    const images = imagesOf([
      message('a'),
      message('b'),
      { type: 'imageUploaded', at: 1, imageId: 'a', mediaUUID: 'uploaded-a' },
      { type: 'rewound', at: 2, messageId: 'b' },
      message('c'),
    ]);
    assert.deepEqual(
      images.map(({ image: { id }, isNew, mediaUUID }) => [id, isNew, mediaUUID]),
      [
        ['a', false, 'uploaded-a'],
        ['c', true, undefined],
      ],
    );
  });

  it('R47 stays as it is where the line of the message was damaged', () => {
    const events = [userMessage('a'), { type: 'rewound', at: 2, messageId: 'lost' } as const];
    assert.equal(messagesOf(events).length, 1);
  });
});

describe('the schema of a log', () => {
  /** What a Plumb of schema 2 looks for in every line that it does not understand. */
  const isNewerForSchema2 = (line: string): boolean => {
    const { type, schema } = JSON.parse(line) as { type: string; schema?: number };
    return type === 'created' && (schema ?? 0) > 2;
  };

  it('R47 is raised before anything is added to a chat of an older Plumb, and that once', async () => {
    const { parts, log } = worldOf([{ text: ['2'] }, { text: ['3'] }]);
    const old: readonly ChatEvent[] = [
      { type: 'created', at: 1, schema: 2, id: 'chat' },
      userMessage('old'),
      { type: 'turnEnded', at: 2, reason: 'done' },
    ];
    await log.append('chat', old.map(event => `${JSON.stringify(event)}\n`).join(''));
    const session = createSession('chat', parts, readLog(log.logs.get('chat') ?? ''));
    assert.equal(
      log.logs.get('chat')?.trim().split('\n').length,
      old.length,
      'reading adds nothing',
    );
    await session.rewind('u1');
    await say(session, 'new');
    const lines = (log.logs.get('chat') ?? '').trim().split('\n');
    assert.deepEqual(
      lines.flatMap((line, index) => (isNewerForSchema2(line) ? [index] : [])),
      [old.length],
    );
    const again = readLog(log.logs.get('chat') ?? '');
    assert.equal(again.newer, false);
    assert.deepEqual(messagesOf(again.events).at(0), { role: 'user', content: 'new' });
  });
});

describe('going back, at any message of any chat', () => {
  const step = fc.constantFrom<readonly ScriptedAnswer[]>(
    [{ text: ['Answer.'] }],
    [{ text: ['I look.'], calls: [call('c', 'look')] }, { text: ['Seen.'] }],
    [{ calls: [call('c', 'look'), call('d', 'nothingLikeIt')] }, {}],
    [{ text: ['Half'], finishReason: 'truncated' }],
  );

  it('leaves the messages of before it, and only adds to them from then on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 5 }),
        fc.nat(),
        fc.nat(),
        async (turns, which, whichNext) => {
          const { parts, client } = worldOf(
            [...turns.flat(), { text: ['On.'] }, { text: ['On.'] }],
            {
              tools: [look],
            },
          );
          const session = createSession('chat', parts);
          for (const [index] of turns.entries()) await say(session, `message ${index}`);

          const rewindTo = async (number: number): Promise<void> => {
            const messages = ofType(conversationOf(session.events), 'userMessage');
            const { id = '' } = messages[number % messages.length] ?? {};
            const place = session.events.findIndex(
              event => event.type === 'userMessage' && event.id === id,
            );
            const before = messagesOf(session.events.slice(0, place));
            await session.rewind(id);
            assert.deepEqual(messagesOf(session.events), before);
            await say(session, 'Go on.');
            const sent = client.requests.at(-1)?.messages ?? [];
            assert.deepEqual(sent.slice(0, before.length), before);
            assert.deepEqual(messagesOf(session.events).slice(0, sent.length), sent);
          };
          await rewindTo(which);
          await rewindTo(whichNext);
        },
      ),
      { numRuns: 150 },
    );
  });
});
