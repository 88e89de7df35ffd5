import assert from 'node:assert/strict';
import { findFiles } from '../../../src/tools/findFiles.ts';
import { listDirectory } from '../../../src/tools/listDirectory.ts';
import { searchText } from '../../../src/tools/searchText.ts';
import { createInMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';
import { read, refuses, runRead } from './toolRun.ts';

describe('list_directory', () => {
  const files = {
    'b.ts': '',
    'src/a.ts': '',
    'src/deep/c.ts': '',
    'node_modules/x/index.js': '',
    '.gitignore': '',
  };
  const access = {
    isIgnored: ({ display }: { readonly display: string }) =>
      Promise.resolve(display.startsWith('node_modules')),
    isHardLinked: () => Promise.resolve(false),
  };

  it('lists one level, directories first', async () => {
    const { content, summary } = await read(listDirectory, {}, createInMemoryWorkspace({ files }));
    assert.equal(content, 'node_modules/\nsrc/\n.gitignore\nb.ts');
    assert.equal(summary, '4 entries');
  });

  it('lists deeper levels indented, without what is ignored', async () => {
    const context = createInMemoryWorkspace({ files }).context({ access });
    const { content, sources } = await runRead(listDirectory, { depth: 3 }, context);
    assert.equal(content, 'src/\n  deep/\n    c.ts\n  a.ts\n.gitignore\nb.ts');
    assert.deepEqual(sources, [{ origin: 'workspace', name: 'names in the workspace' }]);
  });

  it('lists an ignored directory that was named, once a person allows it', async () => {
    const workspace = createInMemoryWorkspace({ files });
    const call = listDirectory.accept({ path: 'node_modules' });
    assert(call.kind === 'read');
    const context = workspace.context({ access });
    const guarded = (await call.guarded?.(context)) ?? [];
    assert.deepEqual(
      guarded.map(({ path, level }) => [path, level]),
      [['node_modules', 'ignored']],
    );
    await refuses(call.run(context), /node_modules is guarded/);
    const granted = new Set(guarded.map(({ uri }) => uri));
    const { content, sources } = await call.run(workspace.context({ access, granted }));
    assert.equal(content, 'x/');
    assert.deepEqual(sources, [{ origin: 'dependency', name: 'names in node_modules' }]);
  });

  it('shows at most 200 of a directory, and how many more there are', async () => {
    const many = Object.fromEntries(Array.from({ length: 230 }, (_, n) => [`d/${n}.ts`, '']));
    const workspace = createInMemoryWorkspace({ files: { ...many, 'e.ts': '' } });
    const { content } = await read(listDirectory, { depth: 2 }, workspace);
    assert.match(content, /\n {2}… and 30 more\ne\.ts$/);
  });

  it('does not let a name look like several entries, a level or a note', async () => {
    const names = ['a\nsecret/', '  deeper', '[Cut]', 'b\u2028c'];
    const odd = Object.fromEntries(names.map(name => [name, '']));
    const { content } = await read(listDirectory, {}, createInMemoryWorkspace({ files: odd }));
    assert.equal(content.split(/[\n\u2028]/).length, names.length - 0);
    assert.match(content, /^"a\\nsecret"\/$|^" {2}deeper"$/m);
    assert.match(content, /^"\[Cut\]"$/m);
  });

  it('leaves out what is forbidden', async () => {
    const workspace = createInMemoryWorkspace({ files });
    const paths = {
      ...workspace.paths,
      isForbidden: (uri: string) => Promise.resolve(uri.endsWith('/src')),
    };
    const { content } = await runRead(listDirectory, { depth: 2 }, workspace.context({ paths }));
    assert.doesNotMatch(content, /src|a\.ts/);
  });

  it('S04 does not look behind links that lead out', async () => {
    const workspace = createInMemoryWorkspace({
      files: { 'a.ts': '', '/etc/secret': '' },
      links: { '/w/app/out': '/etc' },
    });
    const { content } = await read(listDirectory, { depth: 2 }, workspace);
    assert.match(content, /^out\/\n {2}\[not looked into/);
    assert.doesNotMatch(content, /secret/);
  });

  it('lists the folders of a workspace that has several', async () => {
    const workspace = createInMemoryWorkspace({
      folders: [
        { name: 'one', path: '/w/one' },
        { name: 'two', path: '/w/two' },
      ],
      files: { '/w/two/a.ts': '' },
    });
    assert.equal((await read(listDirectory, {}, workspace)).content, 'one/\ntwo/');
    assert.equal(
      (await read(listDirectory, { depth: 2 }, workspace)).content,
      'one/\ntwo/\n  a.ts',
    );
  });

  it('stops after 500 entries', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 600 }, (_, n) => [`d/${n % 6}/${n}.ts`, '']),
    );
    const workspace = createInMemoryWorkspace({ files: many });
    const { content } = await read(listDirectory, { path: 'd', depth: 2 }, workspace);
    assert.equal(content.split('\n').length, 501);
    assert.match(content, /\[Cut after 500 entries/);
  });

  it('refuses what is no directory', async () => {
    const workspace = createInMemoryWorkspace({ files });
    await refuses(read(listDirectory, { path: 'b.ts' }, workspace), /is a file.*read_file/);
    await refuses(read(listDirectory, { path: 'c' }, workspace), /does not exist/);
  });

  it('ends when it is stopped', async () => {
    const workspace = createInMemoryWorkspace({ files });
    const call = listDirectory.accept({});
    assert(call.kind === 'read');
    await assert.rejects(call.run(workspace.context({ signal: AbortSignal.abort() })), {
      name: 'AbortError',
    });
  });
});

