import assert from 'node:assert/strict';
import fc from 'fast-check';
import { waitingOf } from '../../../src/chat/queue.ts';
import { createSession, type Session } from '../../../src/chat/session.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import { messagesOf } from '../../../src/chat/transcript.ts';
import type { ScriptedAnswer } from '../../support/scriptedModel.ts';
import { call, output, readTool } from './fakeTools.ts';
import { asLogged, eventOf, worldOf, type World } from './sessionHarness.ts';
import { ofType } from './turnHarness.ts';

const look = readTool('look', () => Promise.resolve(output('seen')));

function sessionWith(answers: readonly ScriptedAnswer[]): World & { readonly session: Session } {
  const world = worldOf(answers, { tools: [look] });
  return { ...world, session: createSession('chat', world.parts) };
}

/** Resolves once no turn runs and none is about to begin. */
async function untilQuiet(session: Session): Promise<void> {
  for (let quiet = 0; quiet < 5; quiet = session.state === 'idle' ? quiet + 1 : 0) {
    await session.whenIdle();
    await new Promise(resolve => setImmediate(resolve));
  }
}

const textsOf = (session: Session): string[] =>
  ofType(session.events, 'userMessage').map(({ text }) => text);
const waiting = (session: Session): string[] => session.waiting.map(({ text }) => text);

