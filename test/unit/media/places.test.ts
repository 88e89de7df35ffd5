import assert from 'node:assert/strict';
import { fencePath, pathAbove } from '../../../media/markdown/blockPath.ts';
import { linkedPlace, placeOf, symbolOf, withPlaces } from '../../../media/markdown/places.ts';
import { withCitations } from '../../../media/markdown/citation.tsx';
import { lex } from '../../../media/markdown/syntax.ts';

function found(text: string): unknown[] {
  return withPlaces(text).flatMap(piece =>
    typeof piece === 'string'
      ? []
      : [
          [piece.place.path, piece.place.line, piece.place.endLine].filter(
            part => part !== undefined,
          ),
        ],
  );
}

describe('places that an answer names', () => {
  it('are paths with folders or lines within a text', () => {
    assert.deepEqual(found('See src/a.ts, (src/b.ts:12) and src/c.ts#L3-L9.'), [
      ['src/a.ts'],
      ['src/b.ts', 12],
      ['src/c.ts', 3, 9],
    ]);
    assert.deepEqual(found('in a.ts:7 or C:\\work\\src\\x.ts or ./y/z.test.tsx:1-4'), [
      ['a.ts', 7],
      ['C:\\work\\src\\x.ts'],
      ['./y/z.test.tsx', 1, 4],
    ]);
  });

  it('may be written in any script, and stand in a text without spaces', () => {
    assert.deepEqual(found('In src/über.ts:3, docs/日本語.md und файлы/чек.ts.'), [
      ['src/über.ts', 3],
      ['docs/日本語.md'],
      ['файлы/чек.ts'],
    ]);
    assert.deepEqual(found('请看src/a.ts:3的代码，src/b.ts和src/c.ts。src/中文/d.ts를'), [
      ['src/a.ts', 3],
      ['src/b.ts'],
      ['src/c.ts'],
      ['src/中文/d.ts'],
    ]);
    assert.equal(placeOf('src/über.ts:3')?.path, 'src/über.ts');
    assert.equal(placeOf('日本語/説明書v2.md')?.path, '日本語/説明書v2.md');
    assert.equal(placeOf('u\u0308ber.ts')?.path, 'u\u0308ber.ts');
  });

  it('are none in addresses, versions, numbers and abbreviations', () => {
    for (const text of ['https://x.org/a/b.html', 'e.g. this', 'v1.2.3', 'and/or', '3.5:1 a']) {
      assert.deepEqual(found(text), [], text);
    }
  });

  it('leave the text whole', () => {
    const text = 'x src/a.ts:1 y [b](z/q.md) 1/2.';
    const pieces = withPlaces(text).map(piece =>
      typeof piece === 'string' ? piece : piece.written,
    );
    assert.equal(pieces.join(''), text);
  });

  it('are a whole code span, with or without folder', () => {
    assert.deepEqual(placeOf('package.json'), {
      path: 'package.json',
      line: undefined,
      endLine: undefined,
    });
    assert.equal(placeOf('src/app/[id]/page.tsx:3')?.line, 3);
    for (const text of ['npm run x.y', 'foo()', 'a', 'x = y.z', 'http://a/b.c']) {
      assert.equal(placeOf(text), undefined, text);
    }
  });

  it('are the addresses of links that lead into the workspace', () => {
    const parts = (href: string): unknown[] => {
      const place = linkedPlace(href);
      return [place?.path, place?.line, place?.endLine].filter(part => part !== undefined);
    };
    assert.deepEqual(parts('src/a.ts#L10'), ['src/a.ts', 10]);
    assert.deepEqual(parts('src/a%20b.ts#L10-L20'), ['src/a b.ts', 10, 20]);
    assert.deepEqual(parts('./src/parser.ts:12'), ['./src/parser.ts', 12]);
    assert.deepEqual(parts('docs/a.md#usage'), ['docs/a.md']);
    assert.deepEqual(parts('100%.md'), ['100%.md']);
    for (const href of [
      'https://example.org/a.ts',
      'HTTP:a.ts',
      '//example.org/a.ts',
      'javascript:alert(1)',
      'java%73cript:a/b.ts',
      'command%3Ax.ts',
      'file:///etc/passwd',
      'vscode://x/y.ts',
      'data:text/html,x',
      'mailto:a@b.cc',
      'a.ts%00',
      '#usage',
      '',
    ]) {
      assert.equal(linkedPlace(href), undefined, href);
    }
  });

  it('do not take time with the square of a text', () => {
    const before = performance.now();
    for (const part of ['(', 'a', 'a/', './', '[', 'a.', '-', 'ü', '日', '日/', 'a/日'])
      withPlaces(part.repeat(20_000 / part.length - 1));
    assert.ok(performance.now() - before < 1_000);
  });
});

describe('symbols that an answer names', () => {
  it('are calls and names in camel case, and no plain words', () => {
    assert.equal(symbolOf('createSession'), 'createSession');
    assert.equal(symbolOf('Foo.bar()'), 'Foo.bar');
    assert.equal(symbolOf('run()'), 'run');
    for (const text of ['true', 'npm', 'a b', 'x-y', '--flag', '1', '']) {
      assert.equal(symbolOf(text), undefined, text);
    }
  });
});

describe('the file of a block of code', () => {
  it('stands behind the language or in a title', () => {
    assert.equal(fencePath('ts src/a.ts'), 'src/a.ts');
    assert.equal(fencePath('ts:src/a.ts'), 'src/a.ts');
    assert.equal(fencePath('ts title="src/b c.ts"'), undefined);
    assert.equal(fencePath('ts {1,3} title="src/b.ts"'), 'src/b.ts');
    assert.equal(fencePath('src/a.py'), 'src/a.py');
    assert.equal(fencePath('ts src/über.ts'), 'src/über.ts');
    assert.equal(fencePath('md:docs/日本語.md'), 'docs/日本語.md');
    assert.equal(fencePath('ts'), undefined);
    assert.equal(fencePath(undefined), undefined);
  });

  it('or in the line above, if it names one', () => {
    const above = (text: string): string | undefined => pathAbove(lex(text)[0]);
    assert.equal(above('In `src/a.ts`:'), 'src/a.ts');
    assert.equal(above('### src/deep/a.test.ts'), 'src/deep/a.test.ts');
    assert.equal(above('Move it from src/a.ts to src/b.ts:'), undefined);
    assert.equal(above('In `src/über.ts`:'), 'src/über.ts');
    assert.equal(above('在src/a.ts中：'), 'src/a.ts');
    assert.equal(above('在`docs/日本語.md`中：'), 'docs/日本語.md');
    assert.equal(above('Do this:'), undefined);
  });
});

describe('numbers of sources', () => {
  it('are those in brackets of either kind', () => {
    assert.deepEqual(withCitations('a [1] b【2†lines】.'), ['a ', 1, ' b', 2, '.']);
    assert.deepEqual(withCitations('a[i]'), ['a[i]']);
  });
});
