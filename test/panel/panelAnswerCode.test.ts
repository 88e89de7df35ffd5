import assert from 'node:assert/strict';
import type { ChatItem } from '../../src/protocol/viewModel.ts';
import { benchForSuite, type OpenPanel, type PanelOptions } from './stubHost.ts';
import { panelState } from './panelStates.ts';

const lines = (count: number): string =>
  Array.from({ length: count }, (_value, at) => `line ${at + 1}`).join('\n');

describe('what stands in an answer', () => {
  const bench = benchForSuite();

  const answer = (
    text: string,
    handlers: PanelOptions['handlers'] = {},
    more: readonly ChatItem[] = [],
  ): Promise<OpenPanel> =>
    bench.open({
      handlers,
      state: panelState([
        { kind: 'user', id: 'u', text: 'Hello', attachments: [] },
        { kind: 'text', id: 'a', text, streaming: false },
        ...more,
      ]),
    });

  const growing = (text: string): Promise<OpenPanel> =>
    bench.open({
      state: panelState(
        [
          { kind: 'user', id: 'u', text: 'Hello', attachments: [] },
          { kind: 'text', id: 'a', text, streaming: true },
        ],
        { run: { state: 'running', label: 'Answering' } },
      ),
    });

  /** Resolves once the page was idle so often that what is to be coloured is. */
  const coloured = (panel: OpenPanel): Promise<void> =>
    panel.page.evaluate(async () => {
      for (let times = 0; times < 4; times += 1) {
        await new Promise(resolve => requestIdleCallback(resolve));
      }
    });

  it('applies code to the file that the line above names, and says what came of it', async () => {
    const message = 'It is not certain where in src/a.ts the code belongs.';
    const panel = await answer('In `src/a.ts`:\n\n```ts\nconst a = 1;\n```', {
      applyCode: () => Promise.resolve({ outcome: 'refused', message }),
    });
    await panel.page.getByRole('button', { name: 'Apply', exact: true }).click();
    await panel.page.locator('.code-told').filter({ hasText: message }).waitFor();
    assert.deepEqual(await panel.asked('applyCode'), [
      { text: 'const a = 1;', language: 'ts', path: 'src/a.ts' },
    ]);
  });

  it('folds long code, and shows all of it and less again', async () => {
    const panel = await answer(`\`\`\`\n${lines(100)}\n\`\`\``);
    const code = panel.page.locator('.code-block pre');
    assert.doesNotMatch((await code.textContent()) ?? '', /line 41\n/);
    await panel.page.getByRole('button', { name: 'Show all 100 lines' }).click();
    assert.match((await code.textContent()) ?? '', /line 100/);
    await panel.page.getByRole('button', { name: 'Show less' }).click();
    assert.doesNotMatch((await code.textContent()) ?? '', /line 41\n/);
  });

  for (const { where, opening, indent, closing } of [
    {
      where: 'a list',
      opening: '1. Create it:\n\n   ```ts\n',
      indent: '   ',
      closing: '\n\n2. So.',
    },
    { where: 'a quote', opening: '> Look:\n>\n> ```ts\n', indent: '> ', closing: '\n\nSo.' },
    { where: 'an indented fence', opening: '  ```ts\n', indent: '  ', closing: '\n\nSo.' },
  ]) {
    it(`draws all of the code in ${where} that came line by line, and colours it`, async () => {
      const panel = await growing(opening);
      for (let line = 0; line < 8; line += 1) {
        await panel.patch({ op: 'append', id: 'a', text: `${indent}const v${line} = ${line};\n` });
        await coloured(panel);
      }
      await panel.patch({ op: 'append', id: 'a', text: `${indent}\`\`\`${closing}` });
      const last = panel.page.locator('.code-block .code-keyword').nth(7);
      await last.waitFor();
      const drawnLines = (await panel.page.locator('.code-block pre').textContent())?.split('\n');
      assert.equal(drawnLines?.length, 8);
      assert.equal(drawnLines.at(-1), 'const v7 = 7;');
    });
  }

  it('offers to apply code in a list only once its fence is closed, and shows its end till then', async () => {
    const apply = (panel: OpenPanel) =>
      panel.page.getByRole('button', { name: 'Apply', exact: true }).count();
    const panel = await growing(`- Do:\n\n  \`\`\`ts\n${lines(200).replace(/^/gm, '  ')}\n`);
    await panel.page.getByText('line 200').waitFor();
    assert.equal(await apply(panel), 0);
    await panel.patch({ op: 'append', id: 'a', text: '  ```\n' });
    assert.equal(await apply(panel), 1);
  });

  it('does not apply code that was cut off, which can still be copied', async () => {
    const panel = await answer('In `src/a.ts`:\n\n```ts\nconst a = 1;\nconst b');
    await panel.page.getByRole('button', { name: 'Copy code' }).click();
    assert.equal(await panel.page.getByRole('button', { name: 'Apply', exact: true }).count(), 0);
  });

  it('draws a diff as rows, told by words too', async () => {
    const panel = await answer('```diff\n@@ -1 +1 @@\n-old\n+new\n same\n```');
    const row = (name: RegExp): Promise<number> => panel.page.getByRole('row', { name }).count();
    assert.equal(await row(/Removed old/), 1);
    assert.equal(await row(/Added new/), 1);
  });

  it('tells what a diff removes and adds from the names of its files', async () => {
    const panel = await answer(
      '```diff\n--- a/x.sql\n+++ b/x.sql\n@@ -1,2 +1,2 @@\n--- drop it\n+++i;\n' +
        '--- a/y.sql\n+++ b/y.sql\n@@ -1 +1 @@\n-a\n+b\n```',
    );
    const heads = await panel.page.locator('.diff-head').allTextContents();
    assert.deepEqual(heads, [
      ...['--- a/x.sql', '+++ b/x.sql', '@@ -1,2 +1,2 @@'],
      ...['--- a/y.sql', '+++ b/y.sql', '@@ -1 +1 @@'],
    ]);
    assert.equal(await panel.page.getByRole('row', { name: 'Removed -- drop it' }).count(), 1);
    assert.equal(await panel.page.getByRole('row', { name: 'Added ++i;' }).count(), 1);
  });

  it('draws a list from the side from which its words are read', async () => {
    const panel = await answer(
      '1. שלום\n2. עולם ABC\n3. abc\n\nText\n\n- [x] אחד\n\n- שתיים\n\nText\n\n- one\n- שלום',
    );
    const lists = await panel.page
      .locator('.markdown :is(ol, ul)')
      .evaluateAll(all =>
        all.map(list => [list, ...list.children].map(each => getComputedStyle(each).direction)),
      );
    assert.deepEqual(lists, [
      ['rtl', 'rtl', 'rtl', 'rtl'],
      ['rtl', 'rtl', 'rtl'],
      ['ltr', 'ltr', 'ltr'],
    ]);
  });

  it('breaks a line of a table where the answer says so, and takes no other tag for one', async () => {
    const panel = await answer(
      '| a | b |\n|---|---|\n| one<br>two<BR/>3 | <br onload=x> <b>x</b> |',
    );
    const cells = panel.page.locator('td');
    assert.equal(await cells.first().innerText(), 'one\ntwo\n3');
    assert.equal(await cells.nth(1).innerText(), '<br onload=x> <b>x</b>');
  });

  it('links paths that are files, symbols, and nothing else', async () => {
    const panel = await answer(
      'See `src/a.ts:12`, src/b.ts and `createSession`, not `none/x.ts`.',
      {
        knownPaths: ({ paths }) =>
          Promise.resolve({ known: paths.filter(path => path !== 'none/x.ts') }),
      },
    );
    await panel.page.getByRole('link', { name: 'src/a.ts:12' }).click();
    await panel.page.getByRole('link', { name: 'src/b.ts' }).press('Enter');
    await panel.page.getByRole('link', { name: 'createSession' }).click();
    assert.equal(await panel.page.getByRole('link', { name: 'none/x.ts' }).count(), 0);
    assert.deepEqual(await panel.asked('openPath'), [
      { path: 'src/a.ts', line: 12 },
      { path: 'src/b.ts' },
    ]);
    assert.deepEqual(await panel.asked('openSymbol'), [{ name: 'createSession' }]);
    assert.equal((await panel.asked('knownPaths')).length, 1);
  });

  it('links addresses that are files of the workspace, and no others', async () => {
    const panel = await answer(
      'See [the parser](./src/parser.ts:12), [src/a b.ts](src/a%20b.ts#L10-L20), [no](none/x.ts#L1) ' +
        'and [run](command:x.y), [js](javascript:a/b.ts), [etc](file:///etc/passwd).',
      {
        knownPaths: ({ paths }) =>
          Promise.resolve({ known: paths.filter(path => path !== 'none/x.ts') }),
      },
    );
    const link = panel.page.getByRole('link');
    await link.filter({ hasText: 'the parser' }).click();
    await link.filter({ hasText: 'src/a b.ts' }).click();
    assert.deepEqual(await panel.asked('openPath'), [
      { path: './src/parser.ts', line: 12 },
      { path: 'src/a b.ts', line: 10, endLine: 20 },
    ]);
    assert.equal(await link.count(), 2);
    const inert = panel.page.locator('.answer [title]:not([role])');
    const titles = await inert.evaluateAll(all => all.map(each => each.getAttribute('title')));
    for (const href of ['none/x.ts#L1', 'command:x.y', 'javascript:a/b.ts', 'file:///etc/passwd']) {
      assert.ok(titles.includes(href), href);
    }
  });

  it('shows footnotes at the end, formulas as text and prices as prices', async () => {
    const panel = await answer('A $x_1 * y$ for $5[^1].\n\n[^1]: Because *so*.\n\nEnd.');
    assert.equal(await panel.page.locator('.math').textContent(), '$x_1 * y$');
    const notes = panel.page.getByRole('list', { name: 'Footnotes' });
    assert.match((await notes.textContent()) ?? '', /1\s*Because so\./);
  });

  it('leads from a number to the source beneath', async () => {
    const panel = await answer('It is so [1], not [7].', {}, [
      { kind: 'sources', id: 's', sources: [{ url: 'https://example.org/a', title: 'A page' }] },
    ]);
    await panel.page.getByRole('link', { name: '[1]' }).click();
    const source = panel.page.getByRole('link', { name: 'A page' });
    assert.ok(await source.evaluate(link => link === document.activeElement));
    assert.equal(await panel.page.getByRole('link', { name: '[7]' }).count(), 0);
  });

  it('R49 keeps a page bounded, whatever one message holds', async () => {
    const nodes = (panel: OpenPanel): Promise<number> =>
      panel.page.evaluate(() => document.querySelectorAll('.markdown *').length);
    const rows = Array.from({ length: 10_000 }, (_value, at) => `| ${at} | x |`).join('\n');
    const table = await answer(`| a | b |\n|---|---|\n${rows}`);
    await table.page.getByRole('button', { name: 'Show more rows' }).click();
    assert.ok((await nodes(table)) < 5_000);
    const code = await answer(`\`\`\`\n${lines(100_000)}\n\`\`\``);
    await code.page.getByRole('button', { name: 'Show 2000 more lines' }).waitFor();
    assert.ok((await nodes(code)) < 1_000);
    const long = await answer('A paragraph with *some* words.\n\n'.repeat(32_000));
    await long.page.getByRole('button', { name: 'Show more of this message' }).waitFor();
    assert.ok((await nodes(long)) < 5_000);
  });

  it('shows the output of a tool as plain text, folds and copies it', async () => {
    const panel = await bench.open({
      state: panelState([
        { kind: 'user', id: 'u', text: 'Hello', attachments: [] },
        {
          kind: 'tool',
          id: 't',
          name: 'run_command',
          title: 'ls',
          state: 'done',
          input: '',
          output: `\u001b[31mred\u001b[0m${'x'.repeat(30_000)}END`,
          summary: '',
        },
      ]),
    });
    await panel.page.getByRole('article').locator('summary').first().click();
    const output = panel.page.getByLabel('Output', { exact: true });
    assert.match((await output.textContent()) ?? '', /^red/);
    assert.doesNotMatch((await output.textContent()) ?? '', /END/);
    await panel.page.getByRole('button', { name: 'Show all' }).click();
    assert.match((await output.textContent()) ?? '', /END$/);
    await panel.page.getByRole('button', { name: 'Copy Output' }).click();
    const copied = await panel.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^redx/);
  });
});