describe('a message that is written while a turn runs', () => {
  it('waits, and is sent when the turn has ended, with all that belongs to it', async () => {
    const { session, client } = sessionWith([{ text: ['1'] }, { text: ['2'] }]);
    const image = { id: 'a', name: 'a.png', mediaType: '', url: 'https://example.com/a.png' };
    const attachment = { label: 'a.ts', path: 'a.ts', line: 1, language: 'ts', text: 'x' };
    const begun = eventOf(session, event => event.type === 'requestSent');
    await session.send({ text: 'one' });
    await begun;
    const options = { numberResults: 1 };
    const extra = { attachments: [attachment], images: [image], options };
    await session.send({ text: 'two', ...extra }, 'queue');
    assert.deepEqual(waiting(session), ['two']);
    await untilQuiet(session);
    assert.deepEqual(textsOf(session), ['one', 'two']);
    assert.deepEqual(waiting(session), []);
    const sent = ofType(session.events, 'userMessage').at(-1);
    assert.deepEqual(
      { attachments: sent?.attachments, images: sent?.images, options: sent?.options },
      extra,
    );
    assert.equal(client.requests.length, 2);
  });

  it('joins the turn behind the results of its tools, before the next request', async () => {
    const { session, client } = sessionWith([{ calls: [call('c', 'look')] }, { text: ['Seen.'] }]);
    let isTold = false;
    session.onEvent(event => {
      if (event.type !== 'toolStarted' || isTold) return;
      isTold = true;
      void session.send({ text: 'Also the tests.' }, 'steer');
    });
    await session.send({ text: 'one' });
    await untilQuiet(session);
    assert.equal(ofType(session.events, 'turnEnded').length, 1);
    const [first, second] = client.requests;
    assert.deepEqual(second?.messages.slice(0, first?.messages.length), first?.messages);
    assert.deepEqual(
      second?.messages.map(({ role }) => role),
      ['user', 'assistant', 'tool', 'user'],
    );
    assert.deepEqual(second.messages.at(-1), { role: 'user', content: 'Also the tests.' });
  });

  it('that wanted to join, but came after the last step, is sent when the turn has ended', async () => {
    const { session } = sessionWith([{ text: ['1'] }, { text: ['2'] }]);
    const begun = eventOf(session, event => event.type === 'text');
    await session.send({ text: 'one' });
    await begun;
    await session.send({ text: 'two' }, 'steer');
    await untilQuiet(session);
    assert.deepEqual(textsOf(session), ['one', 'two']);
    assert.equal(ofType(session.events, 'turnEnded').length, 2);
  });

  for (const [how, answer] of [
    ['Stop', { text: ['Hm'], instead: 'hang' }],
    ['an error', { text: ['Hm'], instead: new Error('broken') }],
  ] as const) {
    it(`R45 stays after ${how}, until a person sends it`, async () => {
      const { session, client } = sessionWith([answer, { text: ['2'] }, { text: ['3'] }]);
      const begun = eventOf(session, event => event.type === 'text');
      await session.send({ text: 'one' });
      const queued = begun.then(async () => session.send({ text: 'two' }, 'queue'));
      if (how === 'Stop') {
        await queued;
        session.stop();
      }
      await queued;
      await untilQuiet(session);
      if (session.waiting.length > 0) {
        assert.deepEqual(waiting(session), ['two']);
        const [{ id } = { id: '' }] = session.waiting;
        await session.sendWaiting(id);
        await untilQuiet(session);
      }
      assert.deepEqual(textsOf(session), ['one', 'two']);
      assert.equal(client.requests.length, 2);
    });
  }

  it('R46 stays after a reload, and another message does not take it along', async () => {
    const world = sessionWith([
      { text: ['Hm'], instead: 'hang' },
      { text: ['2'] },
      { text: ['3'] },
    ]);
    const begun = eventOf(world.session, event => event.type === 'text');
    await world.session.send({ text: 'one' });
    await begun;
    await world.session.send({ text: 'two' }, 'queue');
    world.session.dispose();
    await world.session.whenIdle();
    const again = createSession('chat', world.parts, readLog(world.log.logs.get('chat') ?? ''));
    assert.deepEqual(waiting(again), ['two']);
    await again.send({ text: 'three' });
    await untilQuiet(again);
    assert.deepEqual(waiting(again), ['two']);
    const [{ id } = { id: '' }] = again.waiting;
    await again.sendWaiting(id);
    await untilQuiet(again);
    assert.deepEqual(textsOf(again), ['one', 'three', 'two']);
    await assert.rejects(again.sendWaiting(id), /waits no longer/);
  });

  it('R45 stays after Stop though it was to join: the next turn does not hear it', async () => {
    const { session, client } = sessionWith([
      { text: ['Hm'], instead: 'hang' },
      { calls: [call('c', 'look')] },
      { text: ['Seen.'] },
      { calls: [call('d', 'look')] },
      { text: ['Dropped.'] },
    ]);
    const begun = eventOf(session, event => event.type === 'text');
    await session.send({ text: 'one' });
    await begun;
    await session.send({ text: 'Drop the tables.' }, 'steer');
    session.stop();
    await untilQuiet(session);
    await session.send({ text: 'Look first.' });
    await untilQuiet(session);
    assert.deepEqual(textsOf(session), ['one', 'Look first.']);
    assert.deepEqual(waiting(session), ['Drop the tables.']);
    assert.equal(client.requests.length, 3);
    const [{ id } = { id: '' }] = session.waiting;
    assert.equal(session.goesByItself(id), false);
    // Told by a person to join the turn that runs, it does.
    const again = eventOf(session, event => event.type === 'toolStarted');
    await session.send({ text: 'Now.' });
    await again;
    await session.sendWaiting(id);
    await untilQuiet(session);
    assert.deepEqual(textsOf(session), ['one', 'Look first.', 'Now.', 'Drop the tables.']);
  });

  it('is not sent once it was removed, and told so after it was sent', async () => {
    const { session } = sessionWith([{ text: ['1'] }, { text: ['2'] }]);
    const begun = eventOf(session, event => event.type === 'requestSent');
    await session.send({ text: 'one' });
    await begun;
    await session.send({ text: 'two' }, 'queue');
    const [{ id } = { id: '' }] = session.waiting;
    assert.equal((await session.removeWaiting(id)).text, 'two');
    await untilQuiet(session);
    assert.deepEqual(textsOf(session), ['one']);
    await assert.rejects(session.removeWaiting(id), /waits no longer/);
  });

  it('waits while one of several answers is to be kept', async () => {
    const { session } = sessionWith([{ text: ['A'], others: [{ text: ['B'] }] }, { text: ['2'] }]);
    const begun = eventOf(session, event => event.type === 'requestSent');
    await session.send({ text: 'one', options: { numberResults: 2 } });
    await begun;
    await session.send({ text: 'two' }, 'queue');
    await untilQuiet(session);
    assert.deepEqual(waiting(session), ['two']);
  });
});

