import assert from 'node:assert/strict';
import { answerIn } from './connection.ts';
import { transports } from './transports.ts';
import { calls, expected, request } from './twoCalls.ts';

for (const { name, connect } of transports) {
  describe(`Tool calls over ${name}`, () => {
    it('are read streamed whole, streamed in pieces, and at once', () =>
      connect(async ({ play, answer, complete }) => {
        for (const callsAs of ['whole', 'pieces'] as const) {
          for (const ask of [answer, complete]) {
            play({ reasoning: 'Hm.', text: 'I look.', calls, callsAs, chunkSize: 5 });
            const got = await ask(request);
            assert.deepEqual(got.toolCalls, expected, callsAs);
            assert.deepEqual([got.text, got.finishReason], ['I look.', 'tool_calls']);
          }
        }
      }));

    it('are shown piece by piece as they come, under an index that stays', () =>
      connect(async ({ play, events }) => {
        play({ text: 'I look.', calls, chunkSize: 3, splitEvery: 40 });
        const seen = (await events(request)).filter(event => event.type === 'toolCall');
        for (const [index, call] of calls.entries()) {
          const pieces = seen.filter(event => event.index === index);
          assert.ok(pieces.length > 3, String(pieces.length));
          assert.ok(pieces.every(piece => piece.id === call.id && piece.name === call.name));
          const text = pieces.map(piece => piece.argumentsDelta).join('');
          assert.deepEqual(JSON.parse(text), call.arguments);
        }
      }));

    it('are acted upon whatever the end of the stream says', () =>
      connect(async ({ play, answer }) => {
        play({ calls, finish: 'stop' });
        const { finishReason, toolCalls } = await answer(request);
        assert.deepEqual([finishReason, toolCalls], ['tool_calls', expected]);
      }));

    it('R37: are refused where their arguments are no whole object, for the model to see', () =>
      connect(async ({ play, answer }) => {
        const broken = [
          { id: 'call_a', name: 'apply_patch', arguments: '{"patch":"*** Begin' },
          { id: 'call_b', name: 'apply_patch', arguments: '["not","an","object"]' },
        ];
        play({ calls: broken });
        const { toolCalls } = await answer(request);
        assert.deepEqual(
          toolCalls.map(call => (call.valid ? '' : call.raw)),
          broken.map(call => call.arguments),
        );
      }));

    it('R37: are all refused where the output limit cut the answer', () =>
      connect(async ({ play, answer, complete }) => {
        for (const ask of [answer, complete]) {
          play({ calls, finish: 'length' });
          const { finishReason, toolCalls } = await ask(request);
          assert.equal(finishReason, 'length');
          assert.equal(toolCalls.length, 2);
          for (const call of toolCalls) {
            assert.ok(!call.valid);
            assert.match(call.reason, /output limit/);
          }
        }
      }));

    it('R37, R39: are all refused wherever the stream is cut', () =>
      connect(async ({ play, events }) => {
        let withCalls = 0;
        for (let cutAfterBytes = 1_500; cutAfterBytes < 3_300; cutAfterBytes += 90) {
          const cutWith = cutAfterBytes % 20 === 0 ? 'end' : 'destroy';
          const padded = [{ ...calls[0], arguments: { path: 'a'.repeat(600) } }];
          play({ text: 'I look.', calls: padded, finish: null, cutAfterBytes, cutWith });
          const answer = answerIn(await events(request));
          assert.equal(answer.finishReason, 'truncated');
          assert.ok(answer.toolCalls.every(call => !call.valid));
          if (answer.toolCalls.length > 0) withCalls += 1;
        }
        assert.ok(withCalls > 5, String(withCalls));
      }));
  });
}
