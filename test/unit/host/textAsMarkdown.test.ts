import assert from 'node:assert/strict';
import fc from 'fast-check';
import { marked } from 'marked';
import { textAsMarkdown } from '../../../src/host/textAsMarkdown.ts';

/** As VS Code draws it, which reads markdown with the same parser. */
function drawn(text: string): string {
  return marked.parse(textAsMarkdown(text), { async: false, gfm: true, breaks: true }).trim();
}

/** What a reader sees of it. */
function seen(html: string): string {
  return html
    .replaceAll('<br>', '\n')
    .replaceAll('</p>\n<p>', '\n\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/&#(\d+);/g, (_entity, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
}

describe('Text as markdown', () => {
  for (const text of [
    'See https://example.invalid/x.png, http://a.b and ftp://c.d.',
    'See www.example.invalid/x and WWW.EXAMPLE.INVALID.',
    'Write to ann@example.invalid or mailto:ann@example.invalid.',
    '[run](command:workbench.action.quit) ![x](https://example.invalid/x.png) [a]: b <b>c</b>',
    'snake_case, __init__, *a* of a*b*c, 2 ** 3, ~~x~~, a | b, \\_ and &amp; at C:\\new',
    '# a\n- b\n+ c\n1. d\n2) e\n> f\n===\n---\n:-:',
    'a\n    four spaces\n\n    and four more',
    'f(**kwargs) and g(**others), src/**/a/**',
    'one ` alone, and `` two',
    '<https://example.invalid/> <ann@example.invalid>',
  ]) {
    it(`shows ${JSON.stringify(text)} as it is`, () => {
      const html = drawn(text);
      assert.equal(seen(html), text);
      assert.doesNotMatch(html, /<(?!\/?p>|br>)/);
    });
  }

  const cases: Readonly<Record<string, string>> = {
    'Use `a**b` of `src/x_y.ts`.': '<p>Use <code>a**b</code> of <code>src/x_y.ts</code>.</p>',
    '``a`b`` and `https://a.b`': '<p><code>a`b</code> and <code>https://a.b</code></p>',
    '**Careful:** `**x**` is **not `y`**.':
      '<p>Careful: <code>**x**</code> is not <code>y</code>.</p>',
    'So:\n```ts\nif (a) {\n  b(`c`);\n}\n```\nDone.':
      '<p>So:</p>\n<pre><code>if (a) {\n  b(`c`);\n}\n</code></pre>\n<p>Done.</p>',
    '~~~\n```\n[a](b)': '<pre><code>```\n[a](b)\n</code></pre>',
  };
  for (const [text, html] of Object.entries(cases)) {
    it(`shows the code in ${JSON.stringify(text)}`, () => {
      assert.equal(drawn(text), html);
    });
  }

  it('leaves plain prose alone: a screen reader is told the markdown', () => {
    const text = 'It isn’t whole: 1.5 (or "2") - see a.ts, line 3; why? Yes!';
    assert.equal(textAsMarkdown(text), text);
  });

  it('has nothing in it but text and code, whatever is written', () => {
    const sign = fc.constantFrom(
      ...Array.from('*_`~[]()<>!#+-=.:|&;@\\/"\'$^{} \n\t'),
      ...['**', '``', '```', '~~~', '](', '![', 'https://', 'www.', '&#', '    ', '\n\n', '1. '],
      ...['<a href="x">', '[a]: b', '@b.c', '|-|-|', ':-:', '- [ ] '],
    );
    const part = fc.oneof(fc.stringMatching(/^[a-z0-9é]{1,3}$/), sign);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 25 }), parts => {
        const html = drawn(parts.join(''));
        assert.doesNotMatch(html, /<(?!\/?(?:p|code|pre)>|br>)/);
        if (parts.some(each => /[`*~]/.test(each))) return;
        const unspaced = (text: string): string => text.replaceAll(/\s/g, '');
        assert.equal(unspaced(seen(html)), unspaced(parts.join('')));
      }),
      { numRuns: 2_000 },
    );
  });
});
