import assert from 'node:assert/strict';
import type { ModelClient } from '../../src/api/modelClient.ts';
import { isLive, type ChatEvent, type LiveEvent } from '../../src/chat/events.ts';
import { messagesOf } from '../../src/chat/transcript.ts';
import { createInMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { sessionInMemory } from '../support/sessionInMemory.ts';
import { transports, type Script } from './transports.ts';

type AnyEvent = ChatEvent | LiveEvent;

const usage = { prompt: 1_200, completion: 40, cached: 1_024, reasoning: 12 };

/** The model reads two files, gets an argument wrong, and says what it found. */
const scripts: readonly Script[] = [
  {
    reasoning: 'I should look at both files. ',
    text: 'I look at Ä and 😀.',
    calls: [
      { id: 'call_1', name: 'read_file', arguments: { path: 'src/ä.ts' } },
      { id: 'call_2', name: 'read_file', arguments: { path: 'missing.ts' } },
      { id: 'call_3', name: 'read_file', arguments: '{"path": "src/' },
    ],
    ...{ usage, cost: 0.0042 },
  },
  { text: 'It exports `a`, and the other file is not there.', usage, cost: 0.001 },
];

/** One turn of a whole chat, with the real tools, over one client. */
async function playTurn(client: ModelClient): Promise<readonly AnyEvent[]> {
  const workspace = createInMemoryWorkspace({ files: { 'src/ä.ts': 'export const a = 1;\n' } });
  const session = sessionInMemory(client, workspace);
  const events: AnyEvent[] = [];
  session.onEvent(event => events.push(event));
  await session.send({ text: 'What is in src/ä.ts?' });
  await session.whenIdle();
  return events;
}

/** How texts are cut into events is up to the network; ids are new each time. */
function comparable(events: readonly AnyEvent[]): unknown[] {
  const whole: AnyEvent[] = [];
  for (const event of events) {
    const last = whole.at(-1);
    if ((event.type === 'text' || event.type === 'reasoning') && last?.type === event.type) {
      whole.splice(-1, 1, { ...event, text: last.text + event.text });
    } else if (
      event.type === 'receivingCall' &&
      last?.type === 'receivingCall' &&
      last.callId === event.callId
    ) {
      const argumentsDelta = last.argumentsDelta + event.argumentsDelta;
      whole.splice(-1, 1, { ...event, argumentsDelta });
    } else {
      whole.push(event);
    }
  }
  return whole.map(event => ('taskUUID' in event ? { ...event, taskUUID: 'an id' } : event));
}

describe('A turn with tool calls', () => {
  it('is the same over every transport, down to the bytes of the transcript', async () => {
    const turns: { readonly name: string; readonly events: readonly AnyEvent[] }[] = [];
    for (const { name, connect } of transports) {
      await connect(async ({ play, client, requests }) => {
        play(...scripts);
        turns.push({ name, events: await playTurn(client) });
        assert.equal(requests.length, 2, name);
      });
    }
    const [native, ...others] = turns;
    assert.ok(native !== undefined && others.length === 2);
    const rows = messagesOf(native.events.filter(event => !isLive(event)));
    assert.deepEqual(
      rows.map(({ role }) => role),
      ['user', 'assistant', 'tool', 'tool', 'tool', 'assistant'],
    );
    assert.ok(native.events.some(({ type }) => type === 'receivingCall'));
    for (const { name, events } of others) {
      assert.deepEqual(comparable(events), comparable(native.events), name);
      assert.equal(
        JSON.stringify(messagesOf(events.filter(event => !isLive(event)))),
        JSON.stringify(rows),
        name,
      );
    }
  });
});
