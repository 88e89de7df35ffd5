import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeEntities } from '../../../media/markdown/entities.ts';
import { fenceLanguage, openableAddress } from '../../../media/markdown/links.ts';

describe('links of the model', () => {
  it('S20: open for http and https only', () => {
    assert.equal(openableAddress('https://example.org/a?b#c'), 'https://example.org/a?b#c');
    assert.equal(openableAddress('HTTP://Example.org'), 'http://example.org/');
    const inert = [
      'command:workbench.action.quit',
      'vscode://x/y',
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '//example.org',
      '/etc/passwd',
      'src/a.ts',
      ' https://example.org',
      'java\nscript:alert(1)',
      'https://',
      'mailto:a@b.c',
      '',
    ];
    for (const href of inert) assert.equal(openableAddress(href), undefined, href);
  });

  it('S20: never resolve to another scheme, whatever stands in them', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map(rest => `https://${rest}`),
        ),
        href => {
          const address = openableAddress(href);
          assert.ok(address === undefined || /^https?:\/\//.test(address));
        },
      ),
    );
  });
});

describe('the language of a code fence', () => {
  it('is its first word', () => {
    assert.deepEqual(
      [
        'ts',
        'TypeScript title="a.ts"',
        'c++',
        'objective-c',
        'ts{1,3}',
        'ts:src/a.ts',
        undefined,
      ].map(fenceLanguage),
      ['ts', 'typescript', 'c++', 'objective-c', 'ts', 'ts', ''],
    );
  });

  it('S21: is nothing if it is no plain word', () => {
    for (const info of [
      '<img src=x>',
      '"onload="x',
      '</script>',
      'ünï',
      'x'.repeat(31),
      '\u202ets',
    ]) {
      assert.equal(fenceLanguage(info), '', info);
    }
  });
});

describe('character references', () => {
  it('become their characters', () => {
    assert.equal(
      decodeEntities('&lt;div&gt; &amp;amp; &#65;&#x1F600; &nbsp;'),
      '<div> &amp; A😀 \u00a0',
    );
  });

  it('go by the names of letters, accents and fractions too', () => {
    assert.equal(
      decodeEntities('&alpha;&Omega;&sigma;&Sigma; &Eacute;&yuml;&szlig; &frac12; &pound;&laquo;'),
      'αΩσΣ Éÿß ½ £«',
    );
  });

  it('stay as they are if they name nothing we know', () => {
    assert.equal(decodeEntities('a && b &foo; &constructor; &'), 'a && b &foo; &constructor; &');
  });

  it('become the replacement character where there is no such character', () => {
    assert.equal(decodeEntities('&#0;&#xD800;&#x110000;'), '\ufffd\ufffd\ufffd');
  });
});
