import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FRESH, lastWindow, weightOf, windowAround } from '../../../src/protocol/itemsWindow.ts';
import type { ChatItem } from '../../../src/protocol/viewModel.ts';

const chat = (lengths: readonly number[]): ChatItem[] =>
  lengths.map((length, at) => ({
    kind: 'text',
    id: `${at}`,
    text: 'x'.repeat(length),
    streaming: false,
  }));

describe('the stretch of a chat that the panel is given', () => {
  it('R48: is the end of it, and no more than the panel holds', () => {
    const window = lastWindow(chat(Array.from({ length: 10_000 }, () => 10)));
    assert.equal(window.items.length, FRESH.items);
    assert.equal(window.from, 10_000 - FRESH.items);
    assert.equal(window.items.at(-1)?.id, '9999');
  });

  it('R49: is at least one item, however long that is', () => {
    const window = lastWindow(chat([10, 5_000_000]));
    assert.deepEqual(
      window.items.map(({ id }) => id),
      ['1'],
    );
  });

  it('holds what was asked for, in order, within the bounds', () => {
    const size = fc.nat({ max: 60 });
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(1, 1_000, 200_000, 700_000), { minLength: 1, maxLength: 80 }),
        fc.nat(),
        size,
        size,
        (lengths, at, before, after) => {
          const items = chat(lengths);
          const place = at % items.length;
          const window = windowAround(items, { place, before, after });
          const end = window.from + window.items.length;
          assert.deepEqual(window.items, items.slice(window.from, end));
          assert.ok(window.from <= place && place < end);
          assert.ok(window.from >= place - before && end <= place + after + 1);
          assert.ok(window.items.length === 1 || weightOf(window.items) <= FRESH.text + 2_000);
        },
      ),
    );
  });
});
