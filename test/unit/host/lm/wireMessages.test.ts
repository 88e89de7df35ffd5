import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findRowFault } from '../../../../src/api/messageRules.ts';
import { PlumbError } from '../../../../src/base/errors.ts';
import type { PlainMessage, PlainPart } from '../../../../src/host/lm/plainMessage.ts';
import { wireMessages } from '../../../../src/host/lm/wireMessages.ts';
import { onePixel } from '../../../support/onePixel.ts';

const text = (words: string): PlainPart => ({ type: 'text', text: words });
const call = (id: string): PlainPart => ({ type: 'call', id, name: 'look', input: { at: id } });
const result = (id: string, words: string): PlainPart => ({
  type: 'result',
  id,
  parts: [text(words)],
});
const user = (...parts: PlainPart[]): PlainMessage => ({ role: 'user', parts });
const model = (...parts: PlainPart[]): PlainMessage => ({ role: 'assistant', parts });
const image = (): PlainPart => ({ type: 'image', bytes: onePixel(), mediaType: 'image/png' });

/** Few ids, so that they meet, are missing, come twice or too early. */
const anyId = fc.constantFrom('', 'a', 'b', 'c');
const anyPart: fc.Arbitrary<PlainPart> = fc.oneof(
  fc.string().map(text),
  anyId.map(call),
  fc.tuple(anyId, fc.string()).map(([id, words]) => result(id, words)),
);
const anyMessage: fc.Arbitrary<PlainMessage> = fc.record({
  role: fc.constantFrom('system', 'user', 'assistant'),
  parts: fc.array(anyPart, { maxLength: 5 }),
});

describe('the conversation of another program on the wire', () => {
  it('never breaks the rules of the wire, whatever was handed over', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 8 }), messages => {
        let rows;
        try {
          rows = wireMessages(messages).messages;
        } catch (error) {
          assert.ok(error instanceof PlumbError);
          return;
        }
        assert.equal(findRowFault(rows), undefined);
      }),
      { numRuns: 1_000 },
    );
  });

  it('loses no word of a user and no result', () => {
    const words = fc.stringMatching(/^[a-z]{5}$/);
    const turns = fc.array(
      fc.record({ asked: words, ids: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')), told: words }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(turns, words, (made, last) => {
        const messages = made.flatMap(({ asked, ids, told }) => [
          user(text(asked)),
          model(text('I look.'), ...ids.map(call)),
          user(text(told), ...ids.map(id => result(id, `${told} ${id}`))),
        ]);
        const { messages: rows } = wireMessages([...messages, user(text(last))]);
        const said = rows.map(({ content }) => content);
        const wanted = made.flatMap(({ asked, ids, told }) => [
          asked,
          'I look.',
          ...ids.map(id => `${told} ${id}`),
          told,
        ]);
        assert.deepEqual(said, [...wanted, last]);
      }),
    );
  });

  it('puts results in the order of their calls, before what was said with them', () => {
    const { messages } = wireMessages([
      user(text('Look.')),
      model(call('a'), call('b')),
      user(text('Here:'), result('b', 'B'), result('a', 'A')),
    ]);
    assert.deepEqual(messages.slice(1), [
      {
        role: 'assistant',
        tools: [
          { id: 'a', name: 'look', input: { at: 'a' } },
          { id: 'b', name: 'look', input: { at: 'b' } },
        ],
      },
      { role: 'tool', id: 'a', content: 'A' },
      { role: 'tool', id: 'b', content: 'B' },
      { role: 'user', content: 'Here:' },
    ]);
  });

  it('tells two calls of the same id apart, and says of a missing result that it is missing', () => {
    const { messages } = wireMessages([
      user(text('Look.')),
      model(call('a'), call('a'), call('b')),
      user(result('a', 'first'), result('a', 'second')),
    ]);
    assert.deepEqual(messages.slice(2), [
      { role: 'tool', id: 'a', content: 'first' },
      { role: 'tool', id: 'a_2', content: 'second' },
      { role: 'tool', id: 'b', content: 'The asking program gave no result of this call.' },
    ]);
  });

  it('keeps a result that belongs to no call as the words of the user', () => {
    const { messages } = wireMessages([user(result('gone', 'It rains.'))]);
    assert.deepEqual(messages, [
      { role: 'user', content: 'Result of the call gone:\n\nIt rains.' },
    ]);
  });

  it('carries images apart, numbered in the order of the rows, those of results too', () => {
    const wire = wireMessages([
      user(text('What is this?'), image()),
      model(call('a')),
      user(image(), { type: 'result', id: 'a', parts: [text('Seen.'), image()] }),
    ]);
    assert.equal(wire.images?.length, 3);
    assert.ok(wire.images.every(uri => uri.startsWith('data:image/png;base64,')));
    const said = wire.messages.map(({ content }) => content);
    assert.deepEqual(said, [
      'What is this?\n\nImage 1 belongs to this message: image/png',
      undefined,
      'Seen.\n\nImage 2 belongs to this result: image/png',
      'Image 3 belongs to this message: image/png',
    ]);
  });

  it('makes the system prompt of system messages, wherever they stand', () => {
    const system = (words: string): PlainMessage => ({ role: 'system', parts: [text(words)] });
    const wire = wireMessages([system('Be brief.'), user(text('Hi')), system('In German.')]);
    assert.equal(wire.systemPrompt, 'Be brief.\n\nIn German.');
    assert.deepEqual(wire.messages, [{ role: 'user', content: 'Hi' }]);
  });

  it('refuses to answer where nobody asked', () => {
    for (const messages of [[], [user(text('Hi')), model(text('Hello'))], [user(text(''))]]) {
      assert.throws(() => wireMessages(messages), /the last message has to be one of the user/);
    }
  });
});
