import assert from 'node:assert/strict';
import fc from 'fast-check';
import { branchOf, replacedBy } from '../../../src/chat/branch.ts';
import { conversationOf } from '../../../src/chat/conversation.ts';
import { lostRequest } from '../../../src/chat/lostRequest.ts';
import { pinnedOf } from '../../../src/chat/pins.ts';
import { createSession, type Session } from '../../../src/chat/session.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import { spendingOf } from '../../../src/chat/spending.ts';
import { standingOf } from '../../../src/chat/standing.ts';
import { storedLine } from '../../../src/chat/storedEvent.ts';
import { messagesOf } from '../../../src/chat/transcript.ts';
import { createChatPresenter } from '../../../src/host/presentChat.ts';
import type { ScriptedAnswer } from '../../support/scriptedModel.ts';
import { call, editProposal, effectTool, output, readTool } from './fakeTools.ts';
import { asLogged, worldOf, type World } from './sessionHarness.ts';
import { ofType } from './turnHarness.ts';

const look = readTool('look', () =>
  Promise.resolve({ ...output('seen'), sources: [{ origin: 'web', name: 'example.com' }] }),
);
const act = effectTool('act', {
  propose: () => editProposal('x'),
  perform: () => Promise.resolve(output('done')),
});
const usage = { promptTokens: 100, completionTokens: 10, cachedTokens: 0, reasoningTokens: 0 };
const costs = (text: string, costUsd = 0.25): ScriptedAnswer => ({ text: [text], usage, costUsd });

async function say(session: Session, text: string): Promise<void> {
  await session.send({ text });
  await session.whenIdle();
}
const idOf = (session: Session, text: string): string =>
  ofType(session.events, 'userMessage').findLast(event => event.text === text)?.id ?? '';

async function chatOf(
  answers: readonly ScriptedAnswer[],
  ...texts: readonly string[]
): Promise<World & { readonly session: Session }> {
  const world = worldOf(answers, { tools: [look, act] });
  const session = createSession('chat', world.parts);
  for (const text of texts) await say(session, text);
  return { ...world, session };
}
const contents = (session: Session): (string | undefined)[] =>
  messagesOf(session.events).map(({ content }) => content);
const shown = (session: Session): unknown => {
  const presenter = createChatPresenter();
  for (const event of session.events) presenter.present(event);
  return asLogged({ items: presenter.items, ...presenter.beside } as never);
};
const reopened = ({ parts, log }: World): Session =>
  createSession('chat', parts, readLog(log.logs.get('chat') ?? ''));

describe('a message that is sent in place of another', () => {
  it('goes back and keeps what came along, in one line of the log', async () => {
    const world = await chatOf([costs('1'), costs('2'), costs('3')], 'one', 'two');
    const { session, client } = world;
    const attachment = { label: 'a.ts', path: 'a.ts', line: 1, language: 'ts', text: 'x' };
    const lines = (): number => (world.log.logs.get('chat') ?? '').trim().split('\n').length;
    const before = lines();
    await session.resend(idOf(session, 'two'), message => ({
      ...message,
      text: 'deux',
      attachments: [attachment],
      options: { thinkingLevel: 'high' },
    }));
    assert.equal(lines(), before + 1);
    await session.whenIdle();
    assert.deepEqual(contents(session).slice(0, 2), ['one', '1']);
    assert.match(contents(session)[2] ?? '', /deux/);
    assert.equal(client.requests.at(-1)?.thinkingLevel, 'high');
    assert.equal(spendingOf(session.events).billedUsd, 0.75);
    assert.deepEqual(
      ofType(session.events, 'prefixBroken').map(({ reason }) => reason),
      ['rewound'],
    );
    assert.deepEqual(shown(reopened(world)), shown(session));
  });

  it('gives the chat its title where it is the first', async () => {
    const { session } = await chatOf([costs('1'), costs('2')], 'one');
    await session.resend(idOf(session, 'one'), message => ({ ...message, text: 'uno' }));
    await session.whenIdle();
    assert.equal(session.title, 'uno');
  });
});

