import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ModelEvent, ReceivedToolCall } from '../../../src/api/modelClient.ts';
import type { CallPiece } from '../../../src/api/responseSchema.ts';
import { createCallCollector } from '../../../src/api/toolCalls.ts';
import { isJsonObject } from '../../../src/base/json.ts';

const taskUUID = '5f0c2b52-7f7c-4a49-9a0b-2f0f6a4f6d11';

function piece(given: Partial<CallPiece>): CallPiece {
  return { index: undefined, id: undefined, name: undefined, input: undefined, ...given };
}

function collect(pieces: readonly Partial<CallPiece>[], cut?: string): ReceivedToolCall[] {
  const collector = createCallCollector(taskUUID);
  for (const given of pieces) collector.add(piece(given));
  return collector.finish(cut);
}

function shown(pieces: readonly Partial<CallPiece>[]): ModelEvent[] {
  const collector = createCallCollector(taskUUID);
  return pieces.map(given => collector.add(piece(given))).filter(event => event !== undefined);
}

const ok = (id: string, name: string, input: object): object => ({ valid: true, id, name, input });

describe('Collecting tool calls', () => {
  it('takes whole calls with an object or a string of arguments', () => {
    assert.deepEqual(
      collect([
        { id: 'a', name: 'read', input: { path: 'x' } },
        { id: 'b', name: 'list', input: '{"path":"."}' },
      ]),
      [ok('a', 'read', { path: 'x' }), ok('b', 'list', { path: '.' })],
    );
  });

  it('joins pieces by index', () => {
    assert.deepEqual(
      collect([
        { index: 0, id: 'a', name: 'read', input: '' },
        { index: 1, id: 'b', name: 'list', input: '{"p' },
        { index: 0, input: '{"path"' },
        { index: 1, input: '":1}' },
        { index: 0, input: ':"x"}' },
      ]),
      [ok('a', 'read', { path: 'x' }), ok('b', 'list', { p: 1 })],
    );
  });

  it('joins pieces by id, and unmarked pieces to the last call', () => {
    assert.deepEqual(
      collect([
        { id: 'a', name: 'read', input: '{' },
        { id: 'b', name: 'list', input: '{"b":' },
        { id: 'a', input: '"a":1}' },
        { input: '2}' },
      ]),
      [ok('a', 'read', { a: 1 }), ok('b', 'list', { b: 2 })],
    );
  });

  it('tells calls apart by id where all have the index 0', () => {
    assert.deepEqual(
      collect([
        { index: 0, id: 'a', name: 'read', input: '{"n":1}' },
        { index: 0, id: 'b', name: 'read', input: '{"n":2}' },
      ]).map(call => call.id),
      ['a', 'b'],
    );
  });

  it('tells calls apart by index, or by their whole arguments, where all have one id', () => {
    const same = { id: 'a', name: 'read' };
    for (const numbers of [
      [0, 1],
      [undefined, undefined],
    ]) {
      const calls = collect(numbers.map((index, n) => ({ ...same, index, input: { n } })));
      assert.deepEqual(
        calls.map(call => call.valid && call.input),
        [{ n: 0 }, { n: 1 }],
      );
      assert.equal(new Set(calls.map(call => call.id)).size, 2);
    }
    const pieces = [0, 1].map(index => ({ ...same, index, input: '{"n":' }));
    const rest = [0, 1].map(index => ({ index, input: `${index}}` }));
    assert.deepEqual(
      collect([...pieces, ...rest]).map(call => call.valid && call.input),
      [{ n: 0 }, { n: 1 }],
    );
    // Said again, it is the same call.
    assert.equal(collect([same, same].map(it => ({ ...it, input: { n: 1 } }))).length, 1);
  });

  it('goes on with the last call where a piece has an empty name and id', () => {
    assert.deepEqual(
      collect([
        { id: 'a', name: 'read', input: '{"n"' },
        { id: '', name: '', input: ':1}' },
      ]),
      [ok('a', 'read', { n: 1 })],
    );
  });

  it('makes up an id that is unique in the chat where there is none', () => {
    const calls = collect([
      { name: 'read', input: {} },
      { name: 'read', input: {} },
      { id: '', name: 'read', input: {} },
    ]);
    assert.deepEqual(
      calls.map(call => call.id),
      ['call_1_5f0c2b52', 'call_2_5f0c2b52', 'call_3_5f0c2b52'],
    );
  });

  it('keeps the id that was shown when the service names one later', () => {
    const pieces = [
      { index: 0, name: 'read', input: '{' },
      { index: 0, id: 'late', input: '}' },
    ];
    assert.deepEqual(collect(pieces), [ok('call_1_5f0c2b52', 'read', {})]);
    for (const event of shown(pieces)) {
      assert.ok(event.type === 'toolCall' && event.id === 'call_1_5f0c2b52');
    }
  });

  it('tells each piece once, so that the pieces add up to the arguments', () => {
    const pieces = [
      { index: 0, id: 'a', name: 'read' },
      { index: 0, input: '{"a"' },
      { index: 0, input: ':1}' },
      { index: 0, id: 'a', input: { a: 1 } },
    ];
    const deltas = shown(pieces).map(event => event.type === 'toolCall' && event.argumentsDelta);
    assert.deepEqual(deltas, ['', '{"a"', ':1}']);
    assert.deepEqual(collect(pieces), [ok('a', 'read', { a: 1 })]);
  });

  it('takes a call without any arguments for one of a tool that needs none', () => {
    assert.deepEqual(collect([{ id: 'a', name: 'diff' }]), [ok('a', 'diff', {})]);
  });

  it('R37: refuses arguments that are cut off, and never repairs them', () => {
    for (const raw of ['{"path":"x', '{"path":"x"', '', '{"a":1}}', '{"a":1} {"a":1}', "{'a':1}"]) {
      const [call] = collect([{ id: 'a', name: 'write', input: raw }]);
      assert.ok(call?.valid === false, raw);
      assert.equal(call.raw, raw);
      assert.match(call.reason, /write are not whole JSON .*Nothing was run\. Call it again/);
    }
  });

  it('refuses arguments that are no object', () => {
    for (const input of ['[1]', '"x"', 'null', '7', [1], 7, true]) {
      const [call] = collect([{ id: 'a', name: 'write', input }]);
      assert.ok(call?.valid === false, String(input));
      assert.match(call.reason, /not an object/);
    }
  });

  it('refuses a call without a name', () => {
    const [call] = collect([{ id: 'a', input: '{}' }]);
    assert.ok(call?.valid === false);
    assert.match(call.reason, /no tool name/);
  });

  it('R37: refuses every call of an answer that was cut, with the reason', () => {
    const calls = collect(
      [
        { id: 'a', name: 'read', input: { path: 'x' } },
        { id: 'b', name: 'write', input: '{"path":' },
      ],
      'It was cut.',
    );
    assert.deepEqual(
      calls.map(call => call.valid || call.reason),
      ['It was cut.', 'It was cut.'],
    );
  });

  it('S16: keeps a __proto__ key as plain data', () => {
    const [call] = collect([{ id: 'a', name: 'f', input: '{"__proto__":{"admin":true}}' }]);
    assert.ok(call?.valid);
    assert.equal(Object.getPrototypeOf(call.input), Object.prototype);
    assert.ok(Object.hasOwn(call.input, '__proto__'));
  });

  it('takes a megabyte in pieces of four characters as one', () => {
    const raw = JSON.stringify({ text: 'x'.repeat(1_000_000) });
    const pieces = raw.match(/.{1,4}/gs) ?? [];
    const [call] = collect(pieces.map(input => ({ index: 0, name: 'write', input })));
    assert.ok(call?.valid);
    assert.equal(JSON.stringify(call.input), raw);
  });

  it('finds the same calls however their pieces are interleaved', () => {
    const argument = fc.jsonValue().filter(isJsonObject);
    const call = fc.record({
      input: argument,
      cuts: fc.array(fc.nat(20), { maxLength: 4 }),
      name: fc.constantFrom('read', 'write'),
    });
    const mark = fc.constantFrom('index', 'id', 'both');
    fc.assert(
      fc.property(
        fc.array(call, { minLength: 1, maxLength: 5 }),
        mark,
        fc.infiniteStream(fc.nat()),
        (calls, by, choices) => {
          const queues = calls.map(({ input, cuts, name }, index) => {
            const marks = {
              ...(by === 'id' ? {} : { index }),
              ...(by === 'index' ? {} : { id: `id${index}` }),
            };
            return pieces(JSON.stringify(input), cuts).map((text, at) => ({
              ...marks,
              ...(at === 0 ? { name } : {}),
              input: text,
            }));
          });
          const expected = collect(queues.flat()).map(withoutId);
          const mixed = collect(interleave(queues, choices));
          // Without an index only the order of beginning is known.
          const found = by === 'id' ? mixed.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : mixed;
          assert.deepEqual(found.map(withoutId), expected);
          assert.deepEqual(
            expected,
            calls.map(({ name, input }) => ({ valid: true, name, input: canonical(input) })),
          );
        },
      ),
    );
  });
});

function canonical(input: unknown): unknown {
  return JSON.parse(JSON.stringify(input));
}

function withoutId(call: ReceivedToolCall): object {
  const { id, ...rest } = call;
  assert.notEqual(id, '');
  return rest;
}

function pieces(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map(cut => cut % text.length))].sort((a, b) => a - b);
  return [0, ...places].map((start, index) => text.slice(start, places[index] ?? text.length));
}

function interleave<T>(queues: readonly (readonly T[])[], choices: Iterator<number>): T[] {
  const left = queues.map(queue => [...queue]);
  const mixed: T[] = [];
  for (;;) {
    const open = left.filter(queue => queue.length > 0);
    if (open.length === 0) return mixed;
    const choice: unknown = choices.next().value;
    const next = open[Number(choice) % open.length]?.shift();
    if (next !== undefined) mixed.push(next);
  }
}
