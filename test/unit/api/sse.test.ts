import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isTooLong, readEvents, readText } from '../../../src/api/sse.ts';
import { chunksOf, splitAt } from './bytes.ts';

async function eventsOf(chunks: readonly Uint8Array[]): Promise<string[]> {
  const events: string[] = [];
  for await (const batch of readEvents(chunksOf(chunks))) events.push(...batch);
  return events;
}

const read = (text: string): Promise<string[]> => eventsOf([Buffer.from(text)]);

describe('Reading server-sent events', () => {
  it('R41: skips comments, blank lines and fields of no use', async () => {
    const body =
      '\n\n: ping\n\nevent: delta\nid: 7\nretry: 10\ndata: {"a":1}\n\n:\n\n\nx: y\ndata:[DONE]\n\n';
    assert.deepEqual(await read(body), ['{"a":1}', '[DONE]']);
  });

  it('R41: takes CRLF and lone CR for line ends', async () => {
    assert.deepEqual(await read('data: 1\r\n\r\ndata: 2\r\n\r\n'), ['1', '2']);
    assert.deepEqual(await read('data: 1\r\rdata: 2\r\r'), ['1', '2']);
  });

  it('skips a byte order mark', async () => {
    assert.deepEqual(await read('\uFEFFdata: 1\n\n'), ['1']);
  });

  it('R41: takes an event of a megabyte', async () => {
    const data = `{"text":"${'x'.repeat(1_000_000)}"}`;
    const bytes = Buffer.from(`data: ${data}\n\n`);
    assert.deepEqual(await eventsOf([bytes]), [data]);
    const inPieces = splitAt(
      bytes,
      Array.from({ length: 1_000 }, (_, index) => index * 1_000),
    );
    assert.deepEqual(await eventsOf(inPieces), [data]);
  });

  it('gives the last event though its blank line is missing, unless it was cut off inside', async () => {
    assert.deepEqual(await read('data: {"a":1}\n\ndata: {"b":2}'), ['{"a":1}', '{"b":2}']);
    assert.deepEqual(await read('data: {"a":1}\n\ndata: [DONE]\n'), ['{"a":1}', '[DONE]']);
    assert.deepEqual(await read('data: {"a":1}\n\ndata: {"b":'), ['{"a":1}']);
  });

  it('takes each line for an event where the blank lines between are left out', async () => {
    const lines = 'data: {"a":1}\ndata: {"b":2}\ndata: [DONE]\n';
    const events = ['{"a":1}', '{"b":2}', '[DONE]'];
    assert.deepEqual(await read(`${lines}\n`), events);
    assert.deepEqual(await read(lines), events);
    assert.deepEqual(await read('data: {"a":1}\ndata: {"b":2}\ndata: {"c'), events.slice(0, 2));
    assert.deepEqual(await read('data: {"a":\ndata: 1}\n\n'), ['{"a":\n1}']);
  });

  it('gives a body that is JSON or a web page whole', async () => {
    const json = '\n {"errors":[\n\n{"code":"x"}]}';
    assert.deepEqual(await read(json), [json]);
    assert.deepEqual(await read('[{"a":1}]\n\n'), ['[{"a":1}]\n\n']);
    const page = '<!DOCTYPE html>\n\n<p>data: 1\n\n';
    assert.deepEqual(await read(page), [page]);
    assert.deepEqual(await eventsOf([Buffer.from('  '), Buffer.from('{'), Buffer.from('}')]), [
      '{}',
    ]);
  });

  it('finds nothing in an empty body', async () => {
    assert.deepEqual(await read(''), []);
    assert.deepEqual(await read('\n\n: ping\n\n'), []);
  });

  it('R40, R41: finds the same events however the bytes are split', async () => {
    const ends = fc.constantFrom('\n', '\r', '\r\n');
    const line = fc.oneof(
      fc.string({ unit: 'grapheme' }).map(text => `data: ${JSON.stringify({ text })}`),
      fc.constantFrom(': ping', ': äöü 😀', 'event: x', 'id: 1', '', 'data: [DONE]', '\uFEFF'),
    );
    const body = fc
      .array(fc.tuple(line, ends, fc.option(ends)))
      .map(lines => lines.map(([text, end, blank]) => text + end + (blank ?? '')).join(''));
    await fc.assert(
      fc.asyncProperty(body, fc.array(fc.nat()), async (text, cuts) => {
        const bytes = Buffer.from(`data: {}\n\n${text}`);
        const whole = await eventsOf([bytes]);
        assert.ok(whole.length > 0);
        assert.deepEqual(await eventsOf(splitAt(bytes, cuts)), whole);
        assert.deepEqual(await eventsOf([...bytes].map(byte => Uint8Array.of(byte))), whole);
      }),
    );
  });

  it('stops at a body longer than any answer', async () => {
    const chunk = Buffer.alloc(8 * 1024 * 1024, 'x');
    const endless = function* (first: string): Generator<Uint8Array> {
      yield Buffer.from(first);
      for (;;) yield chunk;
    };
    const reading = async (first: string): Promise<void> => {
      for await (const events of readEvents(chunksOf(endless(first)))) {
        assert.deepEqual(events, []);
      }
    };
    await assert.rejects(reading('data: '), isTooLong);
    await assert.rejects(reading('{'), isTooLong);
    await assert.rejects(readText(chunksOf(endless(''))), isTooLong);
  });

  it('lets go of the body when the reader has seen enough', async () => {
    let released = false;
    const body = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield await Promise.resolve(Buffer.from('data: 1\n\n'));
      } finally {
        released = true;
      }
    };
    for await (const events of readEvents(body())) {
      assert.deepEqual(events, ['1']);
      break;
    }
    assert.ok(released);
  });
});

describe('Reading a body as text', () => {
  it('R40: joins characters that were split over chunks', async () => {
    const bytes = Buffer.from('ä😀');
    assert.equal(await readText(chunksOf([...bytes].map(byte => Uint8Array.of(byte)))), 'ä😀');
  });
});
