import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupTurns } from '../../../media/turns.ts';
import type { ChatItem } from '../../../src/protocol/viewModel.ts';

const user = (id: string): ChatItem => ({ kind: 'user', id, text: '', attachments: [] });
const text = (id: string): ChatItem => ({ kind: 'text', id, text: '', streaming: false });

describe('turns', () => {
  it('begin with a message of the user each', () => {
    const turns = groupTurns([text('0'), user('1'), text('2'), user('3'), user('4')], []);
    assert.deepEqual(
      turns.map(turn => [turn.id, turn.items.length]),
      [
        ['0', 1],
        ['1', 2],
        ['3', 1],
        ['4', 1],
      ],
    );
  });

  it('lose no item and keep the order', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), kinds => {
        const items = kinds.map((isUser, at) => (isUser ? user(`${at}`) : text(`${at}`)));
        assert.deepEqual(
          groupTurns(items, []).flatMap(turn => turn.items),
          items,
        );
      }),
    );
  });

  it('keep their identity unless an item of theirs changed', () => {
    const items = [user('1'), text('2'), user('3'), text('4')];
    const before = groupTurns(items, []);
    const after = groupTurns(items.with(3, text('4')), before);
    assert.equal(after[0], before[0]);
    assert.notEqual(after[1], before[1]);
    const shorter = groupTurns(items.slice(0, 3), before);
    assert.equal(shorter[0], before[0]);
    assert.deepEqual(shorter[1]?.items, [user('3')]);
  });
});
