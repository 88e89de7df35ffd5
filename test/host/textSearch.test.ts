import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as vscode from 'vscode';
import { PlumbError } from '../../src/base/errors.ts';
import { nullLogger } from '../../src/base/logger.ts';
import { findRipgrep } from '../../src/host/search/ripgrep.ts';
import { createSearchPort, searchPortWith } from '../../src/host/search/textSearch.ts';
import { createTestFolder, folderForEachTest } from './testFolder.ts';

const never = new AbortController().signal;

describe('the search port', () => {
  it("finds VS Code's own ripgrep", () => {
    assert.match(findRipgrep(vscode.env.appRoot, {}) ?? '', /@vscode.+rg(\.exe)?$/);
  });

  const ripgrep = createSearchPort(nullLogger);
  const ownScan = searchPortWith(undefined);
  for (const [how, search] of [
    ['with ripgrep', ripgrep],
    ['without ripgrep', ownScan],
  ] as const) {
    describe(how, () => {
      const at = folderForEachTest();

      beforeEach(async () => {
        await at.write('.gitignore', '*.log\n/out/\n!keep.log\n');
        await at.write('.hidden/a.ts', 'const needle = 1;\n');
        await at.write('a.log', 'needle\n');
        await at.write('keep.log', 'needle\n');
        await at.write('out/a.ts', 'needle\n');
        await at.write('node_modules/p/a.ts', 'needle\n');
        await at.write('src/a.ts', 'first\nconst Needle = 2;\r\n');
        await at.write('src/b.tsx', 'let needle = a.b(c);\n');
        await at.write('src/deep/c.ts', '// needle and needle\n');
        await at.write('src/deep/.ignore', 'd.ts\n');
        await at.write('src/deep/d.ts', 'needle\n');
      });
      const inside = (paths: readonly string[]) =>
        paths.map(path => path.replace(`${at.name}/`, '')).sort();
      const find = async (glob: string, limit = 100) =>
        inside((await search.findFiles({ glob: `${at.name}/${glob}`, limit }, never)).paths);
      const query = (pattern: string, changes: { isRegex?: boolean; glob?: string } = {}) => ({
        pattern,
        isRegex: false,
        caseSensitive: false,
        limit: 100,
        ...changes,
        glob: `${at.name}/${changes.glob ?? '**'}`,
      });

      it('finds hidden files, and none that are ignored or excluded by settings', async () => {
        assert.deepEqual(await find('**/*.{ts,tsx,log}'), [
          ...['.hidden/a.ts', 'keep.log', 'src/a.ts', 'src/b.tsx', 'src/deep/c.ts'],
        ]);
      });

      it('finds by globs as the tool describes them', async () => {
        assert.deepEqual(await find('src/*.ts'), ['src/a.ts']);
        assert.deepEqual(await find('src/**/[ac].ts'), ['src/a.ts', 'src/deep/c.ts']);
        assert.deepEqual(await find('src'), [
          'src/a.ts',
          'src/b.tsx',
          'src/deep/.ignore',
          'src/deep/c.ts',
        ]);
        assert.deepEqual(await find('**/*.py'), []);
      });

      it('leaves out what files.exclude says', async () => {
        const settings = vscode.workspace.getConfiguration('files');
        const target = vscode.ConfigurationTarget.Workspace;
        await settings.update(
          'exclude',
          { '**/deep': true, '**/*.tsx': true, '**/a.ts': false },
          target,
        );
        try {
          assert.deepEqual(await find('src/**'), ['src/a.ts']);
        } finally {
          await settings.update('exclude', undefined, target);
        }
      });

      it('cuts at the limit, at the same place each time, and says so', async () => {
        const first = await search.findFiles({ glob: `${at.name}/src/**/*.ts*`, limit: 2 }, never);
        assert.deepEqual([inside(first.paths), first.more], [['src/a.ts', 'src/b.tsx'], true]);
        const all = await search.findFiles({ glob: `${at.name}/src/**/*.ts*`, limit: 3 }, never);
        assert.deepEqual([all.paths.length, all.more], [3, false]);
        const text = await search.searchText({ ...query('needle'), limit: 1 }, never);
        assert.deepEqual([text.matches.length, text.more], [1, true]);
      });

      it('finds lines with their numbers, whatever their case', async () => {
        const { matches, more } = await search.searchText(
          query('needle', { glob: 'src/**' }),
          never,
        );
        assert.deepEqual(matches, [
          { path: `${at.name}/src/a.ts`, line: 2, text: 'const Needle = 2;' },
          { path: `${at.name}/src/b.tsx`, line: 1, text: 'let needle = a.b(c);' },
          { path: `${at.name}/src/deep/c.ts`, line: 1, text: '// needle and needle' },
        ]);
        assert.equal(more, false);
      });

      it('tells upper and lower case apart where asked to', async () => {
        const sensitive = { ...query('Needle'), caseSensitive: true };
        const { matches } = await search.searchText(sensitive, never);
        assert.deepEqual(inside(matches.map(({ path }) => path)), ['src/a.ts']);
      });

      it('S31 takes a plain text literally, also one that looks like an option', async () => {
        const paths = async (pattern: string) =>
          inside((await search.searchText(query(pattern), never)).matches.map(({ path }) => path));
        assert.deepEqual(await paths('a.b(c)'), ['src/b.tsx']);
        await at.write('options.txt', '--files -e x\n');
        assert.deepEqual(await paths('--files'), ['options.txt']);
        assert.deepEqual(await paths('--pre=touch pwned'), []);
        assert.deepEqual(await paths('-e'), ['options.txt']);
      });

      it('finds by regular expressions', async () => {
        const { matches } = await search.searchText(
          query('^const \\w+ = \\d;$', { isRegex: true }),
          never,
        );
        assert.deepEqual(inside(matches.map(({ path }) => path)), ['.hidden/a.ts', 'src/a.ts']);
      });

      it('says what is wrong with a regular expression', async () => {
        await assert.rejects(
          search.searchText(query('(needle', { isRegex: true }), never),
          (error: unknown) =>
            error instanceof PlumbError && /is no regular expression/.test(error.message),
        );
      });

      it('S03 does not follow links out of the workspace', async () => {
        await symlink(tmpdir(), at.fsPath('src/link'));
        assert.deepEqual(await find('src/link/**'), []);
      });

      it('R23 R30 passes over binary files and cuts long lines', async () => {
        await at.write('src/a.bin', Buffer.from('needle\0\0\0\0'));
        await at.write('src/long.txt', `needle${'x'.repeat(1_000_000)}\n`);
        const { matches } = await search.searchText(
          query('needle', { glob: 'src/*.{bin,txt}' }),
          never,
        );
        assert.deepEqual(inside(matches.map(({ path }) => path)), ['src/long.txt']);
        assert.ok((matches[0]?.text.length ?? 0) < 3_000);
      });

      it('R45 ends with the reason of a stop', async () => {
        const stop = new AbortController();
        const searching = search.searchText(query('needle'), stop.signal);
        stop.abort();
        await assert.rejects(searching, { name: 'AbortError' });
        await assert.rejects(search.findFiles({ glob: '**', limit: 1 }, stop.signal), {
          name: 'AbortError',
        });
      });
    });
  }

  it('S16 gives up on a regular expression that never ends', async () => {
    const at = await createTestFolder();
    try {
      await at.write('a.txt', `${'a'.repeat(60)}!\n`);
      const query = { pattern: '(a+)+$', isRegex: true, caseSensitive: true, limit: 1 };
      const search = (port: typeof ripgrep) =>
        port.searchText({ ...query, glob: `${at.name}/a.txt` }, never);
      assert.deepEqual(await search(ripgrep), { matches: [], more: false });
      await assert.rejects(search(ownScan), /took too long/);
    } finally {
      await at.remove();
    }
  });
});
