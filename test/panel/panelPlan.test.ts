import assert from 'node:assert/strict';
import { panelState } from './panelStates.ts';
import { questionsChat } from './sampleChats.ts';
import { benchForSuite, type OpenPanel } from './stubHost.ts';

describe('plan, instructions and trust', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  it('shows the plan as a list that says how each step stands', async () => {
    panel = await bench.open({ state: panelState(questionsChat) });
    await panel.page.getByRole('heading', { name: 'Plan: 1 of 3 done' }).waitFor();
    const steps = panel.page.getByRole('list', { name: 'Plan' }).getByRole('listitem');
    assert.deepEqual(await steps.allTextContents(), [
      'done: Read the manifest',
      'in progress: Look at what it installs',
      'open: Say what is wrong',
    ]);
  });

  it('folds the plan once all of it is done', async () => {
    panel = await bench.open({ state: panelState(questionsChat) });
    const steps = (['One', 'Two'] as const).map(text => ({ text, state: 'done' as const }));
    await panel.patch({ op: 'replace', item: { kind: 'plan', id: 'p1', steps } });
    await panel.page.getByRole('heading', { name: 'Plan: 2 of 2 done' }).waitFor();
    assert.equal(await panel.page.getByText('Two', { exact: true }).isVisible(), false);
    await panel.page.getByRole('heading', { name: 'Plan: 2 of 2 done' }).click();
    await panel.page.getByText('Two', { exact: true }).waitFor();
  });

  it('S18: names the instructions in a line, and warns of what is hidden in them', async () => {
    panel = await bench.open({ state: panelState(questionsChat) });
    const section = panel.page.getByRole('region', { name: 'Project instructions' });
    const line = section.locator('summary');
    assert.equal(await line.textContent(), 'Project instructions: AGENTS.md, sub/AGENTS.md');
    await section.getByText(/characters that cannot be seen/).waitFor();
    assert.equal(await section.getByText('Use tabs.').isVisible(), false);
    await line.click();
    await section.getByText('Use tabs.').waitFor();
    assert.deepEqual(await section.locator('.hidden-character').allTextContents(), ['U+200B']);
  });

  it('says of each mode what it lets happen', async () => {
    panel = await bench.open();
    const options = panel.page
      .getByRole('combobox', { name: 'Mode', exact: true })
      .locator('option');
    assert.deepEqual(await options.allTextContents(), ['Ask', 'Edits on', 'Read only']);
    const hints = await options.evaluateAll(all => all.map(option => option.getAttribute('title')));
    assert.deepEqual(hints, [
      'every edit and every command asks first',
      'edits are made and you review them; everything else asks first',
      'changes no file and runs no command',
    ]);
  });

  it('S14, S15: is read only without trust, says why, and lets it be given', async () => {
    panel = await bench.open({ state: panelState([], { mode: 'readOnly', restricted: true }) });
    const mode = panel.page.getByRole('combobox', { name: 'Mode', exact: true });
    const enabled = mode.locator('option:not([disabled])');
    assert.deepEqual(await enabled.allTextContents(), ['Read only']);
    await panel.page.getByText(/^Read only, because this workspace is not trusted/).waitFor();
    await panel.page.getByRole('button', { name: 'Manage trust' }).click();
    assert.deepEqual(await panel.asked('manageTrust'), [{}]);
    await panel.patch({ op: 'status', status: { restricted: false, mode: 'ask' } });
    assert.equal(await panel.page.getByText(/^Read only, because/).count(), 0);
    assert.equal(await enabled.count(), 3);
  });
});
