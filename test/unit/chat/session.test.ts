import assert from 'node:assert/strict';
import { PlumbError } from '../../../src/base/errors.ts';
import { CONTINUE_TEXT } from '../../../src/chat/continuation.ts';
import type { ChatEvent, LiveEvent } from '../../../src/chat/events.ts';
import { createSession } from '../../../src/chat/session.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import { messagesOf } from '../../../src/chat/transcript.ts';
import { cutOffChat } from '../../support/cutOffChat.ts';
import { call, commandProposal, effectTool, output, readTool } from './fakeTools.ts';
import { asLogged, endOf, eventOf, worldOf } from './sessionHarness.ts';
import { ofType } from './turnHarness.ts';

const look = readTool('look', () => Promise.resolve(output('seen')));

describe('a session', () => {
  it('logs everything that it tells, in the same order', async () => {
    const { parts, log } = worldOf(
      [{ text: ['Lo', 'ok.'], calls: [call('c1', 'look')] }, { text: ['Done.'] }],
      { tools: [look] },
    );
    const session = createSession('chat', parts);
    await session.send({ text: 'Do it.' });
    await session.whenIdle();

    assert.deepEqual(
      session.events.map(event => event.type),
      [
        'created',
        'titled',
        'userMessage',
        'requestSent',
        'text',
        'answerEnded',
        'toolStarted',
        'toolEnded',
        'requestSent',
        'text',
        'answerEnded',
        'turnEnded',
      ],
    );
    assert.deepEqual(readLog(log.logs.get('chat') ?? '').events, asLogged(session.events));
  });

  it('has the id of a request in its log before the request leaves (invariant 7)', async () => {
    const { parts, log, client } = worldOf([{ text: ['Hi'] }]);
    const session = createSession('chat', parts);
    const atAppend: number[] = [];
    log.onAppend(({ lines }) => {
      if (lines.includes('"requestSent"')) atAppend.push(client.sent.length);
    });
    await session.send({ text: 'Hi' });
    await session.whenIdle();
    assert.deepEqual(atAppend, [0]);
    assert.deepEqual(client.sent, ['task-1']);
  });

  it('tells the pieces of an answer as they come', async () => {
    const { parts } = worldOf([{ text: ['a', 'b', 'c'] }]);
    const session = createSession('chat', parts);
    const pieces: string[] = [];
    session.onEvent(event => {
      if (event.type === 'text') pieces.push(event.text);
    });
    await session.send({ text: 'Hi' });
    await session.whenIdle();
    assert.deepEqual(pieces, ['a', 'b', 'c']);
  });

  it('takes its title from the first line that says something, once', async () => {
    const { parts } = worldOf([{ text: ['a'] }, { text: ['b'] }]);
    const session = createSession('chat', parts);
    assert.equal(session.title, '');
    await session.send({ text: `\n  ${'🐎'.repeat(100)}\nmore` });
    await session.whenIdle();
    assert.equal(session.title, `${'🐎'.repeat(59)}…`);
    await session.send({ text: 'Another.' });
    await session.whenIdle();
    assert.equal(ofType(session.events, 'titled').length, 1);
  });

  it('is not on disk before its first message', async () => {
    const { parts, log } = worldOf([{ text: ['a'] }]);
    const session = createSession('chat', parts);
    assert.equal(log.logs.size, 0);
    await session.send({ text: 'Hi' });
    assert.equal(log.logs.size, 1);
    await session.whenIdle();
  });

  it('runs one turn at a time', async () => {
    const { parts, client } = worldOf([{ text: ['a'], instead: 'hang' }]);
    const session = createSession('chat', parts);
    const text = eventOf(session, event => event.type === 'text');
    await session.send({ text: 'One' });
    await assert.rejects(
      session.send({ text: 'Two' }),
      (error: unknown) => error instanceof PlumbError && error.action?.command === 'plumb.stop',
    );
    await assert.rejects(session.continue(), PlumbError);
    await text;
    session.stop();
    await session.whenIdle();
    assert.equal(ofType(session.events, 'userMessage').length, 1);
    assert.equal(client.requests.length, 1);
  });

  it('R45 goes from running over stopping to idle on Stop, and can go on', async () => {
    const { parts, client } = worldOf([
      { text: ['Half'], instead: 'hang' },
      { text: ['and the rest'] },
    ]);
    const session = createSession('chat', parts);
    const states: string[] = [];
    session.onStateChanged(state => states.push(state));
    const text = eventOf(session, event => event.type === 'text');
    await session.send({ text: 'Go' });
    await text;
    session.stop();
    session.stop();
    await session.whenIdle();
    assert.deepEqual(states, ['running', 'stopping', 'idle']);
    assert.equal(endOf(session)?.reason, 'stopped');

    await session.continue();
    await session.whenIdle();
    assert.deepEqual(client.requests[1]?.messages, [
      { role: 'user', content: 'Go' },
      { role: 'assistant', content: 'Half' },
      { role: 'user', content: CONTINUE_TEXT },
    ]);
  });

  it('R45 stops even if Stop comes before the message is in the log', async () => {
    const { parts, client } = worldOf([{ text: ['never'] }]);
    const session = createSession('chat', parts);
    const sending = session.send({ text: 'Go' });
    session.stop();
    await sending;
    await session.whenIdle();
    assert.equal(client.requests.length, 0);
    assert.equal(endOf(session)?.reason, 'stopped');
  });

  it('R43 asks again without a new message after a failure, and without the half answer', async () => {
    const { parts, client } = worldOf([
      { text: ['Half'], instead: new PlumbError('No key.') },
      { text: ['Whole.'] },
    ]);
    const session = createSession('chat', parts);
    await session.send({ text: 'Go' });
    await session.whenIdle();
    assert.equal(endOf(session)?.error?.message, 'No key.');

    await session.retry();
    await session.whenIdle();
    assert.deepEqual(client.requests[1]?.messages, [{ role: 'user', content: 'Go' }]);
    assert.equal(messagesOf(session.events).at(-1)?.content, 'Whole.');
    assert.equal(ofType(session.events, 'userMessage').length, 1);
  });

  it('R38 retries with more tokens where too few were the reason, for that turn only', async () => {
    const { parts, client } = worldOf([
      { finishReason: 'length' },
      { text: ['Whole.'] },
      { text: ['Next.'] },
    ]);
    const session = createSession('chat', parts);
    await session.send({ text: 'Go' });
    await session.whenIdle();
    await session.retry(Number(endOf(session)?.error?.action?.args?.[0]));
    await session.whenIdle();
    await session.send({ text: 'Next' });
    await session.whenIdle();
    assert.deepEqual(
      client.requests.map(request => request.maxTokens),
      [16_000, 32_000, 16_000],
    );
  });

  it('has nothing to retry after a turn that came to its end', async () => {
    const { parts } = worldOf([{ text: ['Whole.'] }]);
    const session = createSession('chat', parts);
    await assert.rejects(session.retry(), PlumbError);
    await session.send({ text: 'Go' });
    await session.whenIdle();
    await assert.rejects(session.retry(), PlumbError);
  });

  it('S22 takes decisions for its own chat only', async () => {
    const act = effectTool('act', {
      propose: () => commandProposal('npm test'),
      perform: () => Promise.resolve(output('done')),
    });
    const { parts } = worldOf([{ calls: [call('c1', 'act')] }, { text: ['Done.'] }], {
      tools: [act],
    });
    const session = createSession('chat', parts);
    const proposed = eventOf(session, event => event.type === 'toolProposed');
    await session.send({ text: 'Go' });
    const event = await proposed;
    assert.ok(event.type === 'toolProposed');
    const decision = { callId: 'c1', hash: event.hash, decision: 'approve' } as const;
    assert.equal(session.decide({ ...decision, chatId: 'other' }), false);
    assert.equal(session.decide({ ...decision, chatId: 'chat' }), true);
    await session.whenIdle();
    assert.equal(ofType(session.events, 'toolEnded')[0]?.state, 'done');
  });

  it('R47 says that the disk is full, does nothing unlogged, and can go on when it is not', async () => {
    let performed = 0;
    const act = effectTool('act', {
      propose: () => commandProposal('npm test'),
      perform: () => {
        performed += 1;
        return Promise.resolve(output('done'));
      },
    });
    const { parts, log } = worldOf([{ calls: [call('c1', 'act')] }, { text: ['Again.'] }], {
      tools: [act],
    });
    const session = createSession('chat', parts);
    const told: (ChatEvent | LiveEvent)[] = [];
    session.onEvent(event => {
      told.push(event);
      if (event.type === 'toolProposed') {
        log.failure = new Error('ENOSPC');
        const { callId, hash } = event;
        session.decide({ chatId: 'chat', callId, hash, decision: 'approve' });
      }
    });
    await session.send({ text: 'Go' });
    await session.whenIdle();

    assert.equal(performed, 0);
    assert.equal(session.state, 'idle');
    const last = told.at(-1);
    assert.match((last?.type === 'turnEnded' && last.error?.message) || '', /ENOSPC/);
    await assert.rejects(session.send({ text: 'Still full' }), /ENOSPC/);

    log.failure = undefined;
    await session.retry();
    await session.whenIdle();
    assert.equal(endOf(session)?.reason, 'done');
    assert.deepEqual(readLog(log.logs.get('chat') ?? '').events, asLogged(session.events));
  });

  it('R46 takes up a chat that a reload cut off: idle, its calls ended, nothing run again', async () => {
    let runs = 0;
    const endless = readTool('look', () => {
      runs += 1;
      return new Promise(() => undefined);
    });
    const cutOff = await cutOffChat(endless);
    const runsBefore = runs;
    const text = cutOff.logs.get('chat') ?? '';

    const second = worldOf([{ text: ['On it.'] }], { tools: [endless], log: cutOff });
    const after = createSession('chat', second.parts, readLog(text));
    assert.equal(after.state, 'idle');
    assert.equal(endOf(after)?.reason, 'interrupted');
    assert.deepEqual(
      ofType(after.events, 'toolEnded').map(event => event.state),
      ['stopped', 'stopped'],
    );
    assert.equal(second.log.logs.get('chat'), text, 'reading writes nothing');

    await after.continue();
    await after.whenIdle();
    assert.equal(runs, runsBefore);
    assert.match(
      second.client.requests[0]?.messages[2]?.content ?? '',
      /may have been done in part/,
    );
    const logged = readLog(second.log.logs.get('chat') ?? '');
    assert.deepEqual(logged.events, asLogged(after.events));
  });

  it('R46 keeps the text of an answer that was coming in when the window closed', async () => {
    const first = worldOf([{ text: ['So ', 'far'], instead: 'hang' }]);
    const before = createSession('chat', first.parts);
    const coming = eventOf(before, event => event.type === 'text' && event.text === 'far');
    await before.send({ text: 'Go' });
    await coming;
    const written = new Promise(resolve => {
      first.log.onAppend(resolve);
    });
    before.dispose();
    await written;

    const { parts } = worldOf([], { log: first.log });
    const after = createSession('chat', parts, readLog(first.log.logs.get('chat') ?? ''));
    assert.equal(messagesOf(after.events).at(-1)?.content, 'So far');
    assert.equal(endOf(after)?.reason, 'interrupted');
  });

  it('R47 opens the log of a newer Plumb read only', async () => {
    const { parts, log } = worldOf([]);
    const line = '{"type":"created","at":1,"schema":5,"id":"chat"}\n';
    log.logs.set('chat', line);
    const session = createSession('chat', parts, readLog(line));
    await assert.rejects(session.send({ text: 'Hi' }), /newer Plumb/);
    assert.match(session.readOnly ?? '', /newer Plumb/);
    assert.equal(log.logs.get('chat'), line);
  });

  it('is idle again, and says little, after a turn that broke inside Plumb', async () => {
    const { parts } = worldOf([{ text: ['Hi'] }]);
    const broken = (): never => {
      throw new TypeError('x is undefined');
    };
    const session = createSession('chat', { ...parts, systemPrompt: broken });
    await session.send({ text: 'Go' });
    await session.whenIdle();
    assert.equal(session.state, 'idle');
    assert.equal(endOf(session)?.reason, 'failed');
    assert.match(endOf(session)?.error?.message ?? '', /inside Plumb/);
  });

  it('asks for its system prompt once', async () => {
    const { parts, client } = worldOf([{ text: ['a'] }, { text: ['b'] }]);
    let asked = 0;
    const session = createSession('chat', {
      ...parts,
      systemPrompt: () => `prompt ${(asked += 1)}`,
    });
    for (const text of ['one', 'two']) {
      await session.send({ text });
      await session.whenIdle();
    }
    assert.deepEqual(
      client.requests.map(request => request.systemPrompt),
      ['prompt 1', 'prompt 1'],
    );
  });
});
