import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { panelRequests, type RequestName } from '../../../src/protocol/messages.ts';

/** Whether the host would run a request with these params. */
function isTaken(name: RequestName, params: unknown): boolean {
  return z.safeParse(panelRequests[name].params(), params).success;
}

describe('requests about what is under review', () => {
  it('name all, a file, or a hunk of a file', () => {
    for (const name of ['keepEdits', 'undoEdits'] as const) {
      for (const target of [
        { kind: 'all' },
        { kind: 'file', uri: 'file:///w/a.ts' },
        { kind: 'hunk', uri: 'file:///w/a.ts', id: 'h1' },
      ]) {
        assert.ok(isTaken(name, { target }), JSON.stringify(target));
      }
    }
    assert.ok(isTaken('openChange', { uri: 'file:///w/a.ts' }));
    assert.ok(isTaken('openChange', { uri: 'file:///w/a.ts', hunkId: 'h1' }));
    assert.ok(isTaken('openDiff', { uri: 'file:///w/a.ts' }));
    assert.ok(isTaken('restoreCheckpoint', { chatId: 'c', messageId: 'm' }));
  });

  it('S22: are not taken with half a target, or none', () => {
    for (const target of [
      undefined,
      'all',
      {},
      { kind: 'everything' },
      { kind: 'file' },
      { kind: 'hunk', uri: 'file:///w/a.ts' },
      { kind: 'hunk', id: 'h1' },
    ]) {
      assert.ok(!isTaken('undoEdits', { target }), JSON.stringify(target));
    }
    assert.ok(!isTaken('openDiff', {}));
    assert.ok(!isTaken('restoreCheckpoint', { chatId: 'c' }));
  });
});
