import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createAccumulator } from '../../../src/api/accumulate.ts';
import { createDeltaTemplate } from '../../../src/api/deltaTemplate.ts';
import { createRequestFaults } from '../../../src/api/requestFaults.ts';

const taskUUID = '5f0c2b52-7f7c-4a49-9a0b-2f0f6a4f6d11';

const delta = (text: string): string =>
  JSON.stringify({ taskType: 'textInference', taskUUID, delta: { text }, finishReason: null });

function learnt(text = 'first'): ReturnType<typeof createDeltaTemplate> {
  const template = createDeltaTemplate();
  template.learn(delta(text), 'text', text);
  return template;
}

describe('Reading an event by the form of an earlier one', () => {
  it('gives the text that parsing gives, whatever is in it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        'a "quote"',
        'back\\slash',
        'line\nbreak',
        '"delta":{"text":"',
        '😀'.repeat(20),
      ),
    );
    const template = learnt();
    fc.assert(fc.property(text, words => assert.equal(template.read(delta(words)), words)));
  });

  it('leaves every other event to be parsed', () => {
    const whole = delta('words');
    for (const other of [
      '',
      '[DONE]',
      'oops',
      whole.slice(0, -1),
      whole.slice(1),
      `${whole} `,
      whole.replace('null', '"stop"'),
      whole.replace('"words"', '"words","reasoningContent":"x"'),
      whole.replace('"words"', 'null'),
      whole.replace('words', 'wo\trds'),
      whole.replace('words', 'words that are long and have a\ttab'),
      whole.replace('words', 'a","text":"b'),
      whole.replace('words', 'broken \\x escape'),
      whole.replace(taskUUID, ''),
    ]) {
      assert.equal(learnt().read(other), undefined, other);
    }
  });

  it('knows nothing before it learnt, and learns nothing where the text may stand elsewhere', () => {
    assert.equal(createDeltaTemplate().read(delta('words')), undefined);
    const template = createDeltaTemplate();
    for (const event of [
      '{"delta":{"text": "words"}}',
      '{"finishReason":null,"delta":{"reasoningContent":"","text":"words"}}',
      '{"delta":{"text":"wor\\u0064s"}}',
      '{"delta":{"text":"words"},"delta":{"text":"words"}}',
      '{"delta":{"text":"words","text":"words"}}',
    ]) {
      template.learn(event, 'text', 'words');
      assert.equal(template.read(event), undefined, event);
    }
  });

  it('R41: adds up to the same answer as events of which each has a form of its own', () => {
    const piece = fc.record({
      kind: fc.constantFrom('text' as const, 'reasoningContent' as const),
      words: fc.string({ unit: 'binary' }),
    });
    const answerOf = (events: readonly string[]): unknown => {
      const faults = createRequestFaults({ host: 'api.runware.ai', taskUUID, key: 'secret' });
      const reading = createAccumulator(taskUUID, faults);
      for (const event of events) reading.add([event]);
      assert.equal(reading.failure, undefined);
      return reading.answer();
    };
    fc.assert(
      fc.property(fc.array(piece), pieces => {
        const event = (kind: string, words: string): string =>
          JSON.stringify({ taskUUID, delta: { [kind]: words }, finishReason: null });
        const alike = pieces.map(({ kind, words }) => event(kind, words));
        // A space somewhere else in each: nothing can be learnt of it.
        const unlike = alike.map((json, index) => ' '.repeat(index) + json.replace('{', '{ '));
        assert.deepEqual(answerOf(alike), answerOf(unlike));
      }),
    );
  });
});
