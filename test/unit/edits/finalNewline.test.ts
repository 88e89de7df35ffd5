import assert from 'node:assert/strict';
import { applied, hunks, notesOf, passage, refuses } from '../../support/planning.ts';

const REMARK = '\\ No newline at end of file';

describe('the newline at the end of a file', () => {
  it('is added where the edit does nothing else, of the kind that the file has', () => {
    const added = hunks('@@', ' a', '-b', REMARK, '+b');
    for (const edit of [added, passage('b', 'b\n'), passage('a\r\nb', 'a\r\nb\r\n')]) {
      assert.equal(applied('a\nb', edit), 'a\nb\n');
      assert.equal(applied('\uFEFFa\r\nb', edit), '\uFEFFa\r\nb\r\n');
    }
    assert.equal(applied('b\nb', hunks('@@', '-b', REMARK, '+b')), 'b\nb\n');
  });

  it('is removed likewise', () => {
    const removed = hunks('@@', ' a', '-b', '+b', REMARK);
    for (const edit of [removed, passage('b\n', 'b')]) {
      assert.equal(applied('a\nb\n', edit), 'a\nb');
      assert.equal(applied('a\r\nb\r\n', edit), 'a\r\nb');
    }
  });

  it('stays where the file has it so, where it is not at the end, or where both lack it', () => {
    assert.equal(applied('a\nb\n', hunks('@@', ' a', '-b', REMARK, '+b')), 'a\nb\n');
    assert.equal(applied('a\nb', passage('b\n', 'b')), 'a\nb');
    assert.equal(applied('a\nb\n', passage('b', 'b\n')), 'a\nb\n\n');
    assert.equal(applied('a\nb', hunks('@@', '-b', REMARK, '+b', REMARK)), 'a\nb');
    refuses('b\nc', hunks('@@', '-b', REMARK, '+b'), /does not fit at the end of the file/);
  });

  it('stays where other lines change, and this is said', () => {
    const edit = hunks('@@', ' a', '-b', REMARK, '+c');
    assert.equal(applied('a\nb', edit), 'a\nc');
    assert.match(notesOf('a\nb', edit), /Hunk 1 of 1 .*the newline at the end .*stays as it is/);
    assert.equal(notesOf('a\nb\n', edit), '');
  });
});
