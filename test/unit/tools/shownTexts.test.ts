import assert from 'node:assert/strict';
import { createShownTexts, createShownTextsByChat } from '../../../src/tools/shownTexts.ts';
import type { ShownText, WorkspacePath } from '../../../src/tools/ports.ts';

const path = (name: string): WorkspacePath => ({ display: name, uri: `file:///w/${name}` });
const shown = (text: string): ShownText => ({ text, hash: `hash of ${text}`, numbered: true });

describe('the texts that a model was shown', () => {
  it('are kept by file, the last one first and each once', () => {
    const texts = createShownTexts();
    for (const text of ['one', 'two', 'one']) texts.note(path('a.ts'), shown(text));
    texts.note(path('b.ts'), shown('three'));
    assert.deepEqual(texts.of(path('a.ts')), [shown('one'), shown('two')]);
    assert.deepEqual(texts.of(path('b.ts')), [shown('three')]);
    assert.deepEqual(texts.of(path('c.ts')), []);
  });

  it('are a few of each file', () => {
    const texts = createShownTexts();
    for (let index = 0; index < 9; index += 1) texts.note(path('a.ts'), shown(`${index}`));
    assert.deepEqual(
      texts.of(path('a.ts')).map(({ text }) => text),
      ['8', '7', '6', '5', '4'],
    );
  });

  it('are given up from the oldest once they are too much', () => {
    const texts = createShownTexts(10);
    texts.note(path('a.ts'), shown('aaaa'));
    texts.note(path('b.ts'), shown('bbbb'));
    texts.note(path('c.ts'), shown('cc'));
    assert.equal(texts.of(path('a.ts')).length, 1);
    texts.note(path('d.ts'), shown('d'));
    assert.deepEqual(
      ['a.ts', 'b.ts', 'c.ts', 'd.ts'].map(name => texts.of(path(name)).length),
      [0, 1, 1, 1],
    );
    texts.note(path('e.ts'), shown('e'.repeat(11)));
    assert.deepEqual(
      ['d.ts', 'e.ts'].map(name => texts.of(path(name)).length),
      [0, 0],
    );
  });

  it('are those of one chat, and forgotten of chats that were left long ago', () => {
    const byChat = createShownTextsByChat();
    byChat('first').note(path('a.ts'), shown('one'));
    assert.deepEqual(byChat('other').of(path('a.ts')), []);
    assert.equal(byChat('first').of(path('a.ts')).length, 1);
    for (const chat of ['2', '3', '4', '5']) byChat(chat);
    assert.deepEqual(byChat('first').of(path('a.ts')), []);
  });
});
