import assert from 'node:assert/strict';
import {
  error,
  html,
  noResponse,
  raw,
  text,
  tools,
  type CallShape,
} from '../../../support/runware/answers.ts';
import { startRunwareService, type RunwareService } from '../../../support/runware/service.ts';
import { envelopeOf, eventsOf, joined, post, textTask, withService, type Item } from './ask.ts';

const streamed = { deliveryMethod: 'stream' };
const input = { path: 'src/a.ts', startLine: 3 };

/** What the field of calls holds in each event that has it. */
function carried(events: readonly Item[], shape: CallShape): unknown[] {
  return events.flatMap(event => {
    const holder = Item(shape.at === 'delta' ? event['delta'] : event);
    return shape.field in holder ? [holder[shape.field]] : [];
  });
}

function Item(value: unknown): Record<string, unknown> {
  assert.ok(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}

/** An element as it has to look, whole. */
function expected(shape: CallShape, id: string): object {
  const given = shape.arguments === 'string' ? JSON.stringify(input) : input;
  if (shape.element === 'function') {
    return { id, type: 'function', function: { name: 'read_file', arguments: given } };
  }
  return { id, name: 'read_file', [shape.element]: given };
}

const shapes = (['toolCalls', 'tools', 'tool_calls', 'toolUse'] as const).flatMap(field =>
  (['input', 'arguments', 'function'] as const).flatMap(element =>
    (['object', 'string'] as const).flatMap(given =>
      (['delta', 'item'] as const).map(
        at =>
          ({ field, element, arguments: given, at, streamed: 'whole', pieceKey: 'index' }) as const,
      ),
    ),
  ),
);

describe('the local Runware service: what goes over the wire', () => {
  let service: RunwareService;
  beforeEach(async () => {
    service = await startRunwareService();
  });
  afterEach(() => service.stop());

  const stream = async (): Promise<string> => (await post(service, [textTask(streamed)])).text;

  for (const shape of shapes) {
    const { field, element, arguments: given, at } = shape;
    it(`sends calls whole as ${field} of {${element}: ${given}} in the ${at}`, async () => {
      const calls = [
        { id: 'a', name: 'read_file', arguments: input },
        { id: 'b', name: 'read_file', arguments: input },
      ];
      service.enqueue(tools(calls, { shape }), tools(calls, { shape }));
      const both = [expected(shape, 'a'), expected(shape, 'b')];
      const { events } = eventsOf(await stream());
      assert.deepEqual(carried(events, shape), [both]);
      assert.equal(events.at(-1)?.['finishReason'], 'tool_calls');
      const item = envelopeOf(await post(service, [textTask()])).data[0];
      assert.deepEqual(item?.[field], both);
    });
  }

  for (const pieceKey of ['index', 'id'] as const) {
    it(`sends argument text in pieces that are told apart by ${pieceKey}`, async () => {
      const calls = ['a', 'b'].map(id => ({ id, name: 'read_file', arguments: input }));
      const shape = { element: 'arguments', streamed: 'pieces', pieceKey } as const;
      service.enqueue(tools(calls, { shape, chunkSize: 5 }));
      const { events } = eventsOf(await stream());
      const texts = new Map<string, string>();
      for (const event of events) {
        const elements = Item(event['delta'])['tools'];
        if (!Array.isArray(elements)) continue;
        const piece = Item(elements[0]);
        const key = String(piece[pieceKey]);
        texts.set(key, (texts.get(key) ?? '') + String(piece['arguments']));
      }
      const whole = JSON.stringify(input);
      assert.deepEqual([...texts.values()], [whole, whole]);
      assert.deepEqual([...texts.keys()], pieceKey === 'index' ? ['0', '1'] : ['a', 'b']);
    });
  }

  it('sends each call in an event of its own', async () => {
    const calls = ['a', 'b'].map(id => ({ id, name: 'read_file', arguments: input }));
    service.enqueue(tools(calls, { shape: { streamed: 'each' } }));
    const { events } = eventsOf(await stream());
    const ids = events.flatMap(event => {
      const elements = Item(event['delta'])['tools'];
      return Array.isArray(elements) ? [elements.map(element => Item(element)['id'])] : [];
    });
    assert.deepEqual(ids, [['a'], ['b']]);
  });

  it('R37 sends argument text that is cut off as it is, and cuts what exceeds maxTokens', async () => {
    const cut = '{"path": "src/a';
    service.enqueue(
      tools([{ name: 'read_file', arguments: cut }], { shape: { element: 'arguments' } }),
    );
    assert.match(await stream(), /"arguments":"\{\\"path\\": \\"src\/a"/);
    service.enqueue(
      tools([{ name: 'read_file', arguments: { path: 'x'.repeat(100) } }], {
        shape: { element: 'arguments' },
      }),
    );
    const item = envelopeOf(await post(service, [textTask({ settings: { maxTokens: 5 } })]))
      .data[0];
    assert.equal(item?.['finishReason'], 'length');
    assert.match(JSON.stringify(item['tools']), /"arguments":"\{\\"path\\":\\"x{11}"/);
  });

  it('makes up an id for a call unless it is told to leave it out', async () => {
    const call = { name: 'read_file', arguments: input };
    service.enqueue(tools([call, { ...call, id: null }]));
    const item = envelopeOf(await post(service, [textTask()])).data[0];
    const [first, second] = Array.isArray(item?.['tools']) ? item['tools'] : [];
    assert.match(String(Item(first)['id']), /^call_\w+$/);
    assert.ok(!('id' in Item(second)));
  });

  it('R40 splits surrogate pairs, characters and lines at any place without losing any', async () => {
    const whole = 'Grüße 👩‍💻 aus Köln.';
    service.enqueue(text(whole, { chunkSize: 1, splitEvery: 1 }));
    assert.equal(joined(eventsOf(await stream()).events).text, whole);
  });

  it('R41 ends lines with CR LF and puts comments between the events', async () => {
    service.enqueue(text('Hello there.', { chunkSize: 4, crlf: true, comments: true }));
    const body = await stream();
    assert.equal(body.replaceAll('\r\n', '').includes('\n'), false);
    assert.equal(body.split(': ping\r\n\r\ndata: ').length - 1, 4);
    assert.equal(joined(eventsOf(body).events).text, 'Hello there.');
  });

  it('leaves [DONE] out, or the delta of the last event, or puts the end beside the last text', async () => {
    service.enqueue(
      text('Hello.', { noDone: true }),
      text('Hello.', { lastEvent: 'noDelta' }),
      text('Hello.', { lastEvent: 'withText' }),
    );
    assert.equal(eventsOf(await stream()).done, false);
    const bare = eventsOf(await stream()).events.at(-1) ?? {};
    assert.ok(!('delta' in bare));
    const { events } = eventsOf(await stream());
    assert.equal(events.length, 1);
    assert.deepEqual(events[0]?.['delta'], { text: 'Hello.' });
    assert.equal(events[0]['finishReason'], 'stop');
  });

  it('leaves usage and cost out though they were asked for, or sends what it is told', async () => {
    const asked = textTask({ includeUsage: true, includeCost: true });
    service.enqueue(text('Hello.', { usage: null, cost: null }));
    const without = envelopeOf(await post(service, [asked])).data[0] ?? {};
    assert.ok(!('usage' in without) && !('cost' in without));
    const usage = { promptTokens: 1_000_000, completionTokens: 100_000, totalTokens: 1_100_000 };
    service.enqueue(text('Hello.', { usage }), text('Hello.', { usage, cost: '0.5' }));
    const ask = async (): Promise<Item> =>
      envelopeOf(await post(service, [textTask({ includeUsage: true, includeCost: true })]))
        .data[0] ?? {};
    const billed = await ask();
    assert.deepEqual(billed['usage'], usage);
    assert.equal(billed['cost'], 8);
    assert.equal((await ask())['cost'], '0.5');
  });

  it('sends structured text as a string, as a value or encoded twice', async () => {
    const json = '{"answer":42}';
    service.enqueue(
      text(json),
      text(json, { textAs: 'parsed' }),
      text(json, { textAs: 'encodedTwice' }),
    );
    const texts: unknown[] = [];
    for (let count = 0; count < 3; count += 1) {
      texts.push(envelopeOf(await post(service, [textTask()])).data[0]?.['text']);
    }
    assert.deepEqual(texts, [json, { answer: 42 }, JSON.stringify(json)]);
  });

  it('fails before a stream in each form of error, with the headers that it was told', async () => {
    const headers = { 'retry-after': '7' };
    const bodies: unknown[] = [];
    for (const form of ['errors', 'error', 'array'] as const) {
      service.enqueue(error(429, 'rateLimitExceeded', { form, headers }));
      const reply = await post(service, [textTask(streamed)]);
      assert.equal(reply.status, 429);
      assert.equal(reply.headers.get('retry-after'), '7');
      bodies.push(JSON.parse(reply.text));
    }
    const [plural, singular, bare] = bodies;
    assert.deepEqual(Object.keys(Item(plural)), ['errors']);
    assert.deepEqual(Object.keys(Item(singular)), ['error', 'taskUUID']);
    assert.ok(Array.isArray(bare));
  });

  it('fails within a stream after so many events, without [DONE]', async () => {
    service.enqueue(
      error(200, 'timeoutProvider', { inStreamAfter: 2, text: 'One, two, three.', chunkSize: 4 }),
    );
    const { events, done } = eventsOf(await stream());
    assert.equal(joined(events.slice(0, 2)).text, 'One, two');
    assert.equal(events.length, 3);
    assert.match(JSON.stringify(events[2]?.['errors']), /"code":"timeoutProvider"/);
    assert.equal(done, false);
  });

  it('R44 answers with a page of HTML, with any bytes, or with none', async () => {
    service.enqueue(html(502), raw([Buffer.from([0xff, 0xfe]), 'x'], { status: 200 }));
    const page = await post(service, [textTask()]);
    assert.equal(page.status, 502);
    assert.match(page.text, /^<!DOCTYPE html>/);
    assert.equal(await stream(), '\uFFFD\uFFFDx');
    service.enqueue(noResponse('destroy'));
    await assert.rejects(stream());
    assert.equal(await service.requests.at(-1)?.ended, 'cut');
  });

  it('cuts the body after so many bytes, ending it well or not', async () => {
    service.enqueue(text('Hello there.', { cutAfterBytes: 50, cutWith: 'end' }));
    assert.equal(Buffer.byteLength(await stream()), 50);
    service.enqueue(text('Hello there.', { cutAfterBytes: 50 }));
    await assert.rejects(stream());
  });

  it('R45 sees at once that the client went away, while it pauses or hangs', async () => {
    for (const answer of [
      text('Slow.', { delayMs: 3_600_000 }),
      raw(['data: {"delta":{"text":"Hi"}}\n\n'], { then: 'hang' }),
      noResponse('hang'),
    ]) {
      const controller = new AbortController();
      service.enqueue(answer);
      const asking = post(service, [textTask(streamed)], { signal: controller.signal });
      const rejected = assert.rejects(asking, { name: 'AbortError' });
      while (
        service.requests.at(-1)?.closedEarlyAt !== undefined ||
        service.requests.length === 0
      ) {
        await new Promise(resolve => setImmediate(resolve));
      }
      controller.abort();
      await rejected;
      assert.equal(await service.requests.at(-1)?.ended, 'closedEarly');
      assert.equal(typeof service.requests.at(-1)?.closedEarlyAt, 'number');
    }
  });

  it('records what it was sent, without the key', async () => {
    const seen: string[] = [];
    const onRequest = ({ path }: { readonly path: string }): unknown => seen.push(path);
    await withService({ onRequest }, async watched => {
      watched.enqueue(text('Hello.'));
      const task = textTask();
      await post(watched, [task], { headers: { 'x-test': 'yes' } });
      const [request] = watched.requests;
      assert.deepEqual(request?.body, [task]);
      assert.equal(request.method, 'POST');
      assert.equal(request.headers['authorization'], 'Bearer [key]');
      assert.equal(request.headers['x-test'], 'yes');
      assert.equal(await request.ended, 'complete');
      assert.deepEqual(seen, ['/v1']);
    });
  });
});
