import assert from 'node:assert/strict';
import { applyItemsPatch, applyPatch } from '../../../src/protocol/patch.ts';
import { NO_CHANGES } from '../../../src/protocol/changesView.ts';
import type { ChatItem } from '../../../src/protocol/viewModel.ts';
import { panelState } from '../../panel/panelStates.ts';

function item(id: string): ChatItem {
  return { kind: 'text', id, text: id, streaming: false };
}

describe('patches', () => {
  const items = ['a', 'b', 'c'].map(item);

  it('R34: cut a chat off before an item, and leave those above as they are', () => {
    const left = applyItemsPatch(items, { op: 'truncate', id: 'b' });
    assert.deepEqual(left, [items[0]]);
    assert.equal(left[0], items[0]);
    assert.deepEqual(applyItemsPatch(items, { op: 'truncate', id: 'a' }), []);
  });

  it('cut nothing off before an item that is not there', () => {
    assert.deepEqual(applyItemsPatch(items, { op: 'truncate', id: 'z' }), items);
  });

  it('change what is under review and nothing else of the status', () => {
    const before = panelState(items, { title: 'Fix it', chatCostUsd: 0.2 });
    const changes = { ...NO_CHANGES, moreFiles: 3, changeCount: 3 };
    const after = applyPatch(before, { op: 'status', status: { changes } });
    assert.deepEqual(after, { ...before, status: { ...before.status, changes } });
    assert.equal(after.items, before.items);
  });
});
