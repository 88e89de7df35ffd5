import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createItemList } from '../../../src/host/presenting/itemList.ts';
import type { ItemChange } from '../../../src/host/presenting/chatPatch.ts';
import { NO_CHANGES } from '../../../src/protocol/changesView.ts';
import type { ItemsWindow } from '../../../src/protocol/itemsWindow.ts';
import { applyPatch, applyToWindow } from '../../../src/protocol/patch.ts';
import type { ChatItem } from '../../../src/protocol/viewModel.ts';
import { panelState } from '../../panel/panelStates.ts';
import { patchedItems } from '../../support/patchedItems.ts';

function item(id: string): ChatItem {
  return { kind: 'text', id, text: id, streaming: false };
}

describe('patches', () => {
  const items = ['a', 'b', 'c'].map(item);

  it('R34: cut a chat off before an item, and leave those above as they are', () => {
    const left = patchedItems(items, { op: 'truncate', id: 'b', at: 1 });
    assert.deepEqual(left, [items[0]]);
    assert.equal(left[0], items[0]);
    assert.deepEqual(patchedItems(items, { op: 'truncate', id: 'a', at: 0 }), []);
  });

  it('change what is under review and nothing else of the status', () => {
    const before = panelState(items, { title: 'Fix it', chatCostUsd: 0.2 });
    const changes = { ...NO_CHANGES, moreFiles: 3, changeCount: 3 };
    const after = applyPatch(before, { op: 'status', status: { changes } });
    assert.deepEqual(after, { ...before, status: { ...before.status, changes } });
    assert.equal(after.items, before.items);
  });
});

/** Changes as they may come, of items that are there and of others. */
const change = (at: number): fc.Arbitrary<ItemChange> => {
  const id = fc.integer({ min: 0, max: 40 }).map(number => `item ${number}`);
  return fc.oneof(
    { weight: 15, arbitrary: fc.constant<ItemChange>({ op: 'add', item: item(`item ${at}`) }) },
    fc.record({ op: fc.constant('append' as const), id, text: fc.string() }),
    id.map((id): ItemChange => ({
      op: 'replace',
      item: { ...item(id), text: `new ${at}` } as ChatItem,
    })),
    id.map((id): ItemChange => ({ op: 'remove', id })),
    { weight: 1, arbitrary: id.map((id): ItemChange => ({ op: 'truncate', id })) },
  );
};
const changes = fc
  .integer({ min: 1, max: 40 })
  .chain(length => fc.tuple(...Array.from({ length }, (_, at) => change(at))));

describe('a window of a chat', () => {
  it('R48: holds after any patches what the whole chat has there', () => {
    fc.assert(
      fc.property(changes, fc.nat(), fc.nat(), fc.nat(), (all, begin, from, length) => {
        const list = createItemList();
        let window: ItemsWindow | undefined;
        all.forEach((one, at) => {
          if (at === begin % all.length) window = windowOf(list.items, from, length);
          const patch = list.change(one);
          if (patch !== undefined && window !== undefined) window = applyToWindow(window, patch);
          if (window === undefined) return;
          const { total, items } = window;
          assert.equal(total, list.items.length);
          assert.deepEqual(items, list.items.slice(window.from, window.from + items.length));
        });
      }),
      { numRuns: 500 },
    );
  });

  it('takes new items as long as it holds the last one, and none otherwise', () => {
    const atEnd = { from: 2, total: 3, items: [item('c')] };
    const added = applyToWindow(atEnd, { op: 'add', item: item('d') });
    assert.deepEqual(
      added.items.map(({ id }) => id),
      ['c', 'd'],
    );
    const above = { from: 0, total: 3, items: [item('a')] };
    assert.deepEqual(applyToWindow(above, { op: 'add', item: item('d') }), { ...above, total: 4 });
  });
});

function windowOf(items: readonly ChatItem[], from: number, length: number): ItemsWindow {
  const start = from % (items.length + 1);
  return { from: start, total: items.length, items: items.slice(start, start + (length % 10)) };
}
