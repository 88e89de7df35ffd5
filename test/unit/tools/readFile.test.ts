import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { readFile } from '../../../src/tools/readFile.ts';
import type { ToolContext, ToolOutput } from '../../../src/tools/tool.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import {
  createInMemoryWorkspace,
  type InMemoryWorkspace,
} from '../../support/inMemoryWorkspace.ts';
import { read, refuses } from './toolRun.ts';

const numbers = (count: number): string =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n');

/** A GIF of 3 × 2 pixels, as far as its size goes. */
const GIF = Buffer.from('GIF89a\x03\0\x02\0\0\0\0;', 'latin1');

const withContext = (
  input: JsonObject,
  workspace: InMemoryWorkspace,
  overrides: Partial<ToolContext>,
): Promise<ToolOutput> => {
  const call = readFile.accept(input);
  assert(call.kind === 'read', JSON.stringify(call));
  return call.run(workspace.context(overrides));
};

const ignoring = (ignored: string): ToolContext['access'] => ({
  isIgnored: ({ display }) => Promise.resolve(display === ignored),
  isHardLinked: () => Promise.resolve(false),
});

describe('read_file', () => {
  it('gives numbered lines under a heading, and says where they come from', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': 'one\r\n\ttwo\r\n' } });
    assert.deepEqual(await read(readFile, { path: 'a.ts' }, workspace), {
      content: 'a.ts, lines 1-2 of 2:\n1\tone\n2\t\ttwo',
      summary: '2 lines',
      failed: false,
      sources: [{ origin: 'workspace', name: 'a.ts' }],
    });
  });

  it('gives the part that was asked for', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': numbers(9) } });
    const input = { path: 'a.ts', startLine: 3, endLine: 4 };
    const { content } = await read(readFile, input, workspace);
    assert.equal(content, 'a.ts, lines 3-4 of 9:\n3\tline 3\n4\tline 4');
    const rest = await read(readFile, { path: 'a.ts', startLine: 9, endLine: 99 }, workspace);
    assert.match(rest.content, /lines 9-9 of 9:\n9\tline 9$/);
  });

  it('leaves out the middle of more than 2,000 lines and says how to get it', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': numbers(2_500) } });
    const { content } = await read(readFile, { path: 'a.ts' }, workspace);
    const gap =
      /\n(\d+)\tline \d+\n\[Lines (\d+)-(\d+) left out\. Read them with startLine \2 and endLine \3\.\]\n(\d+)\t/.exec(
        content,
      );
    const [before, first, last, after] = (gap ?? []).slice(1).map(Number);
    assert(before !== undefined && first !== undefined && last !== undefined);
    assert.equal(first, before + 1);
    assert.equal(after, last + 1);
    assert.equal(last - first + 1, 500);
    assert.match(content, /\n2500\tline 2500$/);

    const middle = await read(
      readFile,
      { path: 'a.ts', startLine: first, endLine: last },
      workspace,
    );
    assert.equal(middle.content.split('\n').length, 501);
  });

  it('cuts long lines first, and then the file, at 48,000 characters', async () => {
    const line = 'x'.repeat(5_000);
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': `${line}\n`.repeat(100) } });
    const { content } = await read(readFile, { path: 'a.ts' }, workspace);
    assert(content.length < 48_300 && content.length > 40_000, String(content.length));
    assert.match(content, /1\tx{2000} \[… 3000 more characters\]\n2\t/);
    assert.match(content, /\n\[Lines \d+-\d+ left out\. .*\]\n\d+\tx/);
  });

  it('says that the user has not saved the text', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': 'x' } });
    workspace.markDirty('a.ts');
    assert.match((await read(readFile, { path: 'a.ts' }, workspace)).content, /not saved\):/);
  });

  it('says that a file is empty', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': '' } });
    assert.equal((await read(readFile, { path: 'a.ts' }, workspace)).content, 'a.ts is empty.');
  });

  it('refuses what is no file, and lines that are not there', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'src/a.ts': 'x' } });
    await refuses(read(readFile, { path: 'b.ts' }, workspace), /does not exist.*find_files/);
    await refuses(read(readFile, { path: 'src' }, workspace), /directory.*list_directory/);
    await refuses(
      read(readFile, { path: 'src/a.ts', startLine: 2 }, workspace),
      /has 1 lines; startLine is 2/,
    );
    await refuses(
      read(readFile, { path: 'src/a.ts', startLine: 2, endLine: 1 }, workspace),
      /comes before/,
    );
  });

  it('R23 refuses a file of 50 MB without reading it', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.log': 'x' } });
    workspace.pretendSize('a.log', 50_000_000);
    await refuses(read(readFile, { path: 'a.log' }, workspace), /50000000 bytes.*search_text/);
    assert(!workspace.calls.some(call => call.startsWith('read')));
  });

  it('R30 says of a binary file how large it is', async () => {
    const workspace = createInMemoryWorkspace();
    workspace.writeBytes('a.bin', Buffer.from([1, 0, 2]));
    await refuses(read(readFile, { path: 'a.bin' }, workspace), /binary file.* has 3 bytes/);
  });
});

