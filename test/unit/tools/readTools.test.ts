import assert from 'node:assert/strict';
import { findFiles } from '../../../src/tools/findFiles.ts';
import { listDirectory } from '../../../src/tools/listDirectory.ts';
import { searchText } from '../../../src/tools/searchText.ts';
import { createInMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';
import { read, refuses } from './toolRun.ts';

describe('list_directory', () => {
  const files = {
    'b.ts': '',
    'src/a.ts': '',
    'src/deep/c.ts': '',
    'node_modules/x/index.js': '',
    '.gitignore': '',
  };

  it('lists one level, directories first', async () => {
    const { content, summary } = await read(listDirectory, {}, createInMemoryWorkspace({ files }));
    assert.equal(content, 'node_modules/\nsrc/\n.gitignore\nb.ts');
    assert.equal(summary, '4 entries');
  });

  it('lists deeper levels indented, but not what is in node_modules', async () => {
    const workspace = createInMemoryWorkspace({ files });
    const { content } = await read(listDirectory, { depth: 3 }, workspace);
    assert.equal(content, 'node_modules/\nsrc/\n  deep/\n    c.ts\n  a.ts\n.gitignore\nb.ts');
    const inside = await read(listDirectory, { path: 'node_modules' }, workspace);
    assert.equal(inside.content, 'x/');
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
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`d/${n}.ts`, '']));
    const workspace = createInMemoryWorkspace({ files: many });
    const { content } = await read(listDirectory, { path: 'd' }, workspace);
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
    assert.match(found.content, /\[Cut after 200 paths/);
    const matches = await read(searchText, { pattern: 'y' }, workspace);
    assert.match(matches.content, /1\ty{300} \[… 700 more characters\]/);
    assert.match(matches.content, /\[Cut after 200 lines/);
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
