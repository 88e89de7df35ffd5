import assert from 'node:assert/strict';
import { createSession } from '../../../src/chat/session.ts';
import { createSessions } from '../../../src/chat/sessions.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import { worldOf } from './sessionHarness.ts';
import { until } from '../../support/until.ts';

const line = (event: object): string => `${JSON.stringify(event)}\n`;
const message = (id: string, text: string): string =>
  line({ type: 'userMessage', at: 5, id, text, attachments: [] });
const START = line({ type: 'created', at: 1, schema: 4, id: 'chat' }) + message('m1', 'One');
const END = line({ type: 'turnEnded', at: 6, reason: 'done' });

describe('a chat that another window has (invariant 11)', () => {
  it('is read only, shown as it goes on there, and free once that one has closed', async () => {
    const { parts, log } = worldOf([{ text: ['Here.'] }]);
    log.logs.set('chat', START);
    log.windows.set('chat', 'another');
    const session = await createSessions(parts).open('chat');
    assert.match(session.readOnly ?? '', /open in another window/);
    assert.equal(session.events.at(-1)?.type, 'userMessage', 'its turn is under way there');
    const following = session.follow();

    await log.append('chat', `${END}${message('m2', 'Two')}{"type":"text","at"`);
    await until('it is shown', () => session.events.length === 4);
    assert.deepEqual(
      session.events.map(event => event.type),
      ['created', 'userMessage', 'turnEnded', 'userMessage'],
    );
    const before = log.logs.get('chat');
    await assert.rejects(session.send({ text: 'Mine' }), /open in another window/);
    assert.equal(log.logs.get('chat'), before);

    log.windows.set('chat', undefined);
    await until('it is free', () => session.readOnly === undefined);
    assert.equal(session.events.at(-1)?.type, 'turnEnded', 'the turn broke off there');
    await session.send({ text: 'Mine' });
    await session.whenIdle();
    following.dispose();
    const read = readLog(log.logs.get('chat') ?? '');
    assert.equal(read.damagedLines, 1, 'the line that broke off');
    assert.deepEqual(
      read.events.map(event => event.type),
      session.events.map(event => event.type),
    );
  });

  it('is not written to before what is new in it was shown', async () => {
    const { parts, log } = worldOf([{ text: ['Here.'] }]);
    log.logs.set('chat', START + END);
    const session = await createSessions(parts).open('chat');
    await log.append('chat', message('m2', 'Two') + END);
    await assert.rejects(session.send({ text: 'Mine' }), /went on in another window/);
    assert.equal(session.events.filter(event => event.type === 'userMessage').length, 2);
    await session.send({ text: 'Mine' });
    await session.whenIdle();
    assert.equal(session.events.at(-1)?.type, 'turnEnded');
  });

  it('is closed once where both windows knew that its turn broke off', async () => {
    const { parts, log } = worldOf([]);
    log.logs.set('chat', START);
    const session = await createSessions(parts).open('chat');
    const closing = session.events.slice(2);
    assert.deepEqual(
      closing.map(event => event.type),
      ['turnEnded'],
    );
    await log.append('chat', closing.map(line).join('') + message('m2', 'Two') + END);
    await session.look();
    assert.deepEqual(session.events, readLog(log.logs.get('chat') ?? '').events);
  });

  it('is taken over by force, and the other window writes no more', async () => {
    const { parts, log } = worldOf([{ text: ['a'] }, { text: ['b'] }]);
    const session = createSession('chat', parts);
    await session.send({ text: 'One' });
    await session.whenIdle();
    log.windows.set('chat', 'another');
    const before = log.logs.get('chat');
    await assert.rejects(session.send({ text: 'Two' }), /open in another window/);
    assert.equal(log.logs.get('chat'), before);
    await session.takeOver();
    await session.send({ text: 'Two' });
    await session.whenIdle();
    assert.equal(session.readOnly, undefined);
  });

  it('is taken over with what the other window added, and says no word of a failure', async () => {
    const { parts, log } = worldOf([{ text: ['a'] }]);
    const session = createSession('chat', parts);
    await session.send({ text: 'One' });
    await session.whenIdle();
    log.windows.set('chat', 'another');
    await log.append('chat', message('m2', 'Two') + END);
    await session.takeOver();
    assert.ok(session.events.some(event => event.type === 'userMessage' && event.text === 'Two'));
    assert.equal(session.readOnly, undefined);
  });

  it('R47 of a newer Plumb is never written to: no end of its turn, no bill, no message', async () => {
    const { parts, log } = worldOf([]);
    const text = START.replace('"schema":4', '"schema":5');
    log.logs.set('chat', text);
    const session = await createSessions(parts).open('chat');
    await assert.rejects(session.send({ text: 'x' }), /newer Plumb/);
    await assert.rejects(session.rewind('m1'), /newer Plumb/);
    await session.settled('t', 1);
    await session.takeUp();
    await session.takeOver();
    session.dispose();
    await session.flush();
    assert.equal(log.logs.get('chat'), text);
  });
});