describe('a deleted message', () => {
  const script = [
    costs('1'),
    { calls: [call('c', 'look')], usage, costUsd: 0.25 },
    costs('2'),
    costs('3'),
    costs('4'),
  ];

  it('leaves with its calls and their results, and comes back where it was', async () => {
    const world = await chatOf(script, 'one', 'two', 'three');
    const { session } = world;
    const all = messagesOf(session.events);
    const asShown = shown(session);
    await session.deleteMessage(idOf(session, 'two'));
    assert.deepEqual(contents(session), ['one', '1', 'three', '3']);
    assert.deepEqual(shown(reopened(world)), shown(session));
    assert.equal(spendingOf(session.events).billedUsd, 1);
    await assert.rejects(session.deleteMessage(idOf(session, 'two')), /no longer part/);
    await session.restoreMessage(idOf(session, 'two'));
    assert.deepEqual(messagesOf(session.events), all);
    assert.deepEqual(shown(session), asShown);
    assert.deepEqual(shown(reopened(world)), asShown);
    await assert.rejects(session.restoreMessage(idOf(session, 'two')), /not deleted/);
  });

  it('breaks the prompt cache with its cost, once', async () => {
    const { session } = await chatOf([...script, costs('5')], 'one', 'two', 'three');
    await session.deleteMessage(idOf(session, 'two'));
    await say(session, 'four');
    await say(session, 'five');
    const breaks = ofType(session.events, 'prefixBroken');
    assert.deepEqual(
      breaks.map(({ reason }) => reason),
      ['deleted'],
    );
    assert.equal(typeof breaks[0]?.extraUsd, 'number');
  });

  it('at the end of a chat is no break: what was sent before it is still a prefix', async () => {
    const { session } = await chatOf([costs('1'), costs('2'), costs('3')], 'one', 'two');
    await session.deleteMessage(idOf(session, 'two'));
    assert.deepEqual(contents(session), ['one', '1']);
    await say(session, 'three');
    assert.equal(contents(session).at(-2), 'three');
  });
});

describe('a pinned message or answer', () => {
  const summary = { goal: 'Go on', done: [], decisions: [], files: [], open: [] };

  it('stands word for word beside a summary, and is in the list', async () => {
    const { session } = await chatOf(
      [
        costs('The answer is 42.'),
        costs('2'),
        { text: [JSON.stringify(summary)], usage },
        costs('3'),
      ],
      'Use tabs.',
      'two',
    );
    await session.pin(idOf(session, 'Use tabs.'), true);
    await session.pin('task-1', true);
    await session.pin('task-2', true);
    await session.pin('task-2', false);
    assert.deepEqual(
      pinnedOf(session.events).map(({ text }) => text),
      ['Use tabs.', 'The answer is 42.'],
    );
    await session.summarise();
    await session.whenIdle();
    const [first = ''] = contents(session);
    assert.match(first, /Use tabs\./);
    assert.match(first, /The answer is 42\./);
    assert.doesNotMatch(first, /\n2\n/);
    // A later pin changes no row that was sent.
    await session.pin(idOf(session, 'two'), true);
    assert.equal(contents(session)[0], first);
  });
});

describe('a branch', () => {
  const begins = { id: 'branch', title: 'one (branch)', at: 5_000, from: 'chat' };

  async function branched(world: World & { readonly session: Session }, text: string) {
    const events = branchOf(world.session.events, idOf(world.session, text), begins);
    assert.ok(events !== undefined);
    const lines = events.map(event => `${storedLine(event)}\n`).join('');
    await world.log.append('branch', lines);
    return createSession('branch', world.parts, readLog(lines));
  }

  it('has everything up to and including that turn, and its first request the same beginning', async () => {
    const world = await chatOf(
      [costs('1'), { calls: [call('c', 'look')], usage }, costs('2'), costs('3'), costs('4')],
      'one',
      'two',
      'three',
    );
    const branch = await branched(world, 'two');
    assert.equal(branch.title, 'one (branch)');
    assert.equal(branch.state, 'idle');
    const sentBefore = world.client.requests[3]?.messages.slice(0, 5);
    await say(branch, 'other');
    const sent = world.client.requests.at(-1);
    assert.deepEqual(sent?.messages.slice(0, 5), sentBefore?.slice(0, 5));
    assert.equal(sent?.systemPrompt, world.client.requests[0]?.systemPrompt);
    assert.equal(ofType(branch.events, 'prefixBroken').length, 0);
  });

  it('brings back, beside the chat, what a message took the place of', async () => {
    const world = await chatOf(
      [costs('1'), costs('2'), costs('3'), costs('anew'), costs('other')],
      'one',
      'two',
      'three',
    );
    const { session } = world;
    const before = contents(session);
    await session.resend(idOf(session, 'two'), () => ({ text: 'deux' }));
    await session.whenIdle();
    await say(session, 'four');
    assert.match(
      JSON.stringify(shown(session)),
      /The message after the earlier version is no longer part of this chat/,
    );
    const replaced = replacedBy(session.events, idOf(session, 'deux')) ?? assert.fail();
    const events = branchOf(replaced.events, replaced.lastMessageId, begins) ?? assert.fail();
    assert.deepEqual(
      messagesOf(events).map(({ content }) => content),
      before,
    );
    assert.equal(replacedBy(session.events, idOf(session, 'four')), undefined);
    assert.equal(replacedBy(session.events, 'nobody'), undefined);
  });

  it('says nothing below a message that took the place of the last one', async () => {
    const { session } = await chatOf([costs('1'), costs('2'), costs('3')], 'one', 'two');
    await session.resend(idOf(session, 'two'), () => ({ text: 'deux' }));
    await session.whenIdle();
    assert.doesNotMatch(JSON.stringify(shown(session)), /no longer part/);
  });

  it('R53 counts nothing again that the other chat paid, and asks for nothing that it lost', async () => {
    const world = await chatOf(
      [costs('1'), { text: ['Half'], finishReason: 'truncated' }, costs('3')],
      'one',
      'two',
    );
    assert.notEqual(lostRequest(world.session.events), undefined);
    const branch = await branched(world, 'two');
    assert.deepEqual(spendingOf(branch.events), {
      billedUsd: 0,
      pendingUsd: 0,
      pending: [],
      raisedUsd: 0,
    });
    assert.equal(lostRequest(branch.events), undefined);
    await say(branch, 'three');
    assert.equal(spendingOf(branch.events).billedUsd, 0.25);
    assert.deepEqual(world.client.resumed, []);
    await branch.rewind(idOf(branch, 'two'));
    assert.equal(spendingOf(branch.events).billedUsd, 0.25);
  });

  it('knows what was read, and has none of what was allowed for the other chat', async () => {
    const world = worldOf(
      [{ calls: [call('c1', 'look')] }, { calls: [call('c2', 'act')] }, { text: ['1'] }],
      { tools: [look, act] },
    );
    const session = createSession('chat', world.parts);
    session.onEvent(event => {
      if (event.type !== 'toolProposed' || !event.asks) return;
      const { callId, hash } = event;
      session.decide({ chatId: 'chat', callId, hash, decision: 'alwaysForChat' });
    });
    await say(session, 'one');
    assert.equal(standingOf(session.events).editsGranted, true);
    const branch = await branched({ ...world, session }, 'one');
    const standing = standingOf(branch.events);
    assert.equal(standing.editsGranted, false);
    assert.deepEqual(
      standing.newForEdits.map(({ name }) => name),
      ['example.com'],
    );
  });
});

