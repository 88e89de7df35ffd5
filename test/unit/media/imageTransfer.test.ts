import assert from 'node:assert/strict';
import {
  hasImageName,
  imageAddress,
  mayHoldFiles,
  nameInAddress,
} from '../../../media/images/transfer.ts';

describe('the address of an image', () => {
  it('is one of the web that ends like an image, and nothing else', () => {
    assert.equal(imageAddress(' https://a.example/b.PNG \n'), 'https://a.example/b.PNG');
    assert.equal(imageAddress('http://a.example/b.jpeg?w=2#x'), 'http://a.example/b.jpeg?w=2#x');
    for (const text of [
      '',
      'https://a.example/page.html',
      'https://a.example/?file=b.png',
      'see https://a.example/b.png',
      'https://a.example/b.png https://a.example/c.png',
      'file:///a/b.png',
      'data:image/png;base64,AAAA',
      'javascript:alert(1)//.png',
      'https://',
      'b.png',
    ]) {
      assert.equal(imageAddress(text), undefined, text);
    }
  });

  it('has a name that a person can read', () => {
    assert.equal(nameInAddress('https://a.example/x/my%20cat.png?y=z'), 'my cat.png');
    assert.equal(nameInAddress('https://a.example/100%25%.png'), '100%25%.png');
  });
});

describe('what is dragged', () => {
  it('may be taken if it holds files or addresses, and no text', () => {
    assert.equal(mayHoldFiles(['Files']), true);
    assert.equal(mayHoldFiles(['text/plain', 'application/vnd.code.uri-list']), true);
    assert.equal(mayHoldFiles(['text/plain', 'text/html']), false);
  });
});

describe('a name', () => {
  it('is one of an image by its ending', () => {
    for (const name of ['a.png', 'file:///work/B.JPeG', 'c.d.webp']) {
      assert.equal(hasImageName(name), true, name);
    }
    for (const name of ['a.svg', 'png', 'a.png.txt', 'file:///a.png/b']) {
      assert.equal(hasImageName(name), false, name);
    }
  });
});
