import assert from 'node:assert/strict';
import { applyEdit } from '../../../src/tools/applyEdit.ts';
import { applyPatch } from '../../../src/tools/applyPatch.ts';
import { readFile } from '../../../src/tools/readFile.ts';
import {
  createInMemoryWorkspace,
  type InMemoryWorkspace,
} from '../../support/inMemoryWorkspace.ts';
import { perform, read, refuses } from './toolRun.ts';

const TEXT = 'a\nx\nb\nx\nc\n';
const SECOND = { path: 'a.ts', oldText: 'x', newText: 'y', line: 4 };

async function wasRead(): Promise<InMemoryWorkspace> {
  const workspace = createInMemoryWorkspace({ files: { 'a.ts': TEXT } });
  await read(readFile, { path: 'a.ts' }, workspace);
  return workspace;
}

describe('a line that the model gives along with an edit', () => {
  it('R17 decides between equal passages in the file as it was read', async () => {
    const workspace = await wasRead();
    await perform(applyEdit, SECOND, workspace);
    assert.equal(workspace.text('a.ts'), 'a\nx\nb\ny\nc\n');
  });

  it('R17 decides in a unified diff too', async () => {
    const workspace = await wasRead();
    const input = '--- a/a.ts\n+++ b/a.ts\n@@ -4,1 +4,1 @@\n-x\n+y\n';
    await perform(applyPatch, { input }, workspace);
    assert.equal(workspace.text('a.ts'), 'a\nx\nb\ny\nc\n');
  });

  it('R17 decides nothing in a file that was not read, or changed since', async () => {
    const unread = createInMemoryWorkspace({ files: { 'a.ts': TEXT } });
    await refuses(perform(applyEdit, SECOND, unread), /2 places/, unread);
    const changed = await wasRead();
    changed.write('a.ts', `${TEXT}d\n`);
    await refuses(perform(applyEdit, SECOND, changed), /2 places/, changed);
  });

  it('R17 decides nothing once an edit of the model moved lines, until it reads again', async () => {
    const workspace = await wasRead();
    await perform(applyEdit, { path: 'a.ts', oldText: 'a\n', newText: 'a\nb2\n' }, workspace);
    await assert.rejects(perform(applyEdit, SECOND, workspace), /2 places/);
    await read(readFile, { path: 'a.ts' }, workspace);
    await perform(applyEdit, { ...SECOND, line: 5 }, workspace);
    assert.equal(workspace.text('a.ts'), 'a\nb2\nx\nb\ny\nc\n');
  });
});
