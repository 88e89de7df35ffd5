import assert from 'node:assert/strict';
import { createSession } from '../../../src/chat/session.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import { cutOffChat } from '../../support/cutOffChat.ts';
import { readTool } from './fakeTools.ts';
import { worldOf } from './sessionHarness.ts';
import { ofType } from './turnHarness.ts';

describe('events that wait to be written', () => {
  it('R46 are written once, also where two others come at the same time', async () => {
    const endless = readTool('look', () => new Promise(() => undefined));
    const { parts, log } = worldOf([], {
      tools: [endless],
      log: await cutOffChat(endless),
    });
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
