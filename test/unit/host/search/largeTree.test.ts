import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { createPathMatcher } from '../../../../src/host/search/fuzzyPath.ts';
import { ripgrepFiles } from '../../../../src/host/search/ripgrepSearch.ts';
import { benchRipgrep } from '../../../support/benchRipgrep.ts';
import { createLargeTree, type LargeTree } from '../../../support/largeTree.ts';

/** Figures of the same tree are in `npm run bench`; here is only what must come out. */
describe('a workspace of 50,000 files', () => {
  let tree: LargeTree;
  const listed: string[] = [];

  before(async () => {
    tree = await createLargeTree();
    const folder = { root: tree.root, globs: [], excluded: ['**/.git'], isWanted: () => true };
    const found = ripgrepFiles(benchRipgrep(), folder, new AbortController().signal);
    for await (const paths of found) listed.push(...paths);
  });
  after(() => rm(path.dirname(tree.root), { recursive: true, force: true }));

  it('R50 is listed whole, as git lists it, and without what is ignored', () => {
    const args = ['ls-files', '-co', '--exclude-standard', '-z'];
    const options = { cwd: tree.root, encoding: 'utf8', maxBuffer: 100_000_000 } as const;
    const known = execFileSync('git', args, options).split('\0').filter(Boolean);
    assert.deepEqual(listed.toSorted(), known.toSorted());
    assert.equal(listed.length, 50_000);
  });

  it('R51 gives the file that is meant for each letter that is typed', () => {
    const matcher = createPathMatcher(listed);
    const typed = 'mod37file41';
    const found = Array.from(typed, (_letter, at) => matcher.find(typed.slice(0, at + 1), 20));
    assert.ok(found.every(paths => paths.length === 20));
    assert.match(found.at(-1)?.[0] ?? '', /mod37\d?\/src\/file41\./);
  });
});
