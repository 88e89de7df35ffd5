import assert from 'node:assert/strict';
import { codePatch } from '../../../src/edits/codePatch.ts';

describe('code that is a patch', () => {
  it('names its files in both formats, whatever the fence says', () => {
    const patch = '*** Begin Patch\n*** Update File: a.ts\n@@\n-a\n+b\n*** End Patch';
    assert.equal(codePatch(patch, '').kind, 'named');
    const unified = '--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-a\n+b';
    assert.equal(codePatch(unified, '').kind, 'named');
  });

  it('has hunks alone in a fence that calls itself a diff', () => {
    const patch = codePatch('@@\n a\n-b\n+c', 'diff');
    if (patch.kind !== 'nameless') assert.fail(patch.kind);
    const [operation] = patch.operations('src/a.ts');
    assert.equal(operation?.path, 'src/a.ts');
  });

  it('is none in code with signs, nor in a list', () => {
    assert.equal(codePatch('- one\n+ two', 'md').kind, 'none');
    assert.equal(codePatch('a - b\n+ c', 'ts').kind, 'none');
    assert.equal(codePatch('just text', 'diff').kind, 'none');
  });
});
