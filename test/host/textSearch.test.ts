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

  const nothing = () => Promise.resolve(() => false);
  const ripgrep = createSearchPort(nullLogger, nothing);
  const ownScan = searchPortWith(undefined, nothing);
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
        inside(
          (await search.findFiles({ globs: [`${at.name}/${glob}`], exclude: [], limit }, never))
            .paths,
        );
      const query = (
        pattern: string,
        changes: { isRegex?: boolean; wholeWord?: boolean } = {},
        glob = '**',
      ) => ({
        pattern,
        isRegex: false,
        caseSensitive: false,
        wholeWord: false,
        before: 0,
        after: 0,
        limit: 100,
        ...changes,
        globs: [`${at.name}/${glob}`],
        exclude: [] as string[],
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
        const ask = (limit: number) =>
          search.findFiles({ globs: [`${at.name}/src/**/*.ts*`], exclude: [], limit }, never);
        const first = await ask(2);
        assert.deepEqual([inside(first.paths), first.total], [['src/a.ts', 'src/b.tsx'], 3]);
        const all = await ask(3);
        assert.deepEqual([all.paths.length, all.total], [3, 3]);
        const text = await search.searchText({ ...query('needle', {}, 'src/**'), limit: 1 }, never);
        assert.deepEqual(inside(text.lines.map(({ path }) => path)), ['src/a.ts']);
        assert.ok(text.total > 1);
      });

      it('takes several globs, and some that exclude', async () => {
        const globs = [`${at.name}/src/*.tsx`, `${at.name}/src/deep/**`];
        const exclude = [`${at.name}/**/.ignore`];
        const { paths } = await search.findFiles({ globs, exclude, limit: 9 }, never);
        assert.deepEqual(inside(paths), ['src/b.tsx', 'src/deep/c.ts']);
      });

      it('shows the lines around a match, and finds whole words only', async () => {
        await at.write('words.txt', 'one\nneedles\ntwo\nneedle\nthree\nfour\n');
        const asked = { ...query('needle', { wholeWord: true }, 'words.txt'), before: 1, after: 1 };
        const { lines, total } = await search.searchText(asked, never);
        assert.deepEqual(
          lines.map(({ line, text, isMatch }) => [line, text, isMatch]),
          [
            [3, 'two', false],
            [4, 'needle', true],
            [5, 'three', false],
          ],
        );
        assert.equal(total, 1);
      });

      it('counts the lines that match by file', async () => {
        await at.write('src/d.ts', 'needle\nneedle\n');
        assert.deepEqual(await search.countMatches(query('needle', {}, 'src/*.ts'), never), [
          { path: `${at.name}/src/a.ts`, count: 1 },
          { path: `${at.name}/src/d.ts`, count: 2 },
        ]);
      });

      it('names paths that are like what was asked for', async () => {
        const [first] = await search.similarPaths({ text: `${at.name}bts`, limit: 3 }, never);
        assert.equal(first, `${at.name}/src/b.tsx`);
      });

      it('leaves out what is forbidden, and fails if that cannot be told', async () => {
        const rg = how === 'with ripgrep' ? findRipgrep(vscode.env.appRoot, {}) : undefined;
        const forbids = searchPortWith(rg, () =>
          Promise.resolve((file, isDirectory) => isDirectory && file.endsWith('/deep')),
        );
        const files = { globs: [`${at.name}/src/**`], exclude: [], limit: 9 };
        const { paths } = await forbids.findFiles(files, never);
        assert.deepEqual(inside(paths), ['src/a.ts', 'src/b.tsx']);
        const { lines } = await forbids.searchText(query('needle', {}, 'src/**'), never);
        assert.deepEqual(inside(lines.map(({ path }) => path)), ['src/a.ts', 'src/b.tsx']);
        const unsure = searchPortWith(rg, () => Promise.reject(new Error('unreadable')));
        await assert.rejects(unsure.findFiles(files, never), /unreadable/);
      });

      it('finds lines with their numbers, whatever their case', async () => {
        const { lines, total } = await search.searchText(query('needle', {}, 'src/**'), never);
        assert.deepEqual(lines, [
          { path: `${at.name}/src/a.ts`, line: 2, text: 'const Needle = 2;', isMatch: true },
          { path: `${at.name}/src/b.tsx`, line: 1, text: 'let needle = a.b(c);', isMatch: true },
          {
            path: `${at.name}/src/deep/c.ts`,
            line: 1,
            text: '// needle and needle',
            isMatch: true,
          },
        ]);
        assert.equal(total, 3);
      });

      it('tells upper and lower case apart where asked to', async () => {
        const sensitive = { ...query('Needle'), caseSensitive: true };
        const { lines } = await search.searchText(sensitive, never);
        assert.deepEqual(inside(lines.map(({ path }) => path)), ['src/a.ts']);
      });

      it('S31 takes a plain text literally, also one that looks like an option', async () => {
        const paths = async (pattern: string) =>
          inside((await search.searchText(query(pattern), never)).lines.map(({ path }) => path));
        assert.deepEqual(await paths('a.b(c)'), ['src/b.tsx']);
        await at.write('options.txt', '--files -e x\n');
        assert.deepEqual(await paths('--files'), ['options.txt']);
        assert.deepEqual(await paths('--pre=touch pwned'), []);
        assert.deepEqual(await paths('-e'), ['options.txt']);
      });

      it('finds by regular expressions', async () => {
        const { lines } = await search.searchText(
          query('^const \\w+ = \\d;$', { isRegex: true }),
          never,
        );
        assert.deepEqual(inside(lines.map(({ path }) => path)), ['.hidden/a.ts', 'src/a.ts']);
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
        const { lines } = await search.searchText(query('needle', {}, 'src/*.{bin,txt}'), never);
        assert.deepEqual(inside(lines.map(({ path }) => path)), ['src/long.txt']);
        assert.ok((lines[0]?.text.length ?? 0) < 3_000);
      });

      it('R45 ends with the reason of a stop', async () => {
        const stop = new AbortController();
        const searching = search.searchText(query('needle'), stop.signal);
        stop.abort();
        await assert.rejects(searching, { name: 'AbortError' });
        await assert.rejects(
          search.findFiles({ globs: ['**'], exclude: [], limit: 1 }, stop.signal),
          {
            name: 'AbortError',
          },
        );
      });
    });
  }

  it('S16 gives up on a regular expression that never ends', async () => {
    const at = await createTestFolder();
    try {
      await at.write('a.txt', `${'a'.repeat(60)}!\n`);
      const query = {
        ...{ pattern: '(a+)+$', isRegex: true, caseSensitive: true, wholeWord: false },
        ...{ exclude: [], before: 0, after: 0, limit: 1 },
      };
      const search = (port: typeof ripgrep) =>
        port.searchText({ ...query, globs: [`${at.name}/a.txt`] }, never);
      assert.deepEqual(await search(ripgrep), { lines: [], total: 0, isAll: true });
      await assert.rejects(search(ownScan), /took too long/);
    } finally {
      await at.remove();
    }
  });
});
