import assert from 'node:assert/strict';
import { createSession } from '../../../src/chat/session.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import { call, readTool } from './fakeTools.ts';
import { eventOf, worldOf } from './sessionHarness.ts';
import { ofType } from './turnHarness.ts';

describe('events that wait to be written', () => {
  it('R46 are written once, also where two others come at the same time', async () => {
    const endless = readTool('look', () => new Promise(() => undefined));
    const first = worldOf([{ calls: [call('c1', 'look'), call('c2', 'look')] }], {
      tools: [endless],
    });
    const before = createSession('chat', first.parts);
    const started = eventOf(before, event => event.type === 'toolStarted' && event.callId === 'c2');
    await before.send({ text: 'Go' });
    await started;
    before.dispose();

    const { parts, log } = worldOf([], { tools: [endless], log: first.log });
    const stored = log.logs.get('chat') ?? '';
    const after = createSession('chat', parts, readLog(stored));
    const [message] = ofType(after.events, 'userMessage');
    assert.ok(message);
    await Promise.all([after.pin(message.id, true), after.pin(message.id, false)]);
    const written = (log.logs.get('chat') ?? '').slice(stored.length);
    assert.deepEqual(
      [...written.matchAll(/"type":"(\w+)"/g)].map(([, type]) => type),
      ['toolEnded', 'toolEnded', 'turnEnded', 'pinned', 'pinned'],
    );
  });
});
