import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/base/json.ts';
import { gitDiff } from '../../../src/tools/gitDiff.ts';
import { gitLog } from '../../../src/tools/gitLog.ts';
import type { GitPort } from '../../../src/tools/gitPort.ts';
import type { ToolContext, ToolOutput } from '../../../src/tools/tool.ts';
import { createInMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';

const changed = (path: string, ...lines: string[]): string =>
  [
    `diff --git a/${path} b/${path}`,
    'index 1111111..2222222 100644',
    `--- a/${path}`,
    `+++ b/${path}`,
    '@@ -1 +1 @@',
    ...lines,
    '',
  ].join('\n');

const guarded = new Set(['.env', 'dist/b.js']);
const access: ToolContext['access'] = {
  isIgnored: ({ display }) => Promise.resolve(guarded.has(display)),
  isHardLinked: () => Promise.resolve(false),
};

function run(
  text: string,
  input: JsonObject = {},
  { root = 'file:///w/app', more = 0 }: { root?: string; more?: number } = {},
): Promise<ToolOutput> {
  const git: GitPort = {
    diff: () => Promise.resolve({ root, text, more }),
    log: () => Promise.resolve([]),
  };
  const call = gitDiff.accept(input);
  assert(call.kind === 'read', JSON.stringify(call));
  return call.run(createInMemoryWorkspace().context({ git, access }));
}

describe('git_diff', () => {
  it('shows the changes file by file, with a source for each', async () => {
    const { content, sources, summary } = await run(
      changed('src/a.ts', '-one', '+two') + changed('b c.ts', '+x'),
    );
    assert.equal(content, 'src/a.ts:\n@@ -1 +1 @@\n-one\n+two\n\nb c.ts:\n@@ -1 +1 @@\n+x');
    assert.equal(summary, '2 files');
    assert.deepEqual(sources, [
      { origin: 'workspace', name: 'src/a.ts' },
      { origin: 'workspace', name: 'b c.ts' },
    ]);
    assert.equal((await run('')).content, 'Nothing changed.');
  });

  it('S28 leaves out guarded files and names them', async () => {
    const { content, sources } = await run(
      changed('.env', '+KEY=secret') + changed('a.ts', '+x') + changed('dist/b.js', '+built'),
    );
    assert.equal(content, 'a.ts:\n@@ -1 +1 @@\n+x\n\n[left out: .env, dist/b.js]');
    assert.deepEqual(sources, [{ origin: 'workspace', name: 'a.ts' }]);
  });

  it('S28 leaves out a guarded file at either end of a rename, and however its name is written', async () => {
    const renamed = (from: string, to: string) =>
      `diff --git a/${from} b/${to}\nsimilarity index 90%\nrename from ${from}\nrename to ${to}\n@@ -1 +1 @@\n+KEY=secret\n`;
    for (const text of [
      renamed('.env', 'a.txt'),
      renamed('a.txt', '.env'),
      // With diff.mnemonicPrefix, with diff.noprefix, quoted, in a merge, and unreadable.
      changed('.env', '+KEY=secret').replace('a/.env b/.env', 'i/.env w/.env'),
      changed('.env', '+KEY=secret').replace('a/.env b/.env', '.env .env'),
      changed('.env', '+KEY=secret').replace('a/.env b/.env', '"a/\\056env" "b/\\056env"'),
      'diff --cc .env\nindex 1,2..3\n@@@ -1,1 -1,1 +1,1 @@@\n++KEY=secret\n',
      changed('.env', '+KEY=secret').replace('a/.env b/.env', '"a/\\q" b/.env'),
    ]) {
      const { content, sources } = await run(text);
      assert.match(content, /^\[left out: [^\]]+\]$/, text);
      assert.deepEqual(sources, []);
    }
  });

  it('is not misled by text that looks like a header', async () => {
    const { content } = await run(
      changed('.env', '+x\rdiff --git a/a.ts b/a.ts', ' diff --git a/a.ts b/a.ts', '+KEY=secret'),
    );
    assert.equal(content, '[left out: .env]');
  });

  it('S02 leaves out what the repository has outside of the workspace', async () => {
    const text = changed('other/a.ts', '+no') + changed('app/a.ts', '+yes');
    const { content } = await run(text, {}, { root: 'file:///w' });
    assert.equal(
      content,
      'a.ts:\n@@ -1 +1 @@\n+yes\n\n[left out: a file outside of the workspace]',
    );
  });

  it('shows one path alone', async () => {
    const text = changed('src/a.ts', '+a') + changed('src2/b.ts', '+b') + changed('.env', '+c');
    assert.match((await run(text, { path: 'src' })).content, /^src\/a\.ts:\n@@[^\n]+\n\+a$/);
  });

  it('cuts lines, then files, and says how to get the rest', async () => {
    const long = Array.from({ length: 2_000 }, (_, n) => `+${n} ${'y'.repeat(40)}`);
    const text = changed('a.ts', `+${'x'.repeat(3_000)}`) + changed('b.ts', ...long);
    const { content } = await run(text, {}, { more: 7 });
    assert(content.length < 41_000, String(content.length));
    assert.match(content, /\+x{999} \[… 2001 more characters\]/);
    assert.match(
      content,
      /\n\[\d+ lines of this diff left out\. Call git_diff with path b\.ts\.\]\n/,
    );
    assert.match(
      content,
      /\+1999 y+\n\n\[7 more files changed; look at a directory with path\.\]$/,
    );
  });

  it('takes names of commits and branches alone', () => {
    for (const against of ['worktree', 'main', 'HEAD~2', 'feature/x-1', '@{u}', 'v1.0^']) {
      assert.equal(gitDiff.accept({ against }).kind, 'read', against);
    }
    for (const against of [
      '',
      '-h',
      '--output=x',
      'a..b',
      'HEAD:.env',
      ':/fix',
      'a b',
      'a\nb',
      '$(x)',
    ]) {
      assert.equal(gitDiff.accept({ against }).kind, 'refused', JSON.stringify(against));
    }
  });
});

describe('git_log', () => {
  it('lists commits, and counts their messages as text of anybody', async () => {
    const asked: unknown[] = [];
    const git: GitPort = {
      diff: () => Promise.reject(new Error('unused')),
      log: query => {
        asked.push(query);
        const message = `Fix it\n\n${'z'.repeat(1_000)}`;
        const date = '2026-01-02T03:04:05.000Z';
        return Promise.resolve([{ hash: 'a'.repeat(40), author: 'A\nB', date, message }]);
      },
    };
    const call = gitLog.accept({ path: 'src', limit: 3 });
    assert(call.kind === 'read');
    const { content, sources } = await call.run(createInMemoryWorkspace().context({ git }));
    assert.match(content, /^a{12} 2026-01-02T03:04:05\.000Z A B\n {4}Fix it\n\n {4}z{3}/);
    assert.match(content, /characters left out/);
    assert.deepEqual(sources, [{ origin: 'output', name: 'git log' }]);
    assert.deepEqual(asked, [{ path: { display: 'src', uri: 'file:///w/app/src' }, limit: 3 }]);
  });
});
