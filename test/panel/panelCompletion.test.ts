import assert from 'node:assert/strict';
import type { Params, Result } from '../../src/protocol/messages.ts';
import type { Candidate } from '../../src/protocol/requests/composer.ts';
import { composerPage, fileCandidate, fileChip } from './composerPage.ts';
import { axeFaults, overflows } from './faults.ts';
import { panelState } from './panelStates.ts';
import { benchForSuite, themeNames, type OpenPanel, type PanelOptions } from './stubHost.ts';

const kinds: Candidate[] = [
  { ref: 'k:file', kind: 'file', label: 'File', detail: 'By its name', narrowsTo: 'file:' },
  { ref: 'k:symbol', kind: 'symbol', label: 'Symbol', detail: 'By name', narrowsTo: 'symbol:' },
  { ref: 'problems', kind: 'problems', label: 'Problems', detail: '3 errors' },
];
const prompts: Candidate[] = [
  { ref: 'p:explain', kind: 'prompt', label: '/explain', detail: 'Explains the code' },
];
const files = Array.from({ length: 20 }, (_, at) => fileCandidate(`file${at}.ts`));

describe('completion in the composer', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;
  const { message, list, remove, problem, holds, pasteText } = composerPage(() => panel);

  const complete = ({ trigger, query }: Params<'complete'>): Result<'complete'> => {
    if (trigger === '/') return { candidates: prompts };
    if (query === '') return { candidates: kinds };
    const name = query.replace(/^\w+:/, '');
    return { candidates: files.filter(({ label }) => label.startsWith(name)) };
  };
  const open = async (options: PanelOptions = {}): Promise<void> => {
    panel = await bench.open({
      ...options,
      handlers: {
        complete: params => Promise.resolve(complete(params)),
        attach: ({ ref }) => Promise.resolve({ chip: fileChip(ref.replace('file:', ''), 120) }),
        expandPrompt: () => Promise.resolve({ text: 'Explain in detail:\n' }),
        ...options.handlers,
      },
    });
  };
  const option = (name: string) => list().getByRole('option', { name });
  const type = (text: string) => message().pressSequentially(text);
  /** Name of the line that a screen reader is told of. */
  const active = (): Promise<string> =>
    message().evaluate(box => {
      const id = box.getAttribute('aria-activedescendant') ?? '';
      const line = document.querySelector(`[id="${id}"][aria-selected="true"]`);
      return line?.querySelector('.suggestion-label')?.textContent ?? '';
    });
  const isActive = (label: string) =>
    panel.page.waitForFunction(
      name =>
        document.querySelector('[role=option][aria-selected=true] .suggestion-label')
          ?.textContent === name,
      label,
    );
  const closed = () => list().waitFor({ state: 'detached' });

  it('R60: narrows a kind, follows what is typed and attaches by keyboard alone', async () => {
    await open();
    await type('see @');
    await option('Symbol').waitFor();
    assert.equal(await message().getAttribute('aria-controls'), await list().getAttribute('id'));
    assert.equal(await active(), 'File');
    await message().press('ArrowDown');
    assert.equal(await active(), 'Symbol');
    await message().press('Enter');
    await holds('see @symbol:');
    await isActive('file0.ts');
    await type('file1');
    await isActive('file1.ts');
    await message().press('Tab');
    await remove('file1.ts').waitFor();
    await holds('see ');
    await closed();
    assert.deepEqual(await panel.asked('attach'), [{ ref: 'file:file1.ts' }]);
    assert.deepEqual(await panel.asked('send'), []);
    assert.equal(await message().getAttribute('aria-activedescendant'), null);
    await message().press('Enter');
    assert.deepEqual(await panel.asked('send'), [
      { chatId: 'chat-1', text: 'see ', chips: ['file:file1.ts'] },
    ]);
  });

  it('goes round with the arrows and by pages, and takes with the mouse', async () => {
    await open();
    await type('@f');
    await isActive('file0.ts');
    await message().press('ArrowUp');
    assert.equal(await active(), 'file19.ts');
    assert.ok(await option('file19.ts').isVisible());
    await message().press('ArrowDown');
    assert.equal(await active(), 'file0.ts');
    await message().press('PageDown');
    assert.equal(await active(), 'file8.ts');
    await message().press('PageUp');
    assert.equal(await active(), 'file0.ts');
    await option('file3.ts').click();
    await remove('file3.ts').waitFor();
    await holds('');
    assert.ok(await message().evaluate(box => box === document.activeElement));
  });

  it('closes with Escape, which then stops nothing, and opens not again by itself', async () => {
    await open({ state: panelState([], { run: { state: 'running', label: 'Answering' } }) });
    await type('@f');
    await isActive('file0.ts');
    await message().press('Escape');
    await closed();
    assert.deepEqual(await panel.asked('stop'), []);
    await type('i');
    assert.equal(await list().count(), 0);
    await message().press('Escape');
    assert.equal((await panel.asked('stop')).length, 1);
  });

  it('puts the text of a prompt in the place of its name, with the cursor behind it', async () => {
    await open();
    await type('/ex');
    await option('/explain').waitFor();
    await message().press('Enter');
    await holds('Explain in detail:\n');
    await type('this');
    await holds('Explain in detail:\nthis');
    assert.deepEqual(await panel.asked('expandPrompt'), [{ ref: 'p:explain' }]);
  });

  it('R60: leaves Undo as it was, so that the name comes back', async () => {
    await open();
    await type('see @file1.');
    await isActive('file1.ts');
    await message().press('Tab');
    await remove('file1.ts').waitFor();
    await holds('see ');
    await message().press('Control+Z');
    assert.equal(await message().inputValue(), 'see @file1.');
  });

  it('is not opened by an address, by what is pasted, by or by a slash within', async () => {
    await open();
    await type('me@example.org and/or 1 / 2');
    await message().fill('');
    await message().click();
    await pasteText('@Component({})\nclass A {}');
    await message().fill('');
    await pasteText('/usr');
    assert.deepEqual(await panel.asked('complete'), []);
    assert.equal(await list().count(), 0);
  });

  it('R56: is neither opened nor used by an input method', async () => {
    await open();
    await message().click();
    const cdp = await panel.page.context().newCDPSession(panel.page);
    await cdp.send('Input.imeSetComposition', { text: '@', selectionStart: 1, selectionEnd: 1 });
    assert.deepEqual(await panel.asked('complete'), []);
    await cdp.send('Input.insertText', { text: '' });
    await type('@f');
    await isActive('file0.ts');
    for (const key of ['ArrowDown', 'Enter', 'Escape']) {
      await message().dispatchEvent('keydown', { key, keyCode: 229 });
    }
    assert.equal(await active(), 'file0.ts');
    assert.deepEqual(await panel.asked('attach'), []);
  });

  it('drops an answer that comes late, and keeps the list while the next one loads', async () => {
    const answers = new Map<string, () => void>();
    await open({
      handlers: {
        complete: params =>
          new Promise(resolve => {
            answers.set(params.query, () => resolve(complete(params)));
            if (params.query === '') resolve(complete(params));
          }),
      },
    });
    const isAsked = async (query: string): Promise<void> => {
      while (!answers.has(query)) await panel.asked('complete');
    };
    await type('@');
    await isActive('File');
    await type('f');
    await isAsked('f');
    assert.equal(await active(), 'File');
    await type('ile1');
    await isAsked('file1');
    answers.get('file1')?.();
    await isActive('file1.ts');
    answers.get('f')?.();
    await panel.asked('complete');
    assert.equal(await active(), 'file1.ts');
  });

  it('takes with Enter what was typed, not what the list still shows', async () => {
    let answer = (): void => undefined;
    await open({
      handlers: {
        complete: params =>
          new Promise(resolve => {
            if (params.query === '') resolve(complete(params));
            else answer = () => resolve(complete(params));
          }),
      },
    });
    await type('@');
    await isActive('File');
    await type('file7');
    await message().press('Enter');
    const isAsked = async (): Promise<boolean> => (await panel.asked('complete')).length > 1;
    while (!(await isAsked()));
    answer();
    await remove('file7.ts').waitFor();
    await holds('');
    assert.deepEqual(await panel.asked('send'), []);
  });

  it('says why something cannot be attached, and loses nothing', async () => {
    await open({
      handlers: { attach: () => Promise.reject(new Error('“file0.ts” is too large.')) },
    });
    await type('look at @file0');
    await isActive('file0.ts');
    await message().press('Enter');
    await problem('“file0.ts” is too large.');
    assert.equal(await message().inputValue(), 'look at @file0');
    // Neither the draft that is written now nor another list takes the reason away.
    await type(' @');
    await option('Problems').waitFor();
    await problem('“file0.ts” is too large.');
  });

  it('closes when the cursor leaves the name, and when the keyboard goes elsewhere', async () => {
    await open();
    await type('a @f');
    await isActive('file0.ts');
    await message().press('Home');
    await closed();
    await message().press('End');
    await type(' @f');
    await isActive('file0.ts');
    await panel.page.getByRole('combobox', { name: 'Mode', exact: true }).focus();
    await closed();
  });

  it('R57, R59: fits a narrow panel, with names in their own direction', async () => {
    const label = `${'very-'.repeat(30)}long.ts`;
    const candidates = [fileCandidate(label), fileCandidate('קובץ.ts')];
    await open({
      width: 200,
      handlers: { complete: () => Promise.resolve({ candidates }) },
    });
    await type('@');
    await option('קובץ.ts').waitFor();
    assert.deepEqual(await overflows(panel.page), []);
    const direction = await option('קובץ.ts')
      .locator('.suggestion-label')
      .evaluate(element => getComputedStyle(element).direction);
    assert.equal(direction, 'rtl');
  });

  for (const theme of themeNames) {
    it(`R59: has no fault that axe finds, ${theme}`, async () => {
      await open({ theme });
      await panel.send('addChips', { chips: [fileChip('a.ts', 1_200), fileChip('b.ts', 300)] });
      await panel.send('currentChip', { chip: fileChip('c.ts') });
      await type('@');
      await option('Symbol').waitFor();
      assert.deepEqual(await axeFaults(panel.page), []);
      await panel.screenshot(`suggestions-${theme}`);
    });
  }
});
