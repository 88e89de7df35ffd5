import assert from 'node:assert/strict';
import { composerPage, fileChip, selectionChip } from './composerPage.ts';
import { overflows } from './faults.ts';
import { benchForSuite, type OpenPanel, type PanelOptions } from './stubHost.ts';

describe('what goes along with a message', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;
  const { message, button, chips, remove, problem, holds, transfer, pasteText } = composerPage(
    () => panel,
  );

  const open = async (options: PanelOptions = {}): Promise<void> => {
    panel = await bench.open(options);
  };
  const sent = async (text: string): Promise<unknown> => {
    await message().fill(text);
    await message().press('Enter');
    return (await panel.asked('send')).at(-1);
  };
  const isFocused = () => message().evaluate(box => box === document.activeElement);

  it('shows name and tokens, opens with a press, and sums the tokens up', async () => {
    await open();
    const [first, second] = [fileChip('src/a.ts', 1_234), fileChip('src/b.ts', 766)];
    await panel.send('addChips', { chips: [first] });
    assert.equal(await chips().getByText('together').count(), 0);
    await panel.send('addChips', { chips: [second, fileChip('src/unknown.ts'), first] });
    assert.ok(await isFocused());
    await chips().getByText('2k tokens together').waitFor();
    assert.equal(await chips().getByRole('listitem').count(), 4);
    const pill = button('src/a.ts 1.2k tokens');
    assert.equal(await pill.getAttribute('title'), '/work/src/a.ts');
    await pill.press('Enter');
    assert.deepEqual(await panel.asked('openChip'), [{ ref: 'file:src/a.ts' }]);
    await remove('src/a.ts').press('Enter');
    await pill.waitFor({ state: 'detached' });
    assert.ok(await isFocused());
    assert.deepEqual(await sent('go'), {
      chatId: 'chat-1',
      text: 'go',
      chips: ['file:src/b.ts', 'file:src/unknown.ts'],
    });
    await remove('src/b.ts').waitFor({ state: 'detached' });
    assert.deepEqual(await sent('again'), { chatId: 'chat-1', text: 'again' });
  });

  it('R43: stays if the message was not taken', async () => {
    await open({ handlers: { send: () => Promise.resolve({ accepted: false }) } });
    await panel.send('addChips', { chips: [fileChip('a.ts')] });
    await sent('go');
    assert.equal(await remove('a.ts').count(), 1);
  });

  it('takes a selection along by itself, once, and the current file only when it is pressed', async () => {
    await open();
    await panel.send('currentChip', { chip: fileChip('a.ts', 900) });
    await button('Add a.ts').waitFor();
    assert.deepEqual(await sent('one'), { chatId: 'chat-1', text: 'one' });
    await panel.send('currentChip', { chip: selectionChip('a.ts:3-9') });
    await remove('a.ts:3-9').waitFor();
    assert.deepEqual(await sent('two'), {
      chatId: 'chat-1',
      text: 'two',
      chips: ['selection:a.ts:3-9'],
    });
    await button('Add a.ts:3-9').waitFor();
    assert.deepEqual(await sent('three'), { chatId: 'chat-1', text: 'three' });
    await panel.send('currentChip', { chip: fileChip('a.ts', 900) });
    await button('Add a.ts').click();
    await remove('a.ts').waitFor();
    assert.equal(await button('Add a.ts').count(), 0);
    assert.deepEqual(await sent('four'), { chatId: 'chat-1', text: 'four', chips: ['file:a.ts'] });
  });

  it('leaves a selection out that was dropped, until another one is made', async () => {
    await open();
    await panel.send('currentChip', { chip: selectionChip('a.ts:3-9') });
    await remove('a.ts:3-9').click();
    assert.ok(await isFocused());
    // The host tells of it again when the panel is shown.
    await panel.send('currentChip', { chip: selectionChip('a.ts:3-9', 41) });
    assert.deepEqual(await sent('one'), { chatId: 'chat-1', text: 'one' });
    await button('Add a.ts:3-9').click();
    await remove('a.ts:3-9').click();
    await panel.send('currentChip', { chip: selectionChip('a.ts:4-9') });
    assert.deepEqual(await sent('two'), {
      chatId: 'chat-1',
      text: 'two',
      chips: ['selection:a.ts:4-9'],
    });
    await panel.send('currentChip', {});
    await button('Add a.ts:4-9').waitFor({ state: 'detached' });
  });

  it('makes a chip of a long pasted text, and holds the message back until it is one', async () => {
    let attached = (): void => undefined;
    await open({
      handlers: {
        attachText: ({ text }) =>
          new Promise(resolve => {
            const chip = { ref: 't1', kind: 'text', label: 'Pasted', detail: text } as const;
            attached = () => resolve({ chips: [chip] });
          }),
      },
    });
    const long = 'line\n'.repeat(30);
    await message().pressSequentially('see');
    await pasteText(long);
    await panel.page.getByText('Attaching…', { exact: true }).waitFor();
    await message().press('Enter');
    assert.deepEqual(await panel.asked('send'), []);
    attached();
    await remove('Pasted').waitFor();
    assert.equal(await message().inputValue(), 'see');
    assert.deepEqual(await panel.asked('attachText'), [{ text: long }]);
    await message().press('Enter');
    assert.deepEqual(await panel.asked('send'), [{ chatId: 'chat-1', text: 'see', chips: ['t1'] }]);
  });

  it('leaves a short text and one that is pasted plainly in the message', async () => {
    await open();
    await message().click();
    await pasteText('line\n'.repeat(20));
    await holds('line\n'.repeat(20));
    await message().fill('');
    await pasteText('x'.repeat(2_001), 'Control+Shift+V');
    await holds('x'.repeat(2_001));
    assert.deepEqual(await panel.asked('attachText'), []);
  });

  it('puts a long text into the message after all if it cannot be attached', async () => {
    await open({ handlers: { attachText: () => Promise.reject(new Error('The disk is full.')) } });
    const long = 'x'.repeat(3_000);
    await message().fill('ab');
    await message().press('ArrowLeft');
    await pasteText(long);
    await problem('The disk is full.');
    await holds(`a${long}b`);
  });

  it('puts a pasted text in the place of what is selected, also where it becomes a chip', async () => {
    await open({
      handlers: { attachText: () => Promise.resolve({ chips: [fileChip('Pasted')] }) },
    });
    await message().fill('keep this');
    await message().evaluate(box => {
      if (box instanceof HTMLTextAreaElement) box.setSelectionRange(4, 9);
    });
    await pasteText('line\n'.repeat(30));
    await remove('Pasted').waitFor();
    assert.equal(await message().inputValue(), 'keep');
    await message().press('Control+Z');
    assert.equal(await message().inputValue(), 'keep this');
  });

  it('R60: gives Undo a pasted path back that became a chip', async () => {
    await open({
      handlers: {
        attachUris: ({ uris }) =>
          Promise.resolve({ chips: uris.map(uri => fileChip(uri)), problems: [] }),
      },
    });
    await message().pressSequentially('see ');
    await pasteText('/work/a.ts');
    await remove('file:///work/a.ts').waitFor();
    await holds('see ');
    await message().press('Control+Z');
    assert.equal(await message().inputValue(), 'see /work/a.ts');
    await message().press('Control+Z');
    assert.equal(await message().inputValue(), 'see ');
  });

  it('makes chips of pasted paths, and leaves what only looks like one as it is', async () => {
    await open({
      handlers: {
        attachUris: ({ uris }) => {
          const isThere = uris.every(uri => uri.startsWith('file:///work/'));
          if (!isThere) return Promise.resolve({ chips: [], problems: ['It is not there.'] });
          return Promise.resolve({ chips: uris.map(uri => fileChip(uri)), problems: [] });
        },
      },
    });
    await message().pressSequentially('see ');
    await pasteText('/work/a b.ts\n"/work/c.ts"\n');
    await remove('file:///work/a%20b.ts').waitFor();
    await remove('file:///work/c.ts').waitFor();
    await holds('see ');
    await pasteText('/api/v1/users');
    await holds('see /api/v1/users');
    assert.equal((await panel.asked('attachUris')).length, 2);
    assert.equal(await panel.page.getByRole('alert').count(), 0);
  });

  it('takes files and folders of the Explorer, and says which cannot be taken', async () => {
    await open({
      handlers: {
        attachUris: ({ uris }) =>
          Promise.resolve({
            chips: uris.slice(1).map(uri => fileChip(uri)),
            problems: ['“secret.env” is kept from the model.'],
          }),
      },
    });
    const list = 'file:///work/secret.env\r\nfile:///work/src';
    await transfer('dragover', { 'text/uri-list': 'file:///x' });
    await panel.page.getByText('Drop to attach').waitFor();
    await transfer('drop', { 'application/vnd.code.uri-list': list, 'text/uri-list': 'file:///x' });
    await remove('file:///work/src').waitFor();
    await problem('“secret.env” is kept from the model.');
    await panel.page.getByText('Drop to attach').waitFor({ state: 'detached' });
    assert.deepEqual(await panel.asked('attachUris'), [{ uris: list.split('\r\n') }]);
  });

  it('takes a text file of the desktop with its name, and refuses others in words', async () => {
    const chip = { ref: 't', kind: 'text', label: 'notes.md', detail: '' } as const;
    await open({ handlers: { attachText: () => Promise.resolve({ chips: [chip] }) } });
    await transfer('drop', {}, [{ name: 'notes.md', text: '# Notes' }]);
    await remove('notes.md').waitFor();
    assert.deepEqual(await panel.asked('attachText'), [{ text: 'notes.md\n# Notes' }]);
    await transfer('drop', {}, [{ name: 'a.bin', text: 'a\0b' }]);
    await problem('“a.bin” is neither an image nor a text in UTF-8.');
    await transfer('drop', {}, [{ name: 'big.log', text: 'x'.repeat(1_000_001) }]);
    await problem('“big.log” is too large to go along as text (over 1 MB).');
    assert.equal((await panel.asked('attachText')).length, 1);
  });

  it('R57, R59: fits a narrow panel, however long its name', async () => {
    await open({ width: 200 });
    await panel.send('addChips', { chips: [fileChip(`${'deep/'.repeat(30)}a.ts`, 12_000)] });
    await panel.send('addChips', { chips: [fileChip('קובץ.ts', 1)] });
    await panel.send('currentChip', { chip: fileChip(`${'long'.repeat(30)}.ts`) });
    assert.deepEqual(await overflows(panel.page), []);
  });
});
