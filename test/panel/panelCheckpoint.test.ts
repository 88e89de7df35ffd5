import assert from 'node:assert/strict';
import { panelState } from './panelStates.ts';
import { finishedChat } from './sampleChats.ts';
import { benchForSuite, drawn, type OpenPanel } from './stubHost.ts';

describe('edits in the conversation', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;
  const live = () => panel.page.locator('[aria-live="polite"]');

  it('R34: are gone back before from the row of a message, by keyboard', async () => {
    panel = await bench.open({
      state: panelState([
        { kind: 'user', id: 'u1', text: 'First', attachments: [] },
        { kind: 'text', id: 'a1', text: 'Done.', streaming: false },
        { kind: 'user', id: 'u2', text: 'Second', attachments: [] },
        { kind: 'text', id: 'a2', text: 'Done too.', streaming: false },
      ]),
    });
    const restore = panel.page.getByRole('button', { name: 'Restore checkpoint', exact: true });
    assert.equal(await restore.count(), 2);
    await restore.last().focus();
    const opacity = await restore
      .last()
      .evaluate(element => getComputedStyle(element.parentElement ?? element).opacity);
    assert.equal(opacity, '1');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await panel.asked('restoreCheckpoint'), [
      { chatId: 'chat-1', messageId: 'u2' },
    ]);
    await panel.patch({ op: 'truncate', id: 'u2', at: 2 });
    await panel.send('focusComposer', { text: 'Second' });
    await drawn(panel.page);
    assert.equal(await panel.page.getByText('Done too.').count(), 0);
    assert.equal(await panel.page.getByText('Done.').count(), 1);
    const message = panel.page.getByRole('textbox', { name: 'Message' });
    assert.equal(await message.inputValue(), 'Second');
    assert.ok(await message.evaluate(box => box === document.activeElement));
    assert.equal(
      await live().textContent(),
      'The conversation was taken back to before your message',
    );
  });

  it('R15: say in a line of their card what was tolerated, folded as it is', async () => {
    const edited = finishedChat.map(item =>
      item.kind === 'tool' && item.id === 'c3'
        ? {
            ...item,
            output: 'Applied.\nsrc/cart.ts: found although the white space of line 12 differs',
          }
        : item,
    );
    panel = await bench.open({ state: panelState(edited) });
    await panel.page.getByText('found although the white space of line 12 differs').waitFor();
    await panel.screenshot('review-note-dark');
  });
});
