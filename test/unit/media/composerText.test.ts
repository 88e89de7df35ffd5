import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mentionAt } from '../../../media/composer/mention.ts';
import { createMessageWalk } from '../../../media/composer/messageWalk.ts';
import { isLong, pathsIn } from '../../../media/composer/pasted.ts';

describe('a mention', () => {
  const at = (text: string) => mentionAt(text.replace('|', ''), text.indexOf('|'));

  it('is an @ at the start or behind a space, with what follows up to the cursor', () => {
    assert.deepEqual(at('@|'), { trigger: '@', from: 0, query: '' });
    assert.deepEqual(at('see @src/a|b'), { trigger: '@', from: 4, query: 'src/a' });
    assert.deepEqual(at('x\n@symbol:f|'), { trigger: '@', from: 2, query: 'symbol:f' });
    assert.deepEqual(at('/ @a|'), { trigger: '@', from: 2, query: 'a' });
    for (const text of ['me@a.org|', '@@|', '|@', '@a |', '(@a|', `@${'a'.repeat(201)}|`]) {
      assert.equal(at(text), undefined, text);
    }
  });

  it('is a slash at the very start only, and no path', () => {
    assert.deepEqual(at('/ex|plain'), { trigger: '/', from: 0, query: 'ex' });
    for (const text of [' /a|', 'a/b|', '/usr/b|', '/a b|'])
      assert.equal(at(text), undefined, text);
  });

  it('stands in the text as it is told, wherever the cursor is', () => {
    const text = fc.string({ unit: fc.constantFrom('@', '/', ' ', '\n', 'a', 'é', '😀') });
    fc.assert(
      fc.property(text, fc.nat(40), (written, cursor) => {
        const found = mentionAt(written, cursor);
        if (found === undefined) return;
        const { trigger, from, query } = found;
        assert.equal(written.slice(from, cursor), `${trigger}${query}`);
        assert.ok(!/\s/.test(query));
        assert.ok(from === 0 || /\s/.test(written.charAt(from - 1)));
      }),
    );
  });
});

describe('a walk through own messages', () => {
  it('comes back to what was not sent, however it goes', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 6 });
    fc.assert(
      fc.property(texts, fc.constantFrom('', 'mine', 'a'), (messages, unsent) => {
        const walk = createMessageWalk(() => messages);
        let shown: string = unsent;
        let steps = 0;
        for (let next = walk.back(shown); next !== undefined; next = walk.back(shown)) {
          shown = next;
          steps += 1;
        }
        assert.ok(steps <= messages.length);
        for (let next = walk.forward(shown); next !== undefined; next = walk.forward(shown)) {
          shown = next;
        }
        assert.equal(shown, unsent);
      }),
    );
  });

  it('shows a message that was sent twice in a row once', () => {
    const walk = createMessageWalk(() => ['a', 'b', 'b']);
    assert.equal(walk.back(''), 'b');
    assert.equal(walk.back('b'), 'a');
    assert.equal(walk.back('a'), undefined);
  });
});

describe('what is pasted', () => {
  it('is long from 21 lines or 2001 characters on', () => {
    assert.equal(isLong('a\n'.repeat(20)), false);
    assert.equal(isLong('a\n'.repeat(21)), true);
    assert.equal(isLong('a'.repeat(2_000)), false);
    assert.equal(isLong('a'.repeat(2_001)), true);
  });

  it('is paths if each line is one', () => {
    assert.deepEqual(pathsIn('/work/a b.ts\r\n\r\n "/work/#1?.ts" \n'), [
      'file:///work/a%20b.ts',
      'file:///work/%231%3F.ts',
    ]);
    assert.deepEqual(pathsIn('C:\\src\\a.ts'), ['file:///C%3A/src/a.ts']);
    assert.deepEqual(pathsIn('\\\\server\\share\\a.ts'), ['file://server/share/a.ts']);
    assert.deepEqual(pathsIn('file:///work/a%20b.ts'), ['file:///work/a%20b.ts']);
    for (const text of [
      '',
      '/explain',
      '/',
      '// a/b',
      'a/b',
      '/work/a.ts\nand more',
      'C:',
      'https://a/b',
    ]) {
      assert.equal(pathsIn(text), undefined, text);
    }
    assert.equal(pathsIn('/work/a.ts\n'.repeat(51)), undefined);
  });
});
