import assert from 'node:assert/strict';
import { tools, type CallShape } from '../support/runware/answers.ts';
import { answerIn, connected } from './connection.ts';
import { calls, expected, request } from './twoCalls.ts';

const fields = ['toolCalls', 'tools', 'tool_calls', 'toolUse'] as const;
const elements = ['input', 'arguments', 'function'] as const;
const argumentForms = ['object', 'string'] as const;

function shapesOf(field: CallShape['field']): CallShape[] {
  return elements.flatMap(element =>
    argumentForms.flatMap(form =>
      (['whole', 'each', 'pieces'] as const).flatMap(streamed =>
        (['index', 'id'] as const).flatMap(pieceKey =>
          (['delta', 'item'] as const).map(at => ({
            ...{ field, element, arguments: form, streamed, pieceKey, at },
          })),
        ),
      ),
    ),
  );
}

describe('Tool calls', () => {
  for (const field of fields) {
    it(`are read from ${field}: streamed whole or in pieces, in each shape`, () =>
      connected(async ({ service, answer }) => {
        for (const shape of shapesOf(field)) {
          service.enqueue(tools(calls, { text: 'I look.', shape, chunkSize: 5 }));
          const got = await answer(request);
          assert.deepEqual(got.toolCalls, expected, JSON.stringify(shape));
          assert.deepEqual([got.text, got.finishReason], ['I look.', 'tool_calls']);
        }
      }));

    it(`are read from ${field}: at once, in each shape`, () =>
      connected(async ({ service, complete }) => {
        for (const element of elements) {
          for (const form of argumentForms) {
            service.enqueue(tools(calls, { shape: { field, element, arguments: form } }));
            assert.deepEqual((await complete(request)).toolCalls, expected);
          }
        }
      }));
  }

  it('are shown piece by piece as they come', () =>
    connected(async ({ service, events }) => {
      const shape = { element: 'function', arguments: 'string', streamed: 'pieces' } as const;
      service.enqueue(tools(calls, { shape, chunkSize: 3 }));
      const seen = await events(request);
      for (const [index, call] of calls.entries()) {
        const pieces = seen.filter(event => event.type === 'toolCall' && event.index === index);
        assert.ok(pieces.length > 3);
        const text = pieces.map(event => (event.type === 'toolCall' ? event.argumentsDelta : ''));
        assert.deepEqual(JSON.parse(text.join('')), call.arguments);
      }
    }));

  it('are acted upon whatever the finishReason says', () =>
    connected(async ({ service, answer }) => {
      for (const finishReason of ['stop', 'tool_use', 'unknown']) {
        service.enqueue(tools(calls, { finishReason }));
        assert.equal((await answer(request)).finishReason, 'tool_calls');
      }
    }));

  it('get an id of their own where the service gives none', () =>
    connected(async ({ service, answer, complete }) => {
      const nameless = calls.map(call => ({ ...call, id: null }));
      const ids = new Set<string>();
      for (const streamed of ['whole', 'each', 'pieces'] as const) {
        service.enqueue(tools(nameless, { shape: { streamed, arguments: 'string' } }));
        const got = await answer(request);
        assert.deepEqual(
          got.toolCalls.map(call => call.valid && call.input),
          calls.map(call => call.arguments),
        );
        for (const call of got.toolCalls) ids.add(call.id);
      }
      service.enqueue(tools(nameless));
      for (const call of (await complete(request)).toolCalls) ids.add(call.id);
      assert.equal(ids.size, 8);
    }));

  it('R37: are refused where the arguments were cut off or are no object, for the model to see', () =>
    connected(async ({ service, answer }) => {
      const broken = [
        { name: 'apply_patch', arguments: '{"patch":"*** Begin' },
        { name: 'apply_patch', arguments: '["not","an","object"]' },
      ];
      const shape = { element: 'arguments', arguments: 'string' } as const;
      service.enqueue(tools(broken, { shape }));
      const { toolCalls } = await answer(request);
      assert.deepEqual(
        toolCalls.map(call => (call.valid ? '' : call.raw)),
        broken.map(call => call.arguments),
      );
    }));

  it('R37: are all refused where the output limit cut the answer', () =>
    connected(async ({ service, answer }) => {
      service.enqueue(tools(calls, { finishReason: 'length' }));
      const { finishReason, toolCalls } = await answer(request);
      assert.equal(finishReason, 'length');
      assert.deepEqual(
        toolCalls.map(call => call.valid),
        [false, false],
      );
    }));

  it('R37, R39: are all refused wherever the stream is cut', () =>
    connected(async ({ service, events }) => {
      for (let cutAfterBytes = 150; cutAfterBytes < 900; cutAfterBytes += 50) {
        service.enqueue(
          tools(calls, {
            text: 'I look.',
            finishReason: null,
            forgotten: true,
            shape: { streamed: 'pieces', arguments: 'string' },
            ...{ cutAfterBytes, cutWith: cutAfterBytes % 100 === 0 ? 'end' : 'destroy' },
          }),
        );
        const answer = answerIn(await events(request));
        assert.equal(answer.finishReason, 'truncated');
        assert.ok(answer.toolCalls.every(call => !call.valid));
      }
    }));
});
