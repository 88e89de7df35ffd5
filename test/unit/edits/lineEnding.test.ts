import assert from 'node:assert/strict';
import { lineEndingOf } from '../../../src/edits/lineEnding.ts';

describe('lineEndingOf', () => {
  it('R06 R07 tells what an editor can hold from what it cannot', () => {
    assert.equal(lineEndingOf('a'), undefined);
    assert.equal(lineEndingOf('a\nb\n'), '\n');
    assert.equal(lineEndingOf('a\r\nb\r\n'), '\r\n');
    assert.equal(lineEndingOf('a\r\nb\n'), 'mixed');
    assert.equal(lineEndingOf('a\rb\r'), 'mixed');
  });
});