describe('read_file of several files', () => {
  it('gives them in order, each under its heading and with its own range', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': 'a', 'b.ts': numbers(3) } });
    const files = [{ path: 'b.ts', startLine: 2, endLine: 2 }, { path: 'a.ts' }];
    const { content, summary, sources } = await read(readFile, { files }, workspace);
    assert.equal(content, 'b.ts, lines 2-2 of 3:\n2\tline 2\n\na.ts, lines 1-1 of 1:\n1\ta');
    assert.equal(summary, '2 files');
    assert.deepEqual(
      sources?.map(({ name }) => name),
      ['b.ts', 'a.ts'],
    );
  });

  it('says in its section why one cannot be read, and reads the others', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': 'a' } });
    const files = [{ path: 'b.ts' }, { path: '../x' }, { path: 'a.ts' }];
    const output = await read(readFile, { files }, workspace);
    assert.match(
      output.content,
      /^b\.ts was not read: b\.ts does not exist.*\n\n\.\.\/x was not read: The path "\.\.\/x" was refused.*\n\na\.ts, lines 1-1/,
    );
    assert.equal(output.failed, false);
    assert.equal(output.summary, '1 of 3 files');
    const none = await read(readFile, { files: [{ path: 'b.ts' }] }, workspace);
    assert.equal(none.failed, true);
  });

  it('shares the room fairly: what short files leave goes to the long ones', async () => {
    const long = numbers(1_900).replaceAll('line', 'a line that is somewhat longer than others');
    const workspace = createInMemoryWorkspace({
      files: { 'a.ts': long, 'short.ts': numbers(20), 'b.ts': long },
    });
    const files = ['a.ts', 'short.ts', 'b.ts'].map(path => ({ path }));
    const { content } = await read(readFile, { files }, workspace);
    const [a = '', short = '', b = ''] = content.split('\n\n');
    assert(content.length > 47_000 && content.length < 48_500, String(content.length));
    assert.doesNotMatch(short, /left out/);
    assert(Math.abs(a.length - b.length) < 100);
    for (const part of [a, b]) {
      assert.match(part, /\[Lines \d+-\d+ left out\. Read them with startLine/);
      assert.match(part, /\n1900\t[^\n]+$/);
    }
  });

  it('takes one of the two forms, and at most 20 files', () => {
    const files = Array.from({ length: 21 }, () => ({ path: 'a' }));
    for (const input of [
      {},
      { path: 'a', files: [{ path: 'b' }] },
      { files: [] },
      { files },
      { files: [{ path: 'a' }], startLine: 1 },
    ]) {
      assert.equal(readFile.accept(input).kind, 'refused', JSON.stringify(input));
    }
    const call = readFile.accept({ files: [{ path: 'a', startLine: 2 }, { path: 'b' }] });
    assert(call.kind === 'read');
    assert.equal(call.title, 'a:2-, b');
  });
});

describe('read_file of guarded files', () => {
  const files = { 'a.ts': 'a', 'dist/b.js': 'b' };

  it('tells which of them a person has to be asked about', async () => {
    const workspace = createInMemoryWorkspace({ files });
    const call = readFile.accept({
      files: [{ path: 'a.ts' }, { path: '../x' }, { path: 'dist/b.js' }],
    });
    assert(call.kind === 'read');
    const guarded = await call.guarded?.(workspace.context({ access: ignoring('dist/b.js') }));
    assert.deepEqual(
      guarded?.map(({ path, level }) => [path, level]),
      [['dist/b.js', 'ignored']],
    );
  });

  it('shows none at the time of use that was not granted', async () => {
    const workspace = createInMemoryWorkspace({ files });
    const access = ignoring('dist/b.js');
    await refuses(withContext({ path: 'dist/b.js' }, workspace, { access }), /is guarded/);
    const both = { files: [{ path: 'dist/b.js' }, { path: 'a.ts' }] };
    const { content, sources } = await withContext(both, workspace, { access });
    assert.match(content, /^dist\/b\.js was not read: .*guarded.*\n\na\.ts, lines 1-1/);
    assert.deepEqual(sources, [{ origin: 'workspace', name: 'a.ts' }]);
  });

  it('shows what was granted, and says where it comes from', async () => {
    const workspace = createInMemoryWorkspace({ files });
    const granted = new Set(['file:///w/app/dist/b.js']);
    const access = ignoring('dist/b.js');
    const { content, sources } = await withContext({ path: 'dist/b.js' }, workspace, {
      access,
      granted,
    });
    assert.match(content, /1\tb$/);
    assert.deepEqual(sources, [{ origin: 'ignored', name: 'dist/b.js' }]);
  });
});

