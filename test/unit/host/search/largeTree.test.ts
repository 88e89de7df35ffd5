import assert from 'node:assert/strict';
import { createPathMatcher } from '../../../../src/host/search/fuzzyPath.ts';
import { createRankedSearch } from '../../../../src/host/search/rankedSearch.ts';

/** How long it takes is in `npm run bench`, on a real tree; here is only what must come out. */
describe('a workspace of 50,000 files', () => {
  const paths = Array.from(
    { length: 50_000 },
    (_, n) => `pkg${n % 20}/mod${Math.floor(n / 100)}/src/file${n % 100}.ts`,
  );

  it('R51 gives the file that is meant for each letter that is typed', () => {
    const matcher = createPathMatcher(paths);
    const typed = 'mod37file41';
    const found = Array.from(typed, (_letter, at) => matcher.find(typed.slice(0, at + 1), 20));
    assert.ok(found.every(some => some.length === 20));
    assert.match(found.at(-1)?.[0] ?? '', /mod37\d?\/src\/file41\./);
  });

  it('R50 is searched by relevance while it is still being read, and says so', async () => {
    const search = createRankedSearch(
      {
        list: () => Promise.resolve(paths),
        read: path => Promise.resolve(`export const name = '${path}';\n`),
      },
      { patienceMs: 0, keptMs: 60_000, clock: () => 0, isMemoryShort: () => false },
    );
    const stop = new AbortController();
    const first = await search.search({ words: 'name', limit: 5, glob: undefined }, stop.signal);
    assert.equal(first.complete, false);
    search.dispose();
  });
});
