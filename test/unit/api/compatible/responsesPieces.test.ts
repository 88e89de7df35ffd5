import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createAccumulator, type Accumulator } from '../../../../src/api/accumulate.ts';
import { createResponsesReader } from '../../../../src/api/compatible/responsesPieces.ts';
import { createRequestFaults } from '../../../../src/api/requestFaults.ts';

const faults = createRequestFaults({ host: 'h', taskUUID: 'id', key: 'secret' });

function read(...events: readonly unknown[]): Accumulator {
  const accumulator = createAccumulator('id', faults, createResponsesReader().read);
  for (const event of events) accumulator.add([JSON.stringify(event)]);
  return accumulator;
}

const call = {
  ...{ type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'f' },
  arguments: '{"a":1}',
};
const message = { type: 'message', id: 'msg_1', content: [{ type: 'output_text', text: 'Hello' }] };
const reasoning = { type: 'reasoning', id: 'rs_1', summary: [{ text: 'Hm.' }] };

describe('The events of a response', () => {
  it('may bring everything only at the very end', () => {
    const output = [reasoning, message, call];
    const response = { status: 'completed', output };
    const answer = read({ type: 'response.completed', response }).answer();
    assert.deepEqual(
      [answer.text, answer.reasoning, answer.toolCalls, answer.finishReason],
      ['Hello', 'Hm.', [{ valid: true, id: 'call_1', name: 'f', input: { a: 1 } }], 'tool_calls'],
    );
  });

  it('may bring items whole, without deltas', () => {
    const items = [reasoning, message, call];
    const answer = read(
      ...items.map((item, output_index) => ({
        ...{ type: 'response.output_item.done', output_index, item },
      })),
      { type: 'response.completed', response: { status: 'completed', output: items } },
    ).answer();
    assert.deepEqual([answer.text, answer.reasoning], ['Hello', 'Hm.']);
    assert.deepEqual(answer.toolCalls, [{ valid: true, id: 'call_1', name: 'f', input: { a: 1 } }]);
  });

  it('say nothing twice, though the whole leaves an item out and so moves the others', () => {
    const delta = { type: 'response.output_text.delta', output_index: 1, delta: 'Hello' };
    const response = { status: 'completed', output: [message] };
    const answer = read(delta, { type: 'response.completed', response }).answer();
    assert.equal(answer.text, 'Hello');
  });

  it('give the same however texts and arguments are cut and mixed', () => {
    const deltas = fc.array(fc.tuple(fc.nat(2), fc.string({ maxLength: 5 })));
    fc.assert(
      fc.property(deltas, pieces => {
        const whole = ['', '', ''];
        const events = pieces.map(([output_index, delta]) => {
          whole[output_index] = (whole[output_index] ?? '') + delta;
          const type =
            output_index === 2
              ? 'response.function_call_arguments.delta'
              : output_index === 1
                ? 'response.output_text.delta'
                : 'response.reasoning_summary_text.delta';
          return { type, output_index, delta };
        });
        const [summary = '', text = '', given = ''] = whole;
        const items = [
          { ...reasoning, summary: [{ text: summary }] },
          { ...message, content: [{ text }] },
          { ...call, arguments: given },
        ];
        const answer = read(
          { type: 'response.output_item.added', output_index: 2, item: { ...call, arguments: '' } },
          ...events,
          ...items.map((item, output_index) => ({
            ...{ type: 'response.output_item.done', output_index, item },
          })),
          { type: 'response.completed', response: { status: 'completed', output: items } },
        ).answer();
        assert.deepEqual([answer.reasoning, answer.text], [summary, text]);
        const [received] = answer.toolCalls;
        assert.equal(answer.toolCalls.length, 1);
        if (received?.valid === false) assert.equal(received.raw, given);
      }),
    );
  });

  it('are an error in each form that there is', () => {
    for (const event of [
      { type: 'error', code: 'rate_limit_exceeded', message: 'slow', param: null },
      { type: 'error', error: { code: 'rate_limit_exceeded', message: 'slow' } },
      { error: { type: 'rate_limit_exceeded', message: 'slow' } },
      { errors: [{ code: 'rateLimitExceeded', message: 'slow' }] },
      [{ code: 'rateLimitExceeded', message: 'slow' }],
      {
        type: 'response.failed',
        response: { status: 'failed', error: { code: 'rate_limit_exceeded', message: 'slow' } },
      },
    ]) {
      assert.equal(read(event).failure?.group, 'rateLimit', JSON.stringify(event));
    }
    const silent = { type: 'response.failed', response: { status: 'failed', error: null } };
    assert.equal(read(silent).failure?.group, 'provider');
  });

  it('that nobody knows yet do no harm; what is no event of a response does', () => {
    assert.equal(read({ type: 'response.dreaming', depth: 3 }).failure, undefined);
    assert.equal(read({ type: 'weather' }).failure?.group, 'protocol');
  });
});
