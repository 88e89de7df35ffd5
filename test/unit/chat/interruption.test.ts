import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../src/chat/events.ts';
import { closingEvents } from '../../../src/chat/interruption.ts';
import { call } from './fakeTools.ts';
import { userMessage } from './turnHarness.ts';

const created: ChatEvent = { type: 'created', at: 1, schema: 1, id: 'chat' };
const answer: ChatEvent = {
  type: 'answerEnded',
  at: 2,
  taskUUID: 't',
  toolCalls: [call('c1', 'look'), call('c2', 'act'), call('c3', 'act')],
  finishReason: 'tool_calls',
};
const started = (callId: string): ChatEvent => ({
  type: 'toolStarted',
  at: 3,
  callId,
  title: 'x',
});
const ended: ChatEvent = {
  type: 'toolEnded',
  at: 4,
  callId: 'c1',
  state: 'done',
  content: 'seen',
  summary: '',
  durationMs: 1,
};
const turnEnded: ChatEvent = { type: 'turnEnded', at: 5, reason: 'done' };

describe('R46 what a turn lacks that was cut off', () => {
  const closing = (events: readonly ChatEvent[]): ChatEvent[] =>
    closingEvents(events, { reason: 'interrupted' });

  it('is nothing where there is no turn, or it has ended', () => {
    assert.deepEqual(closing([]), []);
    assert.deepEqual(closing([created, { type: 'titled', title: 'x' }]), []);
    assert.deepEqual(closing([created, userMessage(), answer, turnEnded]), []);
  });

  it('is an end for each call without one, saying whether it had begun, and one for the turn', () => {
    const events = [created, userMessage(), answer, started('c1'), ended, started('c2')];
    const added = closing(events);
    assert.deepEqual(
      added.map(event => [
        event.type,
        'callId' in event ? event.callId : '',
        'at' in event && event.at,
      ]),
      [
        ['toolEnded', 'c2', 3],
        ['toolEnded', 'c3', 3],
        ['turnEnded', '', 3],
      ],
    );
    assert.match(JSON.stringify(added[0]), /may have been done in part/);
    assert.match(JSON.stringify(added[1]), /nothing was done/);
  });

  it('is nothing more once it was added', () => {
    const events = [created, userMessage(), answer, started('c1')];
    assert.deepEqual(closing([...events, ...closing(events)]), []);
  });

  it('does not count the calls of an earlier turn', () => {
    const added = closing([created, userMessage(), answer, turnEnded, userMessage('next')]);
    assert.deepEqual(
      added.map(event => event.type),
      ['turnEnded'],
    );
  });
});
