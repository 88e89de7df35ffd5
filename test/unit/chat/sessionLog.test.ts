import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addEvent } from '../../../src/chat/eventList.ts';
import type { ChatEvent } from '../../../src/chat/events.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import { messagesOf } from '../../../src/chat/transcript.ts';
import { createLogWriter } from '../../../src/chat/logWriter.ts';
import { createInMemoryLog } from '../../support/inMemoryLog.ts';
import { brokenCall, call } from './fakeTools.ts';
import { userMessage } from './turnHarness.ts';

/** A chat with something of everything, not all of it ASCII. */
const CHAT: readonly ChatEvent[] = [
  { type: 'created', at: 1, schema: 1, id: 'chat' },
  { type: 'titled', title: 'Žluťoučký 🐎' },
  {
    type: 'userMessage',
    at: 2,
    id: 'u1',
    text: 'Was heißt 日本語?\u2028',
    attachments: [{ label: 'a:1', path: 'a', line: 1, language: 'ts', text: '🐎\r\n' }],
  },
  { type: 'requestSent', at: 3, taskUUID: 't1', model: 'm', thinkingLevel: 'low' },
  { type: 'reasoning', at: 4, text: 'Hmm … 🤔' },
  { type: 'text', at: 5, text: 'Ich sehe nach: äöü' },
  {
    type: 'answerEnded',
    at: 6,
    taskUUID: 't1',
    toolCalls: [call('c1', 'look', { path: 'ä' }), brokenCall('c2', 'look', '{"ü')],
    finishReason: 'tool_calls',
    usage: { promptTokens: 1, completionTokens: 2, reasoningTokens: 1 },
    costUsd: 0.1,
  },
  { type: 'toolStarted', at: 7, callId: 'c1', title: 'ä' },
  {
    type: 'toolEnded',
    at: 8,
    callId: 'c1',
    state: 'done',
    content: '1\t日本語',
    summary: '1',
    durationMs: 1,
  },
  {
    type: 'turnEnded',
    at: 9,
    reason: 'failed',
    error: { message: 'x', action: { label: 'y', command: 'retry', args: ['1'] } },
  },
];

const LINES = CHAT.map(event => `${JSON.stringify(event)}\n`);
const BYTES = Buffer.from(LINES.join(''), 'utf8');

describe('a log read back', () => {
  it('is what was written', () => {
    const read = readLog(BYTES.toString('utf8'));
    assert.deepEqual(read, { events: CHAT, damagedLines: 0, torn: false, newer: false });
  });

  it('R47 keeps every complete line, cut at any byte, in the middle of a character too', () => {
    let complete = 0;
    let end = Buffer.byteLength(LINES[0] ?? '');
    for (let cut = 0; cut <= BYTES.length; cut += 1) {
      // A line is whole without its line feed.
      while (complete < LINES.length && cut >= end - 1) {
        complete += 1;
        end += Buffer.byteLength(LINES[complete] ?? '');
      }
      const read = readLog(BYTES.subarray(0, cut).toString('utf8'));
      assert.equal(read.events.length, complete, `cut at byte ${cut}`);
      assert.equal(read.damagedLines, 0);
      assert.ok(Array.isArray(messagesOf(read.events)));
    }
    assert.equal(complete, LINES.length);
  });

  it('R47 skips damaged lines wherever they are, and counts them', () => {
    const junk = fc.oneof(
      fc.string().map(text => `x${text.replaceAll('\n', ' ')}`),
      fc.constantFrom('{}', 'null', '[]', '{"type":"text","at":1}', '{"type":"fromNowhere"}'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: LINES.length }), junk)), inserts => {
        const lines = [...LINES];
        for (const [index, line] of inserts) lines.splice(index, 0, `${line}\n`);
        const read = readLog(lines.join(''));
        assert.deepEqual(read.events, CHAT);
        assert.equal(read.damagedLines, inserts.length);
      }),
    );
  });

  it('R47 knows a log of a newer schema and shows what it understands of it', () => {
    const newer = JSON.stringify({ type: 'created', at: 1, schema: 5, id: 'chat' });
    const read = readLog([`${newer}\n`, ...LINES.slice(1)].join(''));
    assert.equal(read.newer, true);
    assert.deepEqual(read.events, CHAT.slice(1));
  });

  it('joins the pieces of a text to one event', () => {
    const pieces = ['a', 'b', 'c'].map((text, index): ChatEvent => ({
      type: 'text',
      at: index,
      text,
    }));
    const read = readLog(pieces.map(event => `${JSON.stringify(event)}\n`).join(''));
    assert.deepEqual(read.events, [{ type: 'text', at: 0, text: 'abc' }]);
  });
});

