import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/base/json.ts';
import { applyPatch } from '../../../src/tools/applyPatch.ts';
import { createFile } from '../../../src/tools/createFile.ts';
import { moveFile } from '../../../src/tools/moveFile.ts';
import type { Tool } from '../../../src/tools/tool.ts';
import { createInMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';
import { prepare } from './toolRun.ts';

const CONFIG = '[core]\n\tbare = false\n\tfsmonitor = "touch /tmp/x"\n';
const REPOSITORY = { 'sub/HEAD': 'ref: refs/heads/main\n', 'sub/refs/heads/x': '' };

async function protectedIn(
  files: Readonly<Record<string, string>>,
  tool: Tool,
  input: JsonObject,
): Promise<readonly string[]> {
  const proposal = await prepare(tool, input, createInMemoryWorkspace({ files }));
  assert(proposal.kind === 'edit');
  return (proposal.guarded ?? [])
    .filter(({ level }) => level === 'protected')
    .map(({ path }) => path);
}

describe('a git directory of a plain name', () => {
  const creates = (path: string, files: Readonly<Record<string, string>>) =>
    protectedIn(files, createFile, { path, text: CONFIG });

  it('S11 is protected, whatever of it comes last', async () => {
    assert.deepEqual(await creates('sub/config', REPOSITORY), ['sub/config']);
    assert.deepEqual(await creates('sub/commondir', REPOSITORY), ['sub/commondir']);
    assert.deepEqual(await creates('sub/CONFIG', REPOSITORY), ['sub/CONFIG']);
    const withoutHead = { 'sub/config': CONFIG, 'sub/objects/x': '' };
    assert.deepEqual(await creates('sub/HEAD', withoutHead), ['sub/HEAD']);
    const withoutRefs = { 'sub/config': CONFIG, 'sub/HEAD': 'ref: x' };
    assert.deepEqual(await creates('sub/refs/heads/x', withoutRefs), ['sub/refs/heads/x']);
    const move = { from: 'sub/plain', to: 'sub/config' };
    const moved = { ...REPOSITORY, 'sub/plain': CONFIG };
    assert.deepEqual(await protectedIn(moved, moveFile, move), ['sub/config']);
  });

  it('S11 is protected where one change makes all of it', async () => {
    const patch = ['sub/HEAD', 'sub/objects/x', 'sub/config', 'sub/readme']
      .map(path => `*** Add File: ${path}\n+x\n`)
      .join('');
    const found = await protectedIn({}, applyPatch, {
      input: `*** Begin Patch\n${patch}*** End Patch`,
    });
    assert.deepEqual(found, ['sub/HEAD', 'sub/objects/x', 'sub/config']);
  });

  it('is none of other directories', async () => {
    assert.deepEqual(await creates('sub/config', { 'a/HEAD': 'x' }), []);
    assert.deepEqual(await creates('sub/config', { 'sub/objects/x': 'x' }), []);
    assert.deepEqual(await creates('sub/a.ts', REPOSITORY), []);
    assert.deepEqual(await creates('src/objects/a.ts', {}), []);
  });

  it('S13 is warned of by what it starts', async () => {
    const input = { path: 'lib/settings.inc', text: CONFIG };
    const proposal = await prepare(createFile, input, createInMemoryWorkspace());
    assert(proposal.kind === 'edit');
    assert.match(proposal.warnings?.join() ?? '', /git starts a program/);
  });
});