describe('read_file of notebooks', () => {
  const notebook = JSON.stringify({
    nbformat: 4,
    metadata: { kernelspec: { language: 'python' }, language_info: { version: 3 } },
    cells: [
      { cell_type: 'markdown', source: ['# Title\n', 'words'] },
      {
        cell_type: 'code',
        source: 'print(1)\nplot()',
        execution_count: 1,
        outputs: [
          { output_type: 'stream', name: 'stdout', text: ['\u001b[31m1\u001b[0m\n'] },
          { output_type: 'display_data', data: { 'image/png': 'AAAA', 'text/plain': '<Figure>' } },
          { output_type: 'error', ename: 'ValueError', evalue: 'bad', traceback: ['…'] },
        ],
      },
      { cell_type: 'code', source: 'let a', metadata: { vscode: { languageId: 'javascript' } } },
    ],
  });

  it('R29 gives cells with kind, language, source and outputs as text', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ipynb': notebook } });
    const { content, summary } = await read(readFile, { path: 'a.ipynb' }, workspace);
    assert.equal(
      content,
      [
        'a.ipynb, a notebook whose line numbers are of the cell, cells 1-3 of 3:',
        'Cell 1 (markdown, markdown):',
        '1\t# Title',
        '2\twords',
        'Cell 2 (code, python):',
        '1\tprint(1)',
        '2\tplot()',
        'Output:',
        '1',
        'Output:',
        '<Figure>',
        '[image/png left out]',
        'Output:',
        'ValueError: bad',
        'Cell 3 (code, javascript):',
        '1\tlet a',
      ].join('\n'),
    );
    assert.equal(summary, '3 cells');
    assert.doesNotMatch(content, /AAAA/);
  });

  it('R29 counts cells in a range, and leaves out the middle of a long cell', async () => {
    const cell = { cell_type: 'code', source: numbers(1_000) };
    const long = JSON.stringify({ cells: [cell, cell] });
    const workspace = createInMemoryWorkspace({ files: { 'a.ipynb': notebook, 'b.ipynb': long } });
    const one = await read(readFile, { path: 'a.ipynb', startLine: 3, endLine: 3 }, workspace);
    assert.match(one.content, /cells 3-3 of 3:\nCell 3 /);
    const both = await read(readFile, { path: 'b.ipynb' }, workspace);
    assert.match(
      both.content,
      /of this cell left out. Read it alone with startLine 2 and endLine 2/,
    );
    const alone = await read(readFile, { path: 'b.ipynb', startLine: 2 }, workspace);
    assert.doesNotMatch(alone.content, /left out/);
  });

  it('R29 gives what is no notebook as the text that it is', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ipynb': '{ "cells": 7 }' } });
    const { content } = await read(readFile, { path: 'a.ipynb' }, workspace);
    assert.equal(content, 'a.ipynb, lines 1-1 of 1:\n1\t{ "cells": 7 }');
  });
});

describe('read_file of images', () => {
  const images: ToolContext['images'] = {
    areTaken: () => true,
    keep: ({ display }) => Promise.resolve({ id: 'abc', name: display, mediaType: 'image/gif' }),
  };

  it('sends one with the next request, told by its bytes and whatever its name', async () => {
    const workspace = createInMemoryWorkspace();
    for (const path of ['a.gif', 'a.dat']) {
      workspace.writeBytes(path, GIF);
      assert.deepEqual(await withContext({ path }, workspace, { images }), {
        content: `${path} is an image of 3 × 2 pixels; it goes with the next request.`,
        summary: '3 × 2 pixels',
        failed: false,
        sources: [
          { origin: 'workspace', name: path },
          { origin: 'image', name: path },
        ],
        images: [{ id: 'abc', name: path, mediaType: 'image/gif' }],
      });
    }
  });

  it('says what it is where the model takes none, and where it is damaged', async () => {
    const workspace = createInMemoryWorkspace();
    workspace.writeBytes('a.gif', GIF);
    workspace.writeBytes('b.gif', GIF.subarray(0, 7));
    await refuses(
      read(readFile, { path: 'a.gif' }, workspace),
      /^a\.gif is an image \(image\/gif, 14 bytes, 3 × 2 pixels\), and the model .* no images/,
    );
    await refuses(withContext({ path: 'b.gif' }, workspace, { images }), /damaged or cut off/);
  });

  it('reads text as text although it has the name of an image', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.png': 'not yet drawn' } });
    assert.match((await read(readFile, { path: 'a.png' }, workspace)).content, /1\tnot yet drawn$/);
  });
});