describe('the writer of a log', () => {
  const piece = (text: string, type: 'text' | 'reasoning' = 'text'): ChatEvent => ({
    type,
    at: 1,
    text,
  });
  const newWriter = (options: { torn?: boolean; gatherMs?: number } = {}) => {
    const log = createInMemoryLog();
    const writer = createLogWriter({ port: log, chatId: 'chat', torn: false, ...options });
    return { log, writer, text: () => log.logs.get('chat') ?? '' };
  };

  it('has an event in the log when it resolves, behind the pieces before it', async () => {
    const { writer, text } = newWriter();
    await writer.append(piece('Hm', 'reasoning'));
    await writer.append(piece('Hel'));
    await writer.append(piece('lo'));
    await writer.append(userMessage('next'));
    assert.equal(text().split('\n').length, 3 + 1);
    assert.deepEqual(
      readLog(text()).events.map(event => 'text' in event && event.text),
      ['Hm', 'Hello', 'next'],
    );
  });

  it('writes the pieces of a long answer with little around them', async () => {
    const { writer, text } = newWriter();
    const answer = 'abcd'.repeat(25_000);
    for (let start = 0; start < answer.length; start += 4) {
      await writer.append(piece(answer.slice(start, start + 4)));
    }
    await writer.flush();
    assert.equal(readLog(text()).events.length, 1);
    const ratio = Buffer.byteLength(text()) / answer.length;
    assert.ok(ratio <= 1.05, `${ratio} bytes written per byte of the answer`);
  });

  it('writes pieces soon even if nothing follows', async () => {
    const { log, writer } = newWriter({ gatherMs: 0 });
    const written = new Promise<string>(resolve => {
      log.onAppend(({ lines }) => resolve(lines));
    });
    await writer.append(piece('alone'));
    assert.match(await written, /alone/);
  });

  it('R47 begins a new line where the last one was torn, so that nothing after it is lost', async () => {
    const { log, writer, text } = newWriter({ torn: true });
    log.logs.set('chat', '{"type":"text","at":1,"te');
    await writer.append(userMessage('after'));
    const read = readLog(text());
    assert.equal(read.events.length, 1);
    assert.equal(read.damagedLines, 1);
  });

  it('R47 says that the disk is full, and writes whole lines once it is not', async () => {
    const { log, writer, text } = newWriter();
    log.failure = new Error('ENOSPC');
    await assert.rejects(writer.append(userMessage('lost')), /ENOSPC/);
    log.logs.set('chat', '{"half');
    log.failure = undefined;
    await writer.append(userMessage('kept'));
    assert.deepEqual(readLog(text()).events, [userMessage('kept')]);
  });

  it('R47 tells with the next event that pieces could not be written', async () => {
    const { log, writer } = newWriter();
    log.failure = new Error('ENOSPC');
    await writer.append(piece('lost'));
    await assert.rejects(writer.flush(), /ENOSPC/);
    await writer.append(piece('lost too'));
    await writer.append(piece('thinking', 'reasoning'));
    await assert.rejects(writer.append(userMessage('next')), /ENOSPC/);
  });

  it('gives back the same list that was gathered live', async () => {
    const events = fc.array(
      fc.oneof(
        fc.string({ minLength: 1 }).map(text => piece(text)),
        fc.string({ minLength: 1 }).map(text => piece(text, 'reasoning')),
        fc.constant(userMessage('x')),
      ),
    );
    await fc.assert(
      fc.asyncProperty(events, async list => {
        const { writer, text } = newWriter();
        const live: ChatEvent[] = [];
        for (const [index, made] of list.entries()) {
          const event = made.type === 'userMessage' ? { ...made, id: `u${index}` } : made;
          await writer.append(event);
          addEvent(live, event);
        }
        await writer.flush();
        assert.deepEqual(readLog(text()).events, live);
      }),
    );
  });
});
