import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finishedBlocks, growingBlocks, wholeBlocks } from '../../../media/markdown/blocks.ts';
import { findRowFault } from '../../../src/api/messageRules.ts';
import { branchOf } from '../../../src/chat/branch.ts';
import { checkpointsOf } from '../../../src/chat/checkpointLog.ts';
import { CONTINUE_TEXT } from '../../../src/chat/continuation.ts';
import type { ChatEvent, LiveEvent } from '../../../src/chat/events.ts';
import { pinnedOf } from '../../../src/chat/pins.ts';
import { createSession, type Session } from '../../../src/chat/session.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import { messagesOf } from '../../../src/chat/transcript.ts';
import { chatMarkdown } from '../../../src/host/history/chatMarkdown.ts';
import { createLogSearch } from '../../../src/host/history/searchLog.ts';
import { textQuery } from '../../../src/host/history/searchText.ts';
import { createChatPresenter } from '../../../src/host/presentChat.ts';
import type { ChatItem } from '../../../src/protocol/viewModel.ts';
import type { ScriptedAnswer } from '../../support/scriptedModel.ts';
import { call, output, readTool } from './fakeTools.ts';
import { eventOf, worldOf, type World } from './sessionHarness.ts';

const ANSWER = [
  'Replace it, **all of it**:',
  '',
  '```ts',
  'export function total(items: Item[]): number {',
  '  return items.reduce((sum, { price }) => sum + price, 0);',
  '}',
  '```',
  '',
  '| a | b |',
  '|---|---|',
  '| 1 | 2 |',
  '',
  '- one',
  '- two $x_1$',
  '',
  'Done.',
].join('\n');
const AT = ANSWER.indexOf('uce((sum');
const FIRST = ANSWER.slice(0, AT);
const REST = ANSWER.slice(AT);

const cutAt = (text: string): ScriptedAnswer => ({ text: [text], finishReason: 'length' });

/** All that happened, and what the panel shows of it. */
function followed(session: Session): { readonly items: readonly ChatItem[] } {
  const presenter = createChatPresenter();
  for (const event of session.events) presenter.present(event);
  session.onEvent(event => presenter.present(event));
  return presenter;
}

function itemsOf(events: readonly (ChatEvent | LiveEvent)[]): readonly ChatItem[] {
  const presenter = createChatPresenter();
  for (const event of events) presenter.present(event);
  return presenter.items;
}

const textsOf = (items: readonly ChatItem[]): string[] =>
  items.flatMap(item => (item.kind === 'text' ? item.text : []));
const kindsOf = (items: readonly ChatItem[]): string[] => items.map(({ kind }) => kind);

async function turn(session: Session, how: 'continue' | 'retry' | 'send'): Promise<void> {
  await (how === 'send' ? session.send({ text: 'How?' }) : session[how]());
  await session.whenIdle();
}

async function played(world: World, ...how: ('continue' | 'retry')[]): Promise<Session> {
  const session = createSession('chat', world.parts);
  await turn(session, 'send');
  for (const next of how) await turn(session, next);
  return session;
}

async function logOf({ log }: World, session: Session): Promise<string> {
  await session.flush();
  return log.logs.get('chat') ?? '';
}

