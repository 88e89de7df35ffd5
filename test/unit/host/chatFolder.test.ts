import assert from 'node:assert/strict';
import path from 'node:path';
import { chatFolder } from '../../../src/host/chatFolder.ts';

describe('chatFolder', () => {
  const id = '0123456789abcdef0123456789abcdef';
  const storage = (name: string): string =>
    path.join('/home/a/workspaceStorage', name, 'plumb.plumb');

  it('R46: is the same for every window on a workspace', () => {
    assert.equal(chatFolder(storage(`${id}-1`)), storage(id));
    assert.equal(chatFolder(storage('-5d3a1f2-2')), storage('-5d3a1f2'));
    assert.equal(chatFolder(storage(id)), storage(id));
  });

  it('is left alone where the name is no numbered one of a workspace', () => {
    for (const name of ['1760000000000', '-5d3a1f2', '-12', 'ext-dev', 'my-1']) {
      assert.equal(chatFolder(storage(name)), storage(name));
    }
    assert.equal(
      chatFolder('/home/a/globalStorage/plumb.plumb'),
      '/home/a/globalStorage/plumb.plumb',
    );
  });
});
