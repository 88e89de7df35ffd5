import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { error, text } from '../../../support/runware/answers.ts';
import {
  localKey,
  startRunwareService,
  type RunwareService,
} from '../../../support/runware/service.ts';
import { envelopeOf, eventsOf, joined, post, textTask, withService, type Item } from './ask.ts';

describe('the local Runware service: how it delivers', () => {
  let service: RunwareService;
  beforeEach(async () => {
    service = await startRunwareService();
  });
  afterEach(() => service.stop());

  const poll = async (...taskUUIDs: readonly string[]): Promise<Item[]> => {
    const tasks = taskUUIDs.map(taskUUID => ({ taskType: 'getResponse', taskUUID }));
    const { data, errors } = envelopeOf(await post(service, tasks));
    return [...data, ...errors];
  };

  it('gives usage and cost only where they are asked for', async () => {
    service.enqueue(text('Hello.'), text('Hello.', { reasoning: 'A greeting.' }));
    const plain = envelopeOf(await post(service, [textTask()])).data[0] ?? {};
    assert.deepEqual(Object.keys(plain).sort(), ['finishReason', 'taskType', 'taskUUID', 'text']);
    const asked = textTask({ includeUsage: true, includeCost: true });
    const full = envelopeOf(await post(service, [asked])).data[0];
    assert.equal(full?.['text'], 'Hello.');
    assert.equal(full['reasoningContent'], 'A greeting.');
    assert.equal(full['finishReason'], 'stop');
    assert.equal(typeof full['cost'], 'number');
    assert.ok(full['usage']);
  });

  it('R53 charges cached tokens at their own price and only once, and the balance pays it', async () => {
    service.useScript(() => text('Hello.'));
    const long = 'A long conversation. '.repeat(1_000);
    const ask = async (): Promise<Item> => {
      const task = textTask({
        includeUsage: true,
        includeCost: true,
        messages: [{ role: 'user', content: long }],
      });
      return envelopeOf(await post(service, [task])).data[0] ?? {};
    };
    const first = await ask();
    const second = await ask();
    const usage = JSON.stringify(second['usage']);
    const number = (name: string): number =>
      Number(new RegExp(`"${name}":(\\d+)`).exec(usage)?.[1]);
    const cached = number('cachedInputTokens');
    assert.ok(cached > 1_024);
    const expected =
      (number('promptTokens') - cached) * 5 + cached * 0.5 + number('completionTokens') * 30;
    assert.equal(Number(second['cost']).toFixed(9), (expected / 1e6).toFixed(9));
    assert.ok(Number(second['cost']) < Number(first['cost']));
    const account = {
      taskType: 'accountManagement',
      taskUUID: randomUUID(),
      operation: 'getDetails',
    };
    const { data } = envelopeOf(await post(service, [account]));
    const left = 25 - Number(first['cost']) - Number(second['cost']);
    assert.match(JSON.stringify(data[0]?.['balance']), new RegExp(`"amount":${left.toFixed(6)}`));
  });

  it('cuts an answer off at maxTokens, reasoning first', async () => {
    service.enqueue(text('x'.repeat(100), { reasoning: 'y'.repeat(30) }));
    const task = textTask({ settings: { maxTokens: 10 } });
    const item = envelopeOf(await post(service, [task])).data[0];
    assert.equal(item?.['text'], 'x'.repeat(10));
    assert.equal(item['finishReason'], 'length');
    service.enqueue(text('x', { reasoning: 'y'.repeat(100) }));
    const empty = envelopeOf(await post(service, [textTask({ settings: { maxTokens: 10 } })]));
    assert.equal(empty.data[0]?.['text'], '');
    assert.equal(empty.data[0]['finishReason'], 'length');
  });

  it('gives as many results as were asked for', async () => {
    service.enqueue(text('Hello.'));
    const { data } = envelopeOf(await post(service, [textTask({ numberResults: 3 })]));
    assert.deepEqual(
      data.map(item => item['text']),
      ['Hello.', 'Hello.', 'Hello.'],
    );
  });

  it('does several tasks in one request, and tells what failed beside what did not', async () => {
    service.enqueue(text('One.'), error(503, 'providerUnavailable'), text('Three.'));
    const tasks = [textTask(), textTask(), textTask(), textTask({ seed: 1 })];
    const reply = await post(service, tasks);
    const { data, errors } = envelopeOf(reply);
    assert.equal(reply.status, 200);
    assert.deepEqual(
      data.map(item => item['text']),
      ['One.', 'Three.'],
    );
    assert.deepEqual(
      errors.map(item => item['code']),
      ['providerUnavailable', 'unsupportedParameter'],
    );
  });

  it('streams reasoning, then text, then the end with usage and cost, then [DONE]', async () => {
    const whole = 'The answer is forty-two, as everyone knows.';
    service.enqueue(text(whole, { reasoning: 'Let me think about this.', chunkSize: 7 }));
    const task = textTask({ deliveryMethod: 'stream', includeCost: true, includeUsage: true });
    const reply = await post(service, [task]);
    assert.match(reply.headers.get('content-type') ?? '', /^text\/event-stream/);
    const { events, done } = eventsOf(reply.text);
    assert.deepEqual(joined(events), { text: whole, reasoning: 'Let me think about this.' });
    assert.ok(done);
    const last = events.at(-1);
    assert.deepEqual(last?.['delta'], {});
    assert.equal(last['finishReason'], 'stop');
    assert.equal(typeof last['cost'], 'number');
    assert.ok(events.slice(0, -1).every(event => event['finishReason'] === null));
    assert.ok(events.every(event => !('usage' in event) || event === last));
  });

  it('acknowledges an async task, is busy as often as told, and then has the result for good', async () => {
    service.enqueue(text('Done.', { pollsBeforeDone: 2 }), text('Also done.'));
    const [first, second] = [randomUUID(), randomUUID()];
    for (const taskUUID of [first, second]) {
      const { data } = envelopeOf(
        await post(service, [textTask({ taskUUID, deliveryMethod: 'async' })]),
      );
      assert.deepEqual(data, [{ taskType: 'textInference', taskUUID }]);
    }
    const states: unknown[] = [];
    for (let count = 0; count < 4; count += 1) {
      states.push((await poll(first, second)).map(item => item['status']));
    }
    assert.deepEqual(states, [
      ['processing', 'processing'],
      ['processing', 'success'],
      ['success', 'success'],
      ['success', 'success'],
    ]);
    assert.equal((await poll(first))[0]?.['text'], 'Done.');
  });

  it('tells an async failure at once, as an item or among the errors', async () => {
    const codes: unknown[] = [];
    for (const asyncAt of ['submit', 'pollItem', 'pollErrors'] as const) {
      service.enqueue(error(503, 'timeoutProvider', { asyncAt, pollsBeforeDone: 0 }));
      const taskUUID = randomUUID();
      const { errors } = envelopeOf(
        await post(service, [textTask({ taskUUID, deliveryMethod: 'async' })]),
      );
      const [polled] = await poll(taskUUID);
      codes.push([errors[0]?.['code'], JSON.stringify(polled?.['error'] ?? polled?.['code'])]);
    }
    assert.deepEqual(codes, [
      [
        'timeoutProvider',
        '{"code":"timeoutProvider","message":"The service says timeoutProvider."}',
      ],
      [undefined, '{"code":"timeoutProvider","message":"The service says timeoutProvider."}'],
      [undefined, '"timeoutProvider"'],
    ]);
  });

  it('R39 keeps the answer of a stream that was cut, unless it is to know nothing of it', async () => {
    const answer = 'An answer that does not arrive whole.';
    for (const [options, expected] of [
      [{}, answer],
      [{ forgotten: true }, undefined],
    ] as const) {
      service.enqueue(text(answer, { cutAfterBytes: 200, ...options }));
      const taskUUID = randomUUID();
      await assert.rejects(post(service, [textTask({ taskUUID, deliveryMethod: 'stream' })]));
      assert.equal(await service.requests.at(-1)?.ended, 'cut');
      const [item] = await poll(taskUUID);
      assert.equal(item?.['text'], expected);
      if (expected === undefined) assert.equal(item?.['code'], 'taskNotFound');
    }
  });

  it('archives a task, with long text cut out', async () => {
    const taskUUID = randomUUID();
    service.enqueue(text('x'.repeat(1_000)));
    await post(service, [textTask({ taskUUID })]);
    const details = { taskType: 'getTaskDetails', taskUUID };
    const { data } = envelopeOf(await post(service, [details]));
    assert.match(JSON.stringify(data[0]?.['response']), /x\.\.\.\[REDACTED 800 bytes\]\.\.\."/);
    const unknown = await post(service, [{ ...details, taskUUID: randomUUID() }]);
    assert.equal(unknown.status, 404);
    assert.equal(envelopeOf(unknown).errors[0]?.['code'], 'taskNotFound');
  });

  it('stores media, takes their UUIDs as images, and forgets them', async () => {
    service.useScript(() => text('A picture.'));
    const upload = {
      taskType: 'mediaStorage',
      taskUUID: randomUUID(),
      operation: 'upload',
      media: 'data:image/png;base64,AAAA',
    };
    const { data } = envelopeOf(await post(service, [upload]));
    const mediaUUID = data[0]?.['mediaUUID'];
    const look = async (): Promise<number> =>
      (await post(service, [textTask({ inputs: { images: [mediaUUID] } })])).status;
    assert.equal(await look(), 200);
    const remove = { ...upload, taskUUID: randomUUID(), operation: 'delete', media: undefined };
    const forget = { ...remove, mediaUUID };
    assert.equal((await post(service, [forget])).status, 200);
    assert.equal(await look(), 400);
    const again = await post(service, [{ ...forget, taskUUID: randomUUID() }]);
    assert.equal(envelopeOf(again).errors[0]?.['code'], 'mediaNotFound');
  });

  it('tells the balance as an object or as the bare number of live answers', async () => {
    const account = {
      taskType: 'accountManagement',
      taskUUID: randomUUID(),
      operation: 'getDetails',
    };
    await withService({ balanceAs: 'number' }, async plain => {
      assert.equal(envelopeOf(await post(plain, [account])).data[0]?.['balance'], 25);
    });
    const { data } = envelopeOf(await post(service, [account]));
    assert.deepEqual(data[0]?.['balance'], { amount: 25, freeBalance: 0, currency: 'USD' });
  });

  it('lists its model to those who have a key', async () => {
    const list = (key: string): Promise<Response> =>
      fetch(`${service.baseUrl}/models`, { headers: { authorization: `Bearer ${key}` } });
    assert.equal((await list('wrong')).status, 401);
    assert.match(await (await list(localKey)).text(), /"id":"openai-gpt-5-5"/);
  });

  it('takes the key from an authentication task that comes first, and from nowhere else', async () => {
    const ask = async (...tasks: readonly object[]): Promise<readonly [number, string]> => {
      const response = await fetch(service.baseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(tasks),
      });
      return [response.status, await response.text()];
    };
    service.useScript(() => text('Hello.'));
    const authentication = { taskType: 'authentication', apiKey: localKey };
    assert.deepEqual(await ask(authentication), [200, '{"data":[]}']);
    assert.equal((await ask(authentication, textTask()))[0], 200);
    assert.equal((await ask(textTask(), authentication))[0], 401);
    assert.equal((await ask({ ...authentication, extra: 1 }))[0], 400);
    const wrong = { headers: { authorization: 'Bearer wrong' } };
    assert.equal((await post(service, [authentication], wrong)).status, 401);
  });

  it('puts a fault in place of whatever a test names', async () => {
    service.enqueueFault('getResponse', error(503, 'serviceUnavailable'));
    service.enqueueFault('models', error(403, 'forbidden'));
    const first = await post(service, [{ taskType: 'getResponse', taskUUID: randomUUID() }]);
    const second = await post(service, [{ taskType: 'getResponse', taskUUID: randomUUID() }]);
    assert.deepEqual([first.status, second.status], [503, 404]);
    const models = await fetch(`${service.baseUrl}/models`, {
      headers: { authorization: `Bearer ${localKey}` },
    });
    assert.equal(models.status, 403);
  });
});