describe('an answer that was cut and is continued', () => {
  it('is one text, live and after a reload, with a notice of it', async () => {
    const world = worldOf([cutAt(FIRST), { text: [REST.slice(0, 9), REST.slice(9)] }]);
    const session = createSession('chat', world.parts);
    const panel = followed(session);
    await turn(session, 'send');
    await turn(session, 'continue');
    assert.deepEqual(textsOf(panel.items), [ANSWER]);
    assert.deepEqual(kindsOf(panel.items), ['user', 'text', 'notice', 'turn']);
    assert.deepEqual(itemsOf(readLog(await logOf(world, session)).events), panel.items);
    const [, text, notice, footer] = panel.items;
    assert.ok(text?.kind === 'text' && !text.streaming && text.continuedAt === AT);
    assert.ok(notice?.kind === 'notice' && notice.actions.length === 0);
    assert.match(notice.message, /limit on output tokens and was continued/);
    // What may be done with the answer is about the message that was written.
    assert.ok(footer?.kind === 'turn' && footer.messageId === panel.items[0]?.id);
    assert.ok(text.id.startsWith(`${footer.answerId ?? ''}:text:`));
  });

  it('is drawn as the uncut answer, wherever it was cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: ANSWER.length - 1 }), { minLength: 1, maxLength: 3 }),
        async cuts => {
          const ends = [...new Set(cuts)].sort((a, b) => a - b);
          const parts = [...ends, ANSWER.length].map((end, at) => ANSWER.slice(ends[at - 1], end));
          fc.pre(parts.every(part => part.trim() !== ''));
          const answers = parts.map((text, at) =>
            at === parts.length - 1 ? { text: [text] } : cutAt(text),
          );
          const world = worldOf(answers);
          const session = await played(world, ...ends.map(() => 'continue' as const));
          assert.deepEqual(textsOf(itemsOf(session.events)), [ANSWER]);
          // The panel had drawn each part as a whole text before it went on.
          let blocks = wholeBlocks('');
          for (const end of ends) {
            blocks = finishedBlocks(
              ANSWER.slice(0, end),
              growingBlocks(ANSWER.slice(0, end), blocks),
            );
          }
          blocks = finishedBlocks(ANSWER, growingBlocks(ANSWER, blocks));
          assert.deepEqual(
            blocks.groups.flat().map(block => block.kind === 'token' && block.token.raw.trimEnd()),
            wholeBlocks(ANSWER)
              .groups.flat()
              .map(block => block.kind === 'token' && block.token.raw.trimEnd()),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is told in pieces once it goes on, and not whole with each', async () => {
    const pieces = [REST.slice(0, 9), REST.slice(9, 30), REST.slice(30)];
    const world = worldOf([cutAt(FIRST), { text: pieces }]);
    const session = await played(world);
    const presenter = createChatPresenter();
    for (const event of session.events) presenter.present(event);
    const told: unknown[] = [];
    session.onEvent(event => {
      const patches = presenter.present(event);
      if (event.type === 'text') told.push(patches.map(({ op }) => op));
    });
    await turn(session, 'continue');
    assert.deepEqual(told, [['replace', 'status'], ['append'], ['append']]);
  });

  it('is a valid conversation for the model, which is told to go on exactly', async () => {
    const session = await played(worldOf([cutAt(FIRST), { text: [REST] }]), 'continue');
    const rows = messagesOf(session.events);
    assert.deepEqual(
      rows.map(row => ('content' in row ? row.content : '')),
      ['How?', FIRST, CONTINUE_TEXT, REST],
    );
    assert.equal(findRowFault(rows.slice(0, -1)), undefined);
  });

  it('goes on behind thinking in between, and what it calls then stands below it', async () => {
    const look = readTool('look', () => Promise.resolve(output('seen')));
    const world = worldOf(
      [
        cutAt(FIRST),
        { reasoning: ['Where was I?'], text: [REST], calls: [call('c1', 'look')] },
        { text: ['After it.'] },
      ],
      { tools: [look] },
    );
    const session = await played(world, 'continue');
    const items = itemsOf(session.events);
    assert.deepEqual(textsOf(items), [ANSWER, 'After it.']);
    assert.deepEqual(kindsOf(items), [
      'user',
      'text',
      'notice',
      'thinking',
      'tool',
      'text',
      'turn',
    ]);
  });

  it('has no end where the model does something else first', async () => {
    const look = readTool('look', () => Promise.resolve(output('seen')));
    const world = worldOf([cutAt(FIRST), { calls: [call('c1', 'look')] }, { text: ['Anew.'] }], {
      tools: [look],
    });
    const session = await played(world, 'continue');
    assert.deepEqual(textsOf(itemsOf(session.events)), [FIRST, 'Anew.']);
  });

  it('goes on from the same place when the continuation failed and is retried', async () => {
    const world = worldOf([
      cutAt(FIRST),
      { text: ['uce(('], instead: new Error('broken') },
      { text: [REST] },
    ]);
    const session = await played(world, 'continue', 'retry');
    assert.deepEqual(textsOf(itemsOf(session.events)), [ANSWER]);
    assert.ok(chatMarkdown('T', session.events).includes(ANSWER));
  });

  for (const [what, stopped, later] of [
    ['before it said anything', { reasoning: ['Hm'] }, REST],
    ['in its text', { text: [REST.slice(0, 20)] }, REST],
  ] as const) {
    it(`takes the rest from the service where the continuation was stopped ${what}`, async () => {
      const world = worldOf([
        cutAt(FIRST),
        { ...stopped, instead: 'hang', atService: { text: [later] } },
      ]);
      const session = await played(world);
      const ends = eventOf(session, ({ type }) =>
        'text' in stopped ? type === 'text' : type === 'reasoning',
      );
      await session.continue();
      await ends;
      session.stop();
      await session.whenIdle();
      await turn(session, 'continue');
      assert.equal(world.client.resumed.length, 1);
      const items = itemsOf(session.events);
      assert.deepEqual(textsOf(items), [ANSWER]);
      assert.equal(items.filter(({ kind }) => kind === 'turn').length, 1);
    });
  }

  it('was no text that was cut where it was stopped in a call', async () => {
    const world = worldOf([
      { text: ['I will look.'], calls: [call('c1', 'look')], instead: 'hang' },
      { text: ['Looked.'] },
    ]);
    const session = createSession('chat', world.parts);
    const ends = eventOf(session, ({ type }) => type === 'receivingCall');
    await session.send({ text: 'How?' });
    await ends;
    session.stop();
    await session.whenIdle();
    await turn(session, 'continue');
    assert.deepEqual(textsOf(itemsOf(session.events)), ['I will look.', 'Looked.']);
  });

  it('counts as one turn: its figures, its branch, its place among the checkpoints', async () => {
    const usage = {
      promptTokens: 10,
      completionTokens: 5,
      cachedTokens: undefined,
      reasoningTokens: undefined,
    };
    const world = worldOf([
      { ...cutAt(FIRST), usage, costUsd: 0.01 },
      { text: [REST], usage, costUsd: 0.02 },
    ]);
    const session = await played(world, 'continue');
    const footer = itemsOf(session.events).at(-1);
    assert.ok(footer?.kind === 'turn' && footer.messageId !== undefined);
    assert.equal(footer.costUsd, 0.03);
    assert.equal(footer.usage?.completionTokens, 10);
    assert.deepEqual(
      checkpointsOf(session.events).map(({ id }) => id),
      [footer.messageId],
    );
    const begins = { id: 'other', title: 'T', at: 1, from: 'chat' };
    const branch = branchOf(session.events, footer.messageId, begins) ?? assert.fail();
    assert.deepEqual(textsOf(itemsOf(branch)), [ANSWER]);
  });

  it('is one text of an export, of a search and of what is pinned', async () => {
    const world = worldOf([cutAt(FIRST), { text: [`\`\`\`ts\n${REST}`] }]);
    const session = await played(world, 'continue');
    const footer = itemsOf(session.events).at(-1);
    assert.ok(footer?.kind === 'turn' && footer.answerId !== undefined);
    await session.pin(footer.answerId, true);
    assert.deepEqual(pinnedOf(session.events), [{ id: footer.answerId, text: ANSWER }]);

    const text = chatMarkdown('T', session.events);
    assert.ok(text.includes(ANSWER));
    assert.equal(text.split('## You').length, 2);
    assert.match(text, /\*The answer was cut and continued\.\*/);

    const query = textQuery('items.reduce') ?? assert.fail();
    const search = createLogSearch(query);
    const none = createLogSearch(textQuery('exactly where it was cut') ?? assert.fail());
    for (const line of (await logOf(world, session)).split('\n')) {
      search.line(line);
      none.line(line);
    }
    assert.deepEqual(
      search.hits().map(({ where, anchor }) => ({ where, anchor })),
      [{ where: 'answer', anchor: footer.answerId }],
    );
    assert.deepEqual(none.hits(), []);
  });

  it('goes with its message when that is deleted, and comes back with it', async () => {
    const world = worldOf([cutAt(FIRST), { text: [REST] }]);
    const session = await played(world, 'continue');
    const panel = followed(session);
    const before = [...panel.items];
    const id = before[0]?.id ?? '';
    await session.deleteMessage(id);
    assert.deepEqual(messagesOf(session.events), []);
    assert.deepEqual(kindsOf(panel.items), ['notice']);
    await session.restoreMessage(id);
    assert.deepEqual(panel.items, before);
  });

  it('is asked to go on as before where no text was cut', async () => {
    const world = worldOf([{ text: ['Whole.'], finishReason: 'stop' }, { text: ['More.'] }]);
    const session = await played(world, 'continue');
    assert.deepEqual(kindsOf(itemsOf(session.events)), [
      'user',
      'text',
      'turn',
      'user',
      'text',
      'turn',
    ]);
  });

  it('is read in an old log as it was written', () => {
    const at = 1;
    const events: ChatEvent[] = [
      { type: 'userMessage', at, id: 'm1', text: 'How?', attachments: [] },
      { type: 'requestSent', at, taskUUID: 'a', model: 'm' },
      { type: 'text', at, text: FIRST },
      { type: 'answerEnded', at, taskUUID: 'a', toolCalls: [], finishReason: 'length' },
      { type: 'turnEnded', at, reason: 'length' },
      { type: 'userMessage', at, id: 'm2', text: 'Continue.', attachments: [] },
      { type: 'requestSent', at, taskUUID: 'b', model: 'm' },
      { type: 'text', at, text: REST },
      { type: 'answerEnded', at, taskUUID: 'b', toolCalls: [], finishReason: 'stop' },
      { type: 'turnEnded', at, reason: 'done' },
    ];
    assert.deepEqual(textsOf(itemsOf(events)), [FIRST, REST]);
  });
});
