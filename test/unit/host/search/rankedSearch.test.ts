import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chunkText } from '../../../../src/host/search/chunkText.ts';
import { notForbidden } from '../../../../src/host/search/forbidden.ts';
import { createPathMatcher } from '../../../../src/host/search/fuzzyPath.ts';
import {
  createRankedSearch,
  type RankedFiles,
  type RankedSearch,
} from '../../../../src/host/search/rankedSearch.ts';
import { searchWords } from '../../../../src/host/search/searchWords.ts';

const never = new AbortController().signal;

describe('the chunks of a text', () => {
  const line = fc.oneof(
    fc.constantFrom('', '# Title', 'def f():', 'export function f() {', '}', 'func F() {'),
    fc.string({ maxLength: 40 }),
  );

  it('cover each line exactly once, in order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('a.ts', 'a.py', 'a.md', 'a.go', 'a.rs', 'a.css', 'a'),
        fc.array(line, { maxLength: 300 }),
        (path, lines) => {
          const covered = chunkText(path, lines).flatMap(({ startLine, endLine }) =>
            Array.from({ length: endLine - startLine + 1 }, (_, at) => startLine + at),
          );
          assert.deepEqual(
            covered,
            lines.map((_, index) => index + 1),
          );
          assert(chunkText(path, lines).every(chunk => chunk.endLine - chunk.startLine < 81));
        },
      ),
    );
  });

  it('begin at headings and symbols, and are called by them', () => {
    const body = Array.from({ length: 25 }, () => '  body();');
    const code = ['export function first() {', ...body, '}', 'class Second {', ...body, '}'];
    assert.deepEqual(
      chunkText('a.ts', code).map(({ startLine, heading }) => [startLine, heading]),
      [
        [1, 'first'],
        [28, 'Second'],
      ],
    );
    assert.deepEqual(
      chunkText('a.md', ['# One', 'text', '## Two', 'text']).map(({ heading }) => heading),
      ['One', 'Two'],
    );
  });
});

describe('the words of a text', () => {
  it('are names as a whole and by their parts', () => {
    assert.deepEqual(searchWords('parseHTTPHeader max_size'), [
      ...['parsehttpheader', 'parse', 'http', 'header'],
      ...['max_size', 'max', 'size'],
    ]);
    assert.deepEqual(searchWords('全文検索'), ['全文', '文検', '検索']);
  });

  it('of a query are among those of the text that it is a part of', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const all = new Set(searchWords(`${a} ${b}`));
        assert(searchWords(a).every(word => all.has(word)));
      }),
    );
  });
});

