import assert from 'node:assert/strict';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';

const key = 'first-run-key-6a1c20f4';

/** From an editor that has no key to the walkthrough, and from a key to suggestions. */
describe('the first run in the real workbench', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow({ keys: [key], env: { RUNWARE_API_KEY: undefined } });
  });
  after(async () => {
    await window.close();
  });

  it('leads from an empty chat without a key to the walkthrough, and with one to suggestions', async () => {
    const { panel, workbench } = window;
    await panel.frame.getByText('Plumb needs a Runware API key.').waitFor();
    assert.equal(await panel.frame.getByRole('list', { name: 'Suggestions' }).count(), 0);
    await panel.button('Show me how to begin').click();
    await workbench.page.getByText('Get started with Plumb').first().waitFor();
    await workbench.page.getByText('Get a key', { exact: true }).first().waitFor();
    await workbench.screenshot('walkthrough', 'docs');

    await panel.button('Set API key').click();
    const input = workbench.page.getByRole('textbox', { name: 'Plumb: Runware API key' });
    await input.fill(key);
    await input.press('Enter');
    const suggestions = panel.frame.getByRole('list', { name: 'Suggestions' });
    await suggestions.getByRole('button').first().waitFor();
    const text = await suggestions.getByRole('button').first().innerText();
    await suggestions.getByRole('button').first().click();
    assert.equal(await panel.message.inputValue(), text);
    assert.equal(
      window.service.requests.some(({ body }) => JSON.stringify(body).includes('textInference')),
      false,
    );
  });
});