describe('any changes to a conversation', () => {
  const answer = fc.constantFrom<readonly ScriptedAnswer[]>(
    [costs('Answer.')],
    [{ text: ['I look.'], calls: [call('c', 'look')], usage, costUsd: 0.25 }, costs('Seen.')],
    [{ text: ['Half'], finishReason: 'truncated' }],
  );
  const change = fc.record({
    do: fc.constantFrom('say', 'resend', 'delete', 'restore', 'rewind', 'pin'),
    n: fc.nat({ max: 9 }),
  });

  it('look the same live and read back, cost what they cost, and break the cache only where it is told', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(answer, { minLength: 10, maxLength: 10 }),
        fc.array(change, { minLength: 1, maxLength: 9 }),
        async (answers, changes) => {
          const world = await chatOf(answers.flat());
          const { session, client } = world;
          const live = createChatPresenter();
          session.onEvent(event => live.present(event));
          await say(session, 'begin');
          for (const [index, { do: what, n }] of changes.entries()) {
            const messages = ofType(conversationOf(session.events), 'userMessage');
            const { id = '' } = messages[n % Math.max(1, messages.length)] ?? {};
            const deleted = ofType(session.events, 'messageDeleted').at(-1)?.messageId ?? '';
            if (what === 'say') await say(session, `message ${index}`);
            else if (what === 'pin') await session.pin(id, n % 2 === 0);
            else if (what === 'restore')
              await session.restoreMessage(deleted).catch(() => undefined);
            else if (id !== '') {
              if (what === 'delete') await session.deleteMessage(id);
              else if (what === 'rewind') await session.rewind(id);
              else await session.resend(id, ({ text }) => ({ text: `${text}, anew` }));
            }
            await session.whenIdle();
          }
          const again = reopened(world);
          assert.deepEqual(messagesOf(again.events), messagesOf(session.events));
          assert.deepEqual(shown(again), shown(session));
          assert.deepEqual(
            asLogged({ items: live.items, ...live.beside } as never),
            shown(session),
          );
          const bills = ofType(session.events, 'answerEnded').map(({ costUsd = 0 }) => costUsd);
          assert.equal(
            spendingOf(session.events).billedUsd,
            bills.reduce((sum, bill) => sum + bill, 0),
          );
          const sent = ofType(session.events, 'requestSent');
          for (let at = 1; at < sent.length; at += 1) {
            const before = client.requests[at - 1]?.messages ?? [];
            const now = client.requests[at]?.messages ?? [];
            const isPrefix = JSON.stringify(now.slice(0, before.length)) === JSON.stringify(before);
            const from = session.events.findIndex(event => event === sent[at - 1]);
            const to = session.events.findIndex(event => event === sent[at]);
            const isTold = session.events
              .slice(from, to)
              .some(({ type }) => type === 'prefixBroken');
            assert.ok(isPrefix || isTold, `request ${at + 1}`);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