describe('file search', () => {
  const keptMs = 1_000;
  const searchIn = (
    files: RankedFiles,
    { patienceMs = 60_000, clock = (): number => 0, isMemoryShort = (): boolean => false } = {},
  ): RankedSearch => createRankedSearch(files, { patienceMs, keptMs, clock, isMemoryShort });
  const searchOf = (texts: ReadonlyMap<string, string>): RankedSearch =>
    searchIn({
      list: () => Promise.resolve([...texts.keys()]),
      read: path => Promise.resolve(texts.get(path)),
    });
  const ask = (search: RankedSearch, words: string, glob?: string) =>
    search.search({ words, limit: 5, glob }, never);

  it('gives the passages that are most about some words, as they are now', async () => {
    const texts = new Map([
      ['a.ts', 'function retryUpload() {}\n// retry the upload'],
      ['b.ts', 'function parse() {}'],
    ]);
    const search = searchOf(texts);
    const { passages, complete } = await ask(search, 'upload retry');
    assert.deepEqual(
      passages.map(({ path, startLine, endLine, heading }) => [path, startLine, endLine, heading]),
      [['a.ts', 1, 2, 'retryUpload']],
    );
    assert.equal(complete, true);
    assert.deepEqual((await ask(search, 'upload', '*.md')).passages, []);
  });

  it('drops what is no longer there, and finds what was changed', async () => {
    const texts = new Map([['a.ts', 'function retryUpload() {}']]);
    const search = searchOf(texts);
    await ask(search, 'upload');
    texts.set('a.ts', 'function parseHeader() {}');
    assert.deepEqual((await ask(search, 'upload')).passages, []);
    assert.equal((await ask(search, 'header')).passages.length, 1);
    texts.set('b.ts', 'const token = 1;');
    search.changed('b.ts');
    assert.equal((await ask(search, 'token')).passages[0]?.path, 'b.ts');
    texts.delete('b.ts');
    search.changed('b.ts');
    assert.deepEqual((await ask(search, 'token')).passages, []);
  });

  it('says that it is not complete while the index is being built', async () => {
    let resolve: (text: string) => void = () => undefined;
    const promise = new Promise<string>(settle => (resolve = settle));
    const search = searchIn(
      { list: () => Promise.resolve(['a.ts']), read: () => promise },
      { patienceMs: 0 },
    );
    assert.deepEqual(await ask(search, 'x'), { passages: [], complete: false });
    resolve('x');
    search.dispose();
  });

  it('gives the index up when the memory is short, and says so', async () => {
    const search = searchIn(
      { list: () => Promise.resolve(['a.ts', 'b.ts']), read: () => Promise.resolve('word') },
      { isMemoryShort: () => true },
    );
    assert.equal((await ask(search, 'word')).complete, false);
  });

  it('lets go of an index that no query used for long, and builds it anew', async () => {
    let [now, read] = [5, 0];
    const search = searchIn(
      {
        list: () => Promise.resolve(['a.ts']),
        read: () => {
          read += 1;
          return Promise.resolve('word');
        },
      },
      { clock: () => now },
    );
    const readsOfAQuery = async (): Promise<number> => {
      read = 0;
      assert.equal((await ask(search, 'word')).passages.length, 1);
      return read;
    };
    const [toIndex, toShow] = [1, 1];
    assert.equal(await readsOfAQuery(), toIndex + toShow);
    now += keptMs - 1;
    search.letGoUnused();
    assert.equal(await readsOfAQuery(), toShow);
    now += keptMs - 1;
    search.letGoUnused();
    assert.equal(await readsOfAQuery(), toShow);
    now += keptMs;
    search.letGoUnused();
    assert.equal(await readsOfAQuery(), toIndex + toShow);
  });

  it('ends when it is stopped', async () => {
    const search = searchOf(new Map());
    await assert.rejects(
      search.search({ words: 'x', limit: 1, glob: undefined }, AbortSignal.abort()),
      { name: 'AbortError' },
    );
  });
});

describe('completing a path', () => {
  const paths = [
    'src/host/chatView.ts',
    'src/chat/view.ts',
    'docs/cave.md',
    'x/chaos/tools/view.md',
  ];

  it('finds letters in order, best at the beginnings of words in the name', () => {
    assert.equal(createPathMatcher(paths).find('cv', 3)[0], 'src/host/chatView.ts');
    assert.deepEqual(createPathMatcher(paths).find('zz', 3), []);
    assert.equal(createPathMatcher(paths).find('', 3).length, 3);
  });

  it('gives the same while a text grows as for the whole text', () => {
    const growing = createPathMatcher(paths);
    for (const text of ['v', 'vi', 'vie', 'view', 'c', 'ch', 'chv']) {
      assert.deepEqual(growing.find(text, 9), createPathMatcher(paths).find(text, 9), text);
    }
  });
});

describe('what is forbidden', () => {
  it('is all that is in a forbidden directory too', () => {
    const isOpen = notForbidden((path, isDirectory) => isDirectory && path === 'a/secret');
    assert.deepEqual(['a/secret/b/c.ts', 'a/secret/c.ts', 'a/secret.ts', 'a/secret'].map(isOpen), [
      false,
      false,
      true,
      true,
    ]);
  });
});
