import assert from 'node:assert/strict';
import { axeFaults, overflows } from './faults.ts';
import { answersItem, question } from './newChats.ts';
import { panelState, usageView } from './panelStates.ts';
import { drawn, benchForSuite, themeNames, type OpenPanel, type PanelOptions } from './stubHost.ts';
import { drawnImage } from './testImages.ts';

const usage = usageView({
  chat: { billedUsd: 0.42, pendingUsd: 0.98, limitUsd: 10 },
  day: { billedUsd: 44.1, pendingUsd: 0.98, limitUsd: 50 },
  days: [
    { day: '2026-10-03', billedUsd: 44.1, requests: 310 },
    { day: '2026-10-01', billedUsd: 0.0312, requests: 4 },
  ],
  tokens: { prompt: 200_000, cached: 150_000, completion: 4_200 },
});

const models = [
  { id: 'openai-gpt-5-5', label: 'GPT-5.5', detail: '1.05M · $5 in / $30 out' },
  { id: 'openai-gpt-5-5-mini', label: 'GPT-5.5 mini', detail: '400k · $1 in / $4 out' },
];

/** What is seen only after something was done. */
const steps: Readonly<Record<string, (panel: OpenPanel) => Promise<void>>> = {
  images: async panel => {
    const { page } = panel;
    const wide = await drawnImage(page, 'image/png', { width: 300, height: 200 });
    const tall = await drawnImage(page, 'image/jpeg', { width: 80, height: 200 });
    await panel.send('addImages', {
      files: [
        { name: 'plan of the warehouse, second floor.png', base64: wide.toString('base64') },
        { name: 'shelf.jpg', base64: tall.toString('base64') },
      ],
    });
    await page.getByRole('button', { name: 'Remove shelf.jpg' }).waitFor();
    const thumbnail = `data:image/png;base64,${wide.toString('base64')}`;
    await panel.patch({
      op: 'add',
      item: {
        kind: 'user',
        id: 'with-images',
        text: 'Which shelf is this?',
        attachments: [],
        images: [
          { id: 'i1', name: 'plan.png', thumbnail },
          { id: 'i2', name: 'far.png', url: 'https://pictures.example/a/long/path/far.png' },
        ],
      },
    });
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByRole('combobox', { name: 'Answers' }).selectOption('3');
    await page.getByRole('combobox', { name: 'Tools' }).selectOption('none');
    await page.keyboard.press('Escape');
  },
  options: async ({ page }) => {
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByRole('combobox', { name: 'Answers' }).selectOption('2');
    await page.getByRole('dialog', { name: 'Options' }).waitFor();
  },
  usage: async ({ page }) => {
    await page.getByRole('button', { name: 'Usage' }).click();
    await page.getByRole('heading', { name: 'Credit' }).waitFor();
  },
  kept: async ({ page }) => {
    await page.getByText('Other answers (2)').click();
    await page.getByRole('group', { name: 'Answer 1 of 3' }).waitFor();
  },
};

describe('what is new in the panel, for everyone', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  const open = async (name: string, options: PanelOptions): Promise<void> => {
    const items = name === 'kept' ? [question, { ...answersItem, kept: 1 }] : [];
    panel = await bench.open({
      state: panelState(items, {
        models,
        toolNames: ['read_file', 'run_command'],
        webSearch: true,
        chatCostUsd: 0.42,
        pendingUsd: 0.98,
        chatLimitUsd: 10,
        contextTokens: 128_000,
      }),
      handlers: { usage: () => Promise.resolve(usage) },
      ...options,
    });
    await steps[name]?.(panel);
    await drawn(panel.page);
  };

  for (const theme of themeNames) {
    for (const name of Object.keys(steps)) {
      it(`R59: has no fault that axe finds, ${theme}, ${name}`, async () => {
        await open(name, { theme });
        assert.deepEqual(await axeFaults(panel.page), []);
        assert.deepEqual(panel.problems, []);
        await panel.screenshot(`panel-${name}-${theme}`);
      });
    }
  }

  for (const name of Object.keys(steps)) {
    it(`R59: fits 240 pixels, ${name}`, async () => {
      await open(name, { width: 240 });
      assert.deepEqual(await overflows(panel.page), []);
      await panel.screenshot(`panel-${name}-240px`);
    });
  }

  it('compares answers side by side in a wide panel', async () => {
    panel = await bench.open({ state: panelState([question, answersItem]), width: 1_000 });
    await panel.screenshot('panel-choice-wide');
    assert.deepEqual(await overflows(panel.page), []);
  });
});
