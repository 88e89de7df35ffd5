import assert from 'node:assert/strict';
import { createSourceList, readSources } from '../../../src/api/sources.ts';

const urls = (content: unknown): string[] => readSources(content).map(({ url }) => url);

describe('Reading the sources of an answer', () => {
  it('S19: takes addresses of the web alone', () => {
    const sources = [
      'javascript:alert(1)',
      'command:plumb.stop',
      'vscode://x',
      'file:///etc/passwd',
      'data:text/html,x',
      'no address',
      '',
      'HTTPS://A.example/Ü',
    ];
    assert.deepEqual(urls({ sources }), ['https://a.example/%C3%9C']);
  });

  it('loses what it does not understand, and nothing else', () => {
    for (const odd of [null, 7, {}, { url: 7 }, [], { web: null }]) {
      assert.deepEqual(urls({ citations: [odd, 'https://a.example/'] }), ['https://a.example/']);
    }
    for (const sources of [null, 7, 'words', {}, true]) assert.deepEqual(urls({ sources }), []);
    for (const content of [null, undefined, 7, 'x', []]) assert.deepEqual(urls(content), []);
  });

  it('takes one that stands alone', () => {
    assert.deepEqual(urls({ sources: { link: 'https://a.example/' } }), ['https://a.example/']);
  });

  it('tells each once, and once more when its title comes', () => {
    const list = createSourceList();
    const [bare, titled, other] = [
      { url: 'https://a.example/', title: 'https://a.example/' },
      { url: 'https://a.example/', title: 'A' },
      { url: 'https://a.example/', title: 'Another' },
    ];
    assert.deepEqual(list.add([bare]), [bare]);
    assert.deepEqual(list.add([bare]), []);
    assert.deepEqual(list.add([titled]), [titled]);
    assert.deepEqual(list.add([bare, other]), []);
    assert.deepEqual(list.all(), [titled]);
  });
});
