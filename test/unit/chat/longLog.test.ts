import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readWhole } from '../../../src/chat/readInSlices.ts';
import { createSessions } from '../../../src/chat/sessions.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import { createChatPresenter } from '../../../src/host/presentChat.ts';
import type { ChatEvent } from '../../../src/chat/events.ts';
import { createInMemoryLog } from '../../support/inMemoryLog.ts';
import { worldOf } from './sessionHarness.ts';

/** A turn with an answer of some length; its times and ids are its own. */
function turn(n: number, length = 2_000): ChatEvent[] {
  const at = n * 10;
  const taskUUID = `t${n}`;
  return [
    { type: 'userMessage', at, id: `m${n}`, text: `Frage ${n} 日本`, attachments: [] },
    { type: 'requestSent', at: at + 1, taskUUID, model: 'm' },
    { type: 'text', at: at + 2, text: `ä${n} `.repeat(length / 4) },
    { type: 'answerEnded', at: at + 3, taskUUID, toolCalls: [], finishReason: 'stop', costUsd: 1 },
    { type: 'turnEnded', at: at + 4, reason: 'done' },
  ];
}
const lineOf = (event: ChatEvent): string => `${JSON.stringify(event)}\n`;
const created: ChatEvent = { type: 'created', at: 1, schema: 3, id: 'chat' };

describe('a log of any size', () => {
  it('R48 is read in pieces to the same as at once', async () => {
    const log = createInMemoryLog();
    const events = [created, ...Array.from({ length: 300 }, (_turn, n) => turn(n)).flat()];
    log.logs.set('chat', `${events.map(lineOf).join('')}{"type":"te`);
    const read = await readWhole(log, 'chat');
    const { bytes, ...rest } = read ?? assert.fail();
    assert.deepEqual(rest, readLog(log.logs.get('chat') ?? ''));
    assert.equal(bytes, Buffer.byteLength(log.logs.get('chat') ?? ''));
  });

  it('R48 shows the end of a long chat first, read only, with the items that it has in the whole', async () => {
    const { parts, log } = worldOf([]);
    const events = [created, ...Array.from({ length: 1_000 }, (_turn, n) => turn(n)).flat()];
    log.logs.set('chat', events.map(lineOf).join(''));
    const sessions = createSessions(parts);
    const end = (await sessions.preview('chat')) ?? assert.fail();
    await assert.rejects(end.send({ text: 'x' }), /Loading the earlier messages/);
    const whole = await sessions.open('chat');
    const itemsOf = (list: readonly ChatEvent[]) => {
      const presenter = createChatPresenter();
      for (const event of list) presenter.present(event);
      return presenter.items;
    };
    const first = itemsOf(end.events);
    assert.ok(first.length > 20 && end.events.length < whole.events.length / 4);
    assert.deepEqual(itemsOf(whole.events).slice(-first.length), first);
    assert.equal(await sessions.preview('chat'), undefined, 'it is open');
  });

  it('R48 shows of what was gone back from nothing, also if the message is not in its end', async () => {
    const { parts, log } = worldOf([]);
    const many = Array.from({ length: 1_000 }, (_turn, n) => turn(n)).flat();
    const back: ChatEvent = { type: 'rewound', at: 99_999, messageId: 'm3' };
    log.logs.set('chat', [created, ...many, back, ...turn(20_000)].map(lineOf).join(''));
    const end = (await createSessions(parts).preview('chat')) ?? assert.fail();
    assert.deepEqual(end.events, turn(20_000));
  });
});

describe('a log that other hands were at', () => {
  const events = [created, ...turn(1, 40), ...turn(2, 40), ...turn(3, 40)];
  const lines = events.map(lineOf);

  it('R47 reads as it was with CRLF, a byte order mark, and zeros at its end or between its lines', () => {
    const text = lines.join('');
    for (const changed of [
      text.replaceAll('\n', '\r\n'),
      `\ufeff${text}`,
      `${text}${'\0'.repeat(4_096)}`,
      lines.join('\0\0'),
    ]) {
      const read = readLog(changed);
      assert.deepEqual(read.events, events);
      assert.equal(read.damagedLines, 0);
    }
  });

  it('R47 reads once what stands there twice', () => {
    fc.assert(
      fc.property(fc.nat({ max: lines.length }), fc.nat({ max: lines.length }), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const copy = lines.slice(from, to);
        // A copy that begins within an answer says nothing of the piece that stands before its id.
        if (events[from]?.type === 'text' || events[from]?.type === 'turnEnded') return;
        const seen = readLog([...lines.slice(0, to), ...copy, ...lines.slice(to)].join('')).events;
        const ids = (list: readonly ChatEvent[]) =>
          list.filter(({ type }) => type === 'userMessage' || type === 'text');
        assert.deepEqual(ids(seen), ids(events));
      }),
    );
  });

  it('R47 keeps a line that was written behind one that was cut off', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: lines.length - 1 }), (at, index) => {
        const broken = lines[index - 1] ?? '';
        const cut = broken.slice(0, 1 + (at % (broken.length - 2)));
        const read = readLog([...lines.slice(0, index - 1), cut, ...lines.slice(index)].join(''));
        assert.deepEqual(read.events, [...events.slice(0, index - 1), ...events.slice(index)]);
        assert.equal(read.damagedLines, 1);
      }),
    );
  });
});
