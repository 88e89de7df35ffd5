import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createAccumulator, type Accumulator } from '../../../src/api/accumulate.ts';
import type { ModelAnswer, ModelEvent } from '../../../src/api/modelClient.ts';
import { createRequestFaults } from '../../../src/api/requestFaults.ts';

const taskUUID = '5f0c2b52-7f7c-4a49-9a0b-2f0f6a4f6d11';

function accumulator(): Accumulator {
  const faults = createRequestFaults({ host: 'api.runware.ai', taskUUID, key: 'secret' });
  return createAccumulator(taskUUID, faults);
}

function answerOf(...events: readonly unknown[]): ModelAnswer {
  const reading = accumulator();
  reading.add(events.map(event => (typeof event === 'string' ? event : JSON.stringify(event))));
  assert.equal(reading.failure, undefined);
  return reading.answer();
}

const text = (words: string): object => ({
  taskType: 'textInference',
  taskUUID,
  delta: { text: words },
  finishReason: null,
});
const stop = { taskType: 'textInference', taskUUID, delta: {}, finishReason: 'stop' };

describe('Accumulating an answer', () => {
  it('joins reasoning and text, and reads usage and cost from the last event', () => {
    const answer = answerOf(
      { taskUUID, delta: { reasoningContent: 'Look ' }, finishReason: null },
      { taskUUID, delta: { reasoningContent: ['at', ' it'] } },
      text('The '),
      text('diff'),
      { ...stop, usage: { promptTokens: 162, completionTokens: 41 }, cost: '0.00204' },
      '[DONE]',
    );
    assert.deepEqual(answer, {
      taskUUID,
      text: 'The diff',
      reasoning: 'Look at it',
      toolCalls: [],
      finishReason: 'stop',
      usage: {
        promptTokens: 162,
        completionTokens: 41,
        cachedTokens: undefined,
        reasoningTokens: undefined,
      },
      costUsd: 0.00204,
      sources: [],
      serviceToolUses: [],
    });
  });

  it('tells what one chunk brought in few events, in the order of the wire', () => {
    const reading = accumulator();
    const call = { delta: { tools: [{ id: 'a', name: 'read', input: { path: 'x' } }] } };
    const events = reading.add(
      [
        { delta: { reasoningContent: 'Hm' } },
        { delta: { reasoningContent: 'm.' } },
        text('I '),
        text('look'),
        call,
        text('.'),
      ].map(event => JSON.stringify(event)),
    );
    assert.deepEqual(events, [
      { type: 'reasoning', text: 'Hmm.' },
      { type: 'text', text: 'I look' },
      { type: 'toolCall', index: 0, id: 'a', name: 'read', argumentsDelta: '{"path":"x"}' },
      { type: 'text', text: '.' },
    ]);
    assert.deepEqual(reading.add([]), []);
  });

  it('takes an empty, absent or misshapen-empty delta, and an empty taskUUID', () => {
    for (const last of [
      { delta: {} },
      {},
      { delta: null },
      { delta: [] },
      { delta: '' },
      { taskUUID: '' },
      { delta: { text: null } },
    ]) {
      const answer = answerOf(text('Hi'), { ...last, finishReason: 'stop' });
      assert.deepEqual([answer.text, answer.finishReason], ['Hi', 'stop']);
    }
  });

  it('takes the last words and the finishReason in one event', () => {
    const answer = answerOf(text('Hel'), { ...text('lo'), finishReason: 'stop' });
    assert.deepEqual([answer.text, answer.finishReason], ['Hello', 'stop']);
  });

  it('is whole with a finishReason or [DONE], and truncated with neither', () => {
    assert.equal(answerOf(text('Hi'), stop).finishReason, 'stop');
    assert.equal(answerOf(text('Hi'), '[DONE]').finishReason, 'unknown');
    assert.equal(answerOf(text('Hi')).finishReason, 'truncated');
    assert.equal(answerOf({ ...text('Hi'), finishReason: '' }).finishReason, 'truncated');
    assert.equal(answerOf(stop, { ...text(''), finishReason: '' }).finishReason, 'stop');
  });

  it('is not undone by what goes wrong behind its end', () => {
    const error = { code: 'streamingError', message: 'Oh.' };
    for (const behind of [{ errors: [error] }, { error }, 'garbage']) {
      const answer = answerOf(text('Hi'), stop, behind);
      assert.deepEqual([answer.text, answer.finishReason], ['Hi', 'stop']);
    }
    const reading = accumulator();
    reading.add([JSON.stringify({ ...stop, errors: [error] })]);
    assert.equal(reading.failure?.code, 'streamingError');
  });

  it('takes nothing after [DONE]', () => {
    assert.equal(answerOf(text('Hi'), '[DONE]', text(' there'), 'garbage').text, 'Hi');
  });

  it('knows the finish reasons of the service and calls any other unknown', () => {
    const reasons = {
      stop: 'stop',
      length: 'length',
      content_filter: 'content_filter',
      odd: 'unknown',
    };
    for (const [sent, read] of Object.entries(reasons)) {
      assert.equal(answerOf({ ...stop, finishReason: sent }).finishReason, read);
    }
    const call = { delta: { toolCalls: [{ id: 'a', name: 'f', input: {} }] } };
    for (const finishReason of ['stop', 'tool_calls', 'tool_use', 'unknown']) {
      assert.equal(answerOf(call, { finishReason }).finishReason, 'tool_calls');
    }
  });

  it('takes the calls of the first field that has any', () => {
    const call = { id: 'a', name: 'read', input: { path: 'x' } };
    const said = { type: 'function', name: 'read', description: 'Reads.', schema: {} };
    for (const fields of [
      { toolCalls: [], tool_calls: [call] },
      { tools: [said], tool_calls: [call] },
      { toolCalls: [call], tools: [call] },
    ]) {
      assert.equal(answerOf({ delta: fields }, stop).toolCalls.length, 1, JSON.stringify(fields));
    }
  });

  it('R37: lets no call of a cut answer run, even one that looks whole', () => {
    const call = { delta: { tools: [{ id: 'a', name: 'write', input: { path: 'x' } }] } };
    const cuts: readonly (readonly [object, RegExp])[] = [
      [{}, /lost connection/],
      [{ finishReason: 'length' }, /output limit.*smaller calls/],
      [{ finishReason: 'content_filter' }, /content filter/],
    ];
    for (const [end, reason] of cuts) {
      const [received] = answerOf(call, end).toolCalls;
      assert.ok(received?.valid === false);
      assert.match(received.reason, reason);
    }
    assert.ok(answerOf(call, stop).toolCalls[0]?.valid);
  });

  it('reads a result that came at once, in each envelope', () => {
    const item = { taskType: 'textInference', taskUUID, text: 'Hi', finishReason: 'stop', cost: 1 };
    for (const body of [
      { data: [item] },
      [item],
      { data: [item], errors: [] },
      { data: [item], errors: {}, error: false },
      { data: [item], error: '' },
      { data: item },
      item,
    ]) {
      const answer = answerOf(body);
      assert.deepEqual([answer.text, answer.finishReason, answer.costUsd], ['Hi', 'stop', 1]);
    }
    assert.equal(answerOf({ data: [{ text: 'Hi' }] }).finishReason, 'unknown');
  });

  it('keeps every result that says anything, those with an answer first: each was billed', () => {
    const reading = accumulator();
    reading.addParsed({
      data: [
        { taskUUID, text: '', finishReason: 'length', cost: 0.3 },
        { taskUUID, text: 'A', finishReason: 'stop', cost: 0.01 },
        { taskUUID, cost: 0.05 },
        { taskUUID },
      ],
    });
    assert.deepEqual(
      [reading.answer(), ...reading.others()].map(it => [it.text, it.finishReason, it.costUsd]),
      [
        ['A', 'stop', 0.01],
        ['', 'length', 0.3],
        ['', 'unknown', 0.05],
      ],
    );
  });

  it('leaves results of another task alone where one of its own is there', () => {
    const other = { taskUUID: '0d0e3f8a-1f7c-4a49-9a0b-2f0f6a4f6d22', text: 'Other', cost: 9 };
    const own = { taskUUID: taskUUID.toUpperCase(), text: 'Mine', cost: 1 };
    for (const body of [{ data: [other, own] }, [own, other]]) {
      const { text: said, costUsd } = answerOf(body);
      assert.deepEqual([said, costUsd], ['Mine', 1]);
    }
    // Some answers name no task, or not as it was sent.
    assert.equal(answerOf({ data: [other] }).text, 'Other');
  });

  it('takes text that came as JSON for its JSON text', () => {
    for (const [json, written] of [
      [{ a: [1] }, '{"a":[1]}'],
      [42, '42'],
      [false, 'false'],
    ]) {
      const answer = answerOf({ data: [{ text: json, finishReason: 'stop' }] });
      assert.equal(answer.text, written);
    }
  });

  it('loses no answer for a field that is oddly written', () => {
    const odd = [
      { reasoningContent: { summary: 'x' } },
      { reasoningContent: [null] },
      { tools: 'search' },
      { tools: ['search'] },
      { toolCalls: [{ id: {}, type: 7, name: ['f'], function: 'f' }] },
      { error: false },
      { error: '' },
      { errors: {} },
      { errors: '' },
    ];
    for (const field of odd) {
      const { text: said, costUsd } = answerOf({
        data: [{ taskUUID, text: 'Hi', finishReason: 'stop', cost: 1, ...field }],
      });
      assert.deepEqual([said, costUsd], ['Hi', 1], JSON.stringify(field));
    }
    const call = { index: '0', id: 'a', name: 'f', input: {} };
    assert.equal(answerOf({ data: [{ toolCalls: [call] }] }, stop).toolCalls.length, 1);
  });

  it('gives the words before an error, then the error in each of its forms', () => {
    const error = { code: 'timeoutProvider', message: 'Too slow.', parameter: ['model', 'tools'] };
    const forms: readonly unknown[] = [
      { errors: [error] },
      { error },
      { data: [], errors: [error] },
      { data: [{ taskUUID, status: 'error', error }] },
      [{ taskUUID, error }],
      { data: [{ text: '' }], error, taskUUID },
    ];
    for (const form of forms) {
      const reading = accumulator();
      const told = reading.add([JSON.stringify(text('Hi')), JSON.stringify(form)]);
      assert.deepEqual(told, [{ type: 'text', text: 'Hi' }]);
      const { failure } = reading;
      assert.deepEqual(
        [failure?.group, failure?.code, failure?.parameter],
        ['timeout', 'timeoutProvider', 'model'],
      );
      assert.deepEqual(reading.add([JSON.stringify(text('more'))]), []);
    }
  });

  it('takes errors without a code, or as plain words', () => {
    for (const form of [{ error: 'It broke' }, { errors: [{ message: 'It broke' }] }]) {
      const reading = accumulator();
      reading.add([JSON.stringify(form)]);
      assert.match(reading.failure?.message ?? '', /It broke/);
    }
  });

  it('calls it no answer when an event is no JSON or of an unknown form', () => {
    for (const data of [
      '<html>',
      'ping',
      '7',
      'null',
      '"x"',
      '{"delta":"words"}',
      '{"data":7}',
      '{"data":["Hi"]}',
    ]) {
      const reading = accumulator();
      reading.add([data]);
      assert.equal(reading.failure?.group, 'protocol', data);
    }
  });

  it('ignores the request’s own tools said back and tools that the service ran itself', () => {
    const answer = answerOf(
      { delta: { tools: [{ type: 'function', name: 'f', schema: { type: 'object' } }] } },
      { delta: { tools: [{ type: 'search', id: 's' }] } },
      stop,
    );
    assert.deepEqual(answer.toolCalls, []);
  });

  it('R40: adds up to the same answer wherever the events are cut into chunks', () => {
    const event = fc.oneof(
      fc.string({ unit: 'binary' }).map(words => text(words)),
      fc.string().map(words => ({ delta: { reasoningContent: words } })),
      fc.nat(3).map(index => ({ delta: { toolCalls: [{ index, name: 'f', arguments: '{' }] } })),
      fc.constant(stop),
    );
    fc.assert(
      fc.property(fc.array(event), fc.array(fc.nat()), (events, cuts) => {
        const data = events.map(one => JSON.stringify(one));
        const atOnce = told([data]);
        const places = [...new Set(cuts.map(cut => cut % (data.length + 1)))].sort((a, b) => a - b);
        const chunks = [0, ...places].map((start, at) => data.slice(start, places[at]));
        assert.deepEqual(told(chunks), atOnce);
      }),
    );
  });
});

/** The events of all chunks, neighbours of a kind joined, and the answer. */
function told(chunks: readonly (readonly string[])[]): unknown {
  const reading = accumulator();
  const joined: ModelEvent[] = [];
  for (const event of chunks.flatMap(chunk => reading.add(chunk))) {
    const last = joined.at(-1);
    if (event.type === 'text' && last?.type === 'text') {
      joined.splice(-1, 1, { type: 'text', text: last.text + event.text });
    } else if (event.type === 'reasoning' && last?.type === 'reasoning') {
      joined.splice(-1, 1, { type: 'reasoning', text: last.text + event.text });
    } else {
      joined.push(event);
    }
  }
  return { joined, answer: reading.answer() };
}