describe('find_files and search_text', () => {
  const files = { 'src/a.ts': 'const one = 1;\nconst two = 2;', 'src/b.md': 'ONE', 'c.ts': '' };

  it('find files by glob', async () => {
    const workspace = createInMemoryWorkspace({ files });
    const { content, summary } = await read(findFiles, { glob: '**/*.ts' }, workspace);
    assert.equal(content, 'src/a.ts\nc.ts');
    assert.equal(summary, '2 files');
    assert.match((await read(findFiles, { glob: '*.py' }, workspace)).content, /^No file matches/);
  });

  it('find lines, grouped by file', async () => {
    const workspace = createInMemoryWorkspace({ files });
    const { content } = await read(searchText, { pattern: 'one' }, workspace);
    assert.equal(content, 'src/a.ts\n1\tconst one = 1;\nsrc/b.md\n1\tONE');
    const regex = { pattern: '^const', isRegex: true, caseSensitive: true, glob: '**/*.ts' };
    assert.equal(
      (await read(searchText, regex, workspace)).content,
      'src/a.ts\n1\tconst one = 1;\n2\tconst two = 2;',
    );
    assert.match((await read(searchText, { pattern: 'x' }, workspace)).content, /^Nothing match/);
  });

  it('say where they were cut, and cut long lines', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 250 }, (_, n) => [`${n}.ts`, 'y'.repeat(1_000)]),
    );
    const workspace = createInMemoryWorkspace({ files: many });
    const found = await read(findFiles, { glob: '*' }, workspace);
    assert.match(found.content, /\[Cut: 200 of 250 files/);
    const matches = await read(searchText, { pattern: 'y' }, workspace);
    assert.match(matches.content, /1\ty{300} \[… 700 more characters\]/);
    assert.match(matches.content, /\[Cut after 48000 characters/);
    assert.match(matches.content, /\[Cut: 200 of 250 matching lines/);
    assert.equal(matches.sources?.length, 100);
  });

  it('take several globs, and some that exclude', async () => {
    const workspace = createInMemoryWorkspace({ files });
    const input = { glob: ['**/*.ts', '**/*.md'], exclude: ['c.*'] };
    const found = await read(findFiles, input, workspace);
    assert.equal(found.content, 'src/a.ts\nsrc/b.md');
    const matches = await read(searchText, { ...input, pattern: 'o', countsOnly: true }, workspace);
    assert.equal(matches.content, '3 lines match in 2 files:\n2\tsrc/a.ts\n1\tsrc/b.md');
  });

  it('suggest paths where none matches', async () => {
    const workspace = createInMemoryWorkspace({ files });
    const { content } = await read(findFiles, { glob: 'b.md' }, workspace);
    assert.match(content, /^No file matches b\.md.*\nDid you mean:\nsrc\/b\.md$/);
  });

  it('show lines around a match', async () => {
    const text = 'one\ntwo\nthree\nfour\nfive\nsix\ntwo';
    const workspace = createInMemoryWorkspace({ files: { 'a.txt': text } });
    const input = { pattern: 'two', wholeWord: true, linesBefore: 1, linesAfter: 1 };
    const { content } = await read(searchText, input, workspace);
    assert.equal(content, 'a.txt\n1-\tone\n2\ttwo\n3-\tthree\n…\n6-\tsix\n7\ttwo');
  });

  it('leave out files that a person would have to be asked about', async () => {
    const key = `-----BEGIN PRIVATE KEY-----\none${'A'.repeat(40)}\n-----END PRIVATE KEY-----`;
    const secrets = { '.env': 'ONE=1', 'src/pem.txt': key };
    const context = createInMemoryWorkspace({ files: { ...files, ...secrets } }).context();
    const { content, sources } = await runRead(searchText, { pattern: 'one' }, context);
    assert.equal(
      content,
      'src/a.ts\n1\tconst one = 1;\nsrc/b.md\n1\tONE\n[Left out, read them with read_file: .env, src/pem.txt]',
    );
    assert.deepEqual(sources, [
      { origin: 'workspace', name: 'src/a.ts' },
      { origin: 'workspace', name: 'src/b.md' },
    ]);
  });

  it('S01 refuse globs that lead out', () => {
    for (const glob of ['../*', '/etc/*', '~/x', '{../,}x', 'src\\..', 'file:x', '!a', 'a\0']) {
      assert.equal(findFiles.accept({ glob }).kind, 'refused', glob);
      assert.equal(searchText.accept({ pattern: 'x', glob }).kind, 'refused', glob);
    }
  });

  it('refuse patterns of several lines', () => {
    assert.equal(searchText.accept({ pattern: 'a\nb' }).kind, 'refused');
  });
});
