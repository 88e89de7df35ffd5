import assert from 'node:assert/strict';
import { PlumbError } from '../../../../src/base/errors.ts';
import { globMatcher } from '../../../../src/host/search/globMatch.ts';

const PATHS = [
  'a.ts',
  'src/a.ts',
  'src/b.tsx',
  'src/deep/a.test.ts',
  'src/deep/x[1].md',
  'source/a.ts',
  'README.md',
];

function matching(glob: string): string[] {
  return PATHS.filter(globMatcher(glob));
}

describe('globMatcher', () => {
  it('keeps * and ? within one directory', () => {
    assert.deepEqual(matching('src/*.ts'), ['src/a.ts']);
    assert.deepEqual(matching('src/*'), ['src/a.ts', 'src/b.tsx']);
    assert.deepEqual(matching('s*/?.ts'), ['src/a.ts', 'source/a.ts']);
  });

  it('lets ** span any number of directories, none included', () => {
    assert.deepEqual(matching('src/**/*.ts'), ['src/a.ts', 'src/deep/a.test.ts']);
    assert.deepEqual(matching('**/deep/**'), ['src/deep/a.test.ts', 'src/deep/x[1].md']);
    assert.deepEqual(matching('**'), PATHS);
  });

  it('takes a glob without a slash for a name at any depth', () => {
    assert.deepEqual(matching('a.ts'), ['a.ts', 'src/a.ts', 'source/a.ts']);
    assert.deepEqual(matching('*.md'), ['src/deep/x[1].md', 'README.md']);
  });

  it('takes the name of a directory for all below it', () => {
    assert.deepEqual(matching('src/deep'), ['src/deep/a.test.ts', 'src/deep/x[1].md']);
    assert.deepEqual(matching('./src/deep/'), ['src/deep/a.test.ts', 'src/deep/x[1].md']);
    assert.deepEqual(matching('source'), ['source/a.ts']);
  });

  it('expands braces, also within braces, and takes open ones as they are', () => {
    assert.deepEqual(matching('src/*.{ts,tsx}'), ['src/a.ts', 'src/b.tsx']);
    assert.deepEqual(matching('{README.md,{src,source}/a.ts}'), [
      'src/a.ts',
      'source/a.ts',
      'README.md',
    ]);
    assert.ok(globMatcher('a{b*')('a{bc'));
  });

  it('knows classes, their ranges and their opposites', () => {
    assert.deepEqual(matching('src/[a-c].ts*'), ['src/a.ts', 'src/b.tsx']);
    assert.deepEqual(matching('src/[!a].ts*'), ['src/b.tsx']);
    assert.deepEqual(matching('**/x[[]1].md'), ['src/deep/x[1].md']);
    assert.ok(globMatcher('a[b*')('a[bc'));
  });

  it('tells upper and lower case apart', () => {
    assert.deepEqual(matching('readme.md'), []);
  });

  it('S16 refuses braces that multiply without end', () => {
    assert.throws(() => globMatcher('{a,b}'.repeat(30)), PlumbError);
  });

  it('S16 R23 decides at once on globs that are hard for regular expressions', () => {
    assert.equal(globMatcher('*a'.repeat(400) + 'b')('a'.repeat(4_000)), false);
    assert.equal(globMatcher('**/a/'.repeat(180) + 'b')('a/'.repeat(2_000) + 'c'), false);
  });
});
