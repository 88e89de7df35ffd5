import assert from 'node:assert/strict';
import {
  createUseList,
  readNamedUses,
  readToolUse,
  serviceToolOf,
  type UsePiece,
} from '../../../src/api/serviceTools.ts';

const taskUUID = '5f0c2b52-7f7c-4a49-9a0b-2f0f6a4f6d11';
const piece = (given: Partial<UsePiece>): UsePiece => ({
  id: undefined,
  tool: 'codeInterpreter',
  input: '',
  output: '',
  ...given,
});

describe('Reading what the service’s own tools did', () => {
  it('knows them by the names of the service and of its provider', () => {
    assert.equal(serviceToolOf('web_search_call'), 'search');
    assert.equal(serviceToolOf('codeInterpreter'), 'codeInterpreter');
    for (const other of ['function', '', null, undefined, 7]) {
      assert.equal(serviceToolOf(other), undefined);
    }
  });

  it('finds the query or the code, wherever it stands', () => {
    for (const element of [
      { query: 'x' },
      { input: 'x' },
      { input: { query: 'x' } },
      { arguments: '{"query":"x"}' },
      { action: { type: 'search', query: 'x' } },
    ]) {
      assert.equal(readToolUse('search', element)?.input, 'x', JSON.stringify(element));
    }
    assert.equal(readToolUse('codeInterpreter', { code: '{x}' })?.input, '{x}');
    assert.equal(readToolUse('search', { queries: ['a', 'b'] })?.input, 'a\nb');
  });

  it('makes text of whatever came of it', () => {
    const outputs: readonly (readonly [object, string])[] = [
      [{ output: 'x' }, 'x'],
      [{ results: [{ text: 'x' }, 7, { a: 1 }] }, 'x\n7\n{"a":1}'],
      [{ outputs: [{ type: 'logs', logs: 'x' }] }, 'x'],
      [{ result: { a: [1] } }, '{"a":[1]}'],
      [{ output: false }, 'false'],
    ];
    for (const [element, expected] of outputs) {
      assert.equal(readToolUse('codeInterpreter', { ...element })?.output, expected);
    }
  });

  it('takes the request’s own definition, said back, for no use', () => {
    assert.equal(readToolUse('search', { type: 'search' }), undefined);
    assert.equal(readToolUse('search', { type: 'search', name: 'search' }), undefined);
    assert.ok(readToolUse('search', { type: 'search', id: 's' }));
  });

  it('reads fields that were named after the tool', () => {
    assert.deepEqual(readNamedUses({ codeInterpreterOutputs: ['2', { logs: '3' }] }), [
      piece({ output: '2' }),
      piece({ output: '3' }),
    ]);
    assert.deepEqual(readNamedUses({ search: true, codeInterpreter: null }), []);
    assert.deepEqual(readNamedUses({ codeInterpreter: { files: [1] } }), [
      piece({ output: '{"files":[1]}' }),
    ]);
  });

  it('puts the pieces of a use together, by id or else by their order', () => {
    const list = createUseList(taskUUID);
    list.add(piece({ id: 'a', input: 'print(' }));
    list.add(piece({ id: 'a', input: '1)' }));
    assert.equal(list.add(piece({ id: 'a' })), undefined);
    list.add(piece({ input: 'f()' }));
    list.add(piece({ output: 'done' }));
    list.add(piece({ id: 'a', input: 'print(1)', output: '1' }));
    assert.deepEqual(list.all(), [
      { id: 'a', tool: 'codeInterpreter', input: 'print(1)', output: '1' },
      { id: 'codeInterpreter_2_5f0c2b52', tool: 'codeInterpreter', input: 'f()', output: 'done' },
    ]);
  });
});