describe('messages that wait, whatever happens meanwhile', () => {
  const answer = fc.constantFrom<ScriptedAnswer>(
    { text: ['Done.'] },
    { text: ['I look.'], calls: [call('c', 'look')] },
    { text: ['Half'], finishReason: 'truncated' },
    { text: ['Hm'], instead: new Error('broken') },
  );
  const act = fc.record({
    at: fc.nat({ max: 30 }),
    do: fc.constantFrom('queue', 'steer', 'stop', 'reload', 'sendNow', 'remove'),
  });

  it('are each sent once, or removed, or still wait: never lost, never twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(answer, { maxLength: 8 }),
        fc.array(act, { minLength: 1, maxLength: 10 }),
        async (answers, acts) => {
          const rest = Array.from({ length: 60 }, (): ScriptedAnswer => ({ text: ['On.'] }));
          const { parts, log, client } = worldOf([...answers, ...rest], { tools: [look] });
          const accepted = new Set<string>();
          const removed = new Set<string>();
          const work: Promise<unknown>[] = [];
          let session = openAgain();
          let seen = 0;
          let written = 0;

          function openAgain(): Session {
            const text = log.logs.get('chat');
            const opened = createSession(
              'chat',
              parts,
              text === undefined ? undefined : readLog(text),
            );
            opened.onEvent(() => {
              seen += 1;
              for (const { at, do: what } of acts) if (at === seen) happen(what);
            });
            return opened;
          }
          const attempt = (doing: Promise<unknown>, done: () => void = () => undefined): void => {
            work.push(doing.then(done, () => undefined));
          };
          function happen(what: (typeof acts)[number]['do']): void {
            const { session: now } = { session };
            const [first] = now.waiting;
            if (what === 'queue' || what === 'steer') {
              const text = `message ${(written += 1)}`;
              attempt(now.send({ text }, what), () => accepted.add(text));
            } else if (what === 'stop') {
              now.stop();
            } else if (what === 'reload') {
              now.dispose();
            } else if (first !== undefined) {
              if (what === 'sendNow') attempt(now.sendWaiting(first.id));
              else attempt(now.removeWaiting(first.id), () => removed.add(first.text));
            }
          }

          for (let turn = 0; turn < 3; turn += 1) {
            await session.send({ text: `turn ${turn}` }).catch(() => undefined);
            await untilQuiet(session);
            await Promise.all(work);
            await untilQuiet(session);
            session.dispose();
            session = openAgain();
          }

          const sent = textsOf(session);
          for (const text of accepted) {
            const times = sent.filter(one => one === text).length;
            const waits = waiting(session).includes(text) ? 1 : 0;
            const gone = removed.has(text) ? 1 : 0;
            assert.equal(times + waits + gone, 1, text);
          }
          for (const { messages } of client.requests) {
            const texts = messages.flatMap(row => (row.role === 'user' ? [row.content] : []));
            assert.equal(new Set(texts).size, texts.length);
          }
          const before = client.requests.length;
          await untilQuiet(session);
          assert.equal(client.requests.length, before, 'nothing is sent by itself');
          const read = readLog(log.logs.get('chat') ?? '').events;
          assert.deepEqual(asLogged(waitingOf(read)), asLogged(session.waiting));
          assert.deepEqual(messagesOf(read), messagesOf(session.events));
        },
      ),
      { numRuns: 150 },
    );
  });
});
