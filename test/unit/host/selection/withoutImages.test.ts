import assert from 'node:assert/strict';
import { lexer, walkTokens } from 'marked';
import { withoutImages } from '../../../../src/host/selection/withoutImages.ts';

function imagesIn(markdown: string): number {
  let count = 0;
  void walkTokens(lexer(markdown), token => {
    if (token.type === 'image') count += 1;
  });
  return count;
}

describe('markdown that VS Code draws', () => {
  const spies = [
    '![a](https://evil.example/?q=1)',
    'text ![a](https://evil.example "title") and ![b](https://evil.example/b)',
    '![a][ref]\n\n[ref]: https://evil.example/x',
    '| a |\n| - |\n| ![a](https://evil.example/t) |',
    '- one\n  - ![a](https://evil.example/l)',
    '> [![a](https://evil.example/in)](https://b.example)',
    '![a](https://evil.example/1)![a](https://evil.example/1)',
    '~~~\ncode\n~~~\n![a](https://evil.example/after)',
  ];
  for (const spy of spies) {
    it(`fetches nothing for ${JSON.stringify(spy)}`, () => {
      assert.ok(imagesIn(spy) > 0, 'it is an image before');
      assert.equal(imagesIn(withoutImages(spy)), 0);
    });
  }

  it('leaves everything else as it is', () => {
    const plain =
      '# A\n\n`![not](one)` and\n\n```rust\nlet a = vec![1];\n```\n\n[link](https://a.example)\n';
    assert.equal(withoutImages(plain), plain);
  });
});
