import assert from 'node:assert/strict';
import type { ChatItem, PanelStatus } from '../../src/protocol/viewModel.ts';
import { manyChanges } from './changedSamples.ts';
import { axeFaults, overflows } from './faults.ts';
import { panelState } from './panelStates.ts';
import { commandProposal, toolItem } from './sampleChats.ts';
import { benchForSuite, drawn, themeNames, type OpenPanel, type PanelOptions } from './stubHost.ts';

const costs: Partial<PanelStatus> = {
  contextTokens: 128_000,
  chatCostUsd: 0.42,
  chatLimitUsd: 10,
  turnCostUsd: 0.02,
  dayCostUsd: 4.1,
  dayLimitUsd: 50,
  cachedShare: 0.874,
  models: [{ id: 'openai-gpt-5-5', label: 'GPT-5.5', detail: '1.05M · $5 in / $30 out' }],
};
const filling = {
  parts: [
    { kind: 'instructions', tokens: 3_000 },
    { kind: 'toolResults', tokens: 90_000 },
    { kind: 'history', tokens: 35_000 },
  ],
  totalTokens: 128_000,
  isCounted: true,
} as const;
const user: ChatItem = { kind: 'user', id: 'u', text: 'Test it', attachments: [] };
const waits = { state: 'running', label: 'Waiting for your decision', waitsIn: 'w' } as const;
const waitingCard = toolItem({
  id: 'w',
  name: 'run_command',
  title: 'npm test',
  state: 'waiting',
  proposal: commandProposal,
});
const longText: ChatItem = {
  kind: 'text',
  id: 'long',
  text: 'A line of the answer.\n\n'.repeat(120),
  streaming: false,
};

describe('the state at a glance', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  const open = async (options: PanelOptions = {}): Promise<void> => {
    panel = await bench.open({
      state: panelState([], costs),
      ...options,
      handlers: {
        contextParts: () => Promise.resolve({ ...filling, parts: [...filling.parts] }),
        ...options.handlers,
      },
    });
  };
  const button = (name: string) => panel.page.getByRole('button', { name, exact: true });
  const status = (name: string) => panel.page.getByRole('status', { name, exact: true });
  const dialog = () => panel.page.getByRole('dialog', { name: 'What fills the context' });

  it('shows what fills the context when asked, and takes the keyboard there and back', async () => {
    await open();
    assert.deepEqual(await panel.asked('contextParts'), []);
    await button('What fills the context').press('Enter');
    await dialog().getByText('128k of 272k tokens').waitFor();
    assert.deepEqual(await panel.asked('contextParts'), [{ chatId: 'chat-1' }]);
    assert.deepEqual(await dialog().getByRole('listitem').allInnerTexts(), [
      'Instructions\n3k (2%)',
      'Tool calls and results\n90k (70%)',
      'Messages and answers\n35k (27%)',
    ]);
    await panel.page.keyboard.press('Escape');
    assert.equal(await dialog().count(), 0);
    assert.ok(await button('What fills the context').evaluate(it => it === document.activeElement));
    assert.equal(await status('Context').textContent(), '128k / 272k');
  });

  it('offers the summary there once the context is nearly full', async () => {
    await open({ state: panelState([], { ...costs, contextTokens: 250_000 }) });
    await button('What fills the context').click();
    await dialog().getByRole('button', { name: 'Summarise' }).click();
    assert.deepEqual(await panel.asked('summarise'), [{ chatId: 'chat-1' }]);
    assert.equal(await dialog().count(), 0);
  });

  it('says why there are no figures', async () => {
    await open({
      handlers: { contextParts: () => Promise.reject(new Error('This chat is gone.')) },
    });
    await button('What fills the context').click();
    await dialog().getByText('The figures could not be loaded.').waitFor();
    await panel.page.getByRole('alert').getByText('This chat is gone.').waitFor();
  });

  it('has chat, turn, day and cached share in the cost, all of it in the tooltip', async () => {
    await open({ width: 900 });
    const all = '$0.42 of $10.00 turn $0.0200 today $4.10 of $50.00 87 % cached';
    assert.equal(await status('Cost').textContent(), all);
    const title = (await status('Cost').getAttribute('title')) ?? '';
    assert.ok(
      title.startsWith('$0.42 of $10.00\nturn $0.0200\ntoday $4.10 of $50.00\n87 % cached'),
    );
  });

  it('writes figures as the language of VS Code does', async () => {
    await open({
      width: 900,
      language: 'de',
      l10n: { '{0}k': '{0} Tsd.' },
      state: panelState([], { ...costs, contextTokens: 17_800 }),
    });
    assert.equal(await status('Context').textContent(), '17,8 Tsd. / 272 Tsd.');
    const shown = await status('Cost').textContent();
    assert.equal(shown, '$0,42 of $10,00 turn $0,0200 today $4,10 of $50,00 87 % cached');
  });

  for (const width of [300, 400]) {
    it(`keeps figures and pickers on one line each at ${width} pixels`, async () => {
      await open({ width });
      const cost = status('Cost');
      const shown = await cost.evaluate(element => {
        const { bottom } = element.getBoundingClientRect();
        return Array.from(element.children, part => part.getBoundingClientRect().top < bottom);
      });
      assert.equal(shown[0], true, 'what the chat cost is always seen');
      assert.deepEqual([...shown].sort().reverse(), shown, 'the least important go first');
      const tops = await panel.page
        .locator('.pickers .picker')
        .evaluateAll(pickers => pickers.map(picker => picker.getBoundingClientRect().top));
      assert.equal(new Set(tops).size, 1);
      assert.deepEqual(await overflows(panel.page), []);
      await panel.screenshot(`glance-${width}px`);
    });
  }

  for (const mode of ['ask', 'editsOn', 'readOnly'] as const) {
    it(`says mode, model and level in whole words in a narrow side bar: ${mode}`, async () => {
      await open({ width: 300, state: panelState([], { mode }) });
      const cut = await panel.page
        .locator('.picker-value')
        .evaluateAll(values =>
          values.flatMap(({ scrollWidth, clientWidth, textContent }) =>
            scrollWidth > clientWidth ? textContent : [],
          ),
        );
      assert.deepEqual(cut, []);
      await panel.screenshot(`pickers-${mode}`);
    });
  }

  it('R59: has nothing over another in a side bar as narrow as VS Code lets it be', async () => {
    await open({
      width: 170,
      state: panelState([user], { ...costs, changes: manyChanges }),
    });
    const { page } = panel;
    const overlapping = await page.locator('.composer-bar, .change-line').evaluateAll(rows =>
      rows.flatMap(row => {
        const parts = Array.from(
          row.querySelectorAll('.picker, button, .change-place a, .diff-count'),
        );
        const boxes = parts.map(part => part.getBoundingClientRect());
        return boxes.flatMap((box, at) =>
          boxes
            .slice(at + 1)
            .filter(
              other =>
                box.left < other.right - 1 &&
                other.left < box.right - 1 &&
                box.top < other.bottom - 1 &&
                other.top < box.bottom - 1,
            )
            .map(() => `${parts[at]?.tagName} ${parts[at]?.textContent}`),
        );
      }),
    );
    assert.deepEqual(overlapping, []);
    assert.deepEqual(await overflows(page), []);
    await panel.screenshot('narrowest');
  });

  it('begins a new chat at its first words, though not all of them fit', async () => {
    await open({ width: 200, height: 400, state: panelState([]) });
    const { page } = panel;
    const log = page.getByRole('log');
    await page.getByRole('list', { name: 'Suggestions' }).getByRole('button').first().waitFor();
    // What comes below takes of its room.
    await panel.patch({ op: 'status', status: { changes: manyChanges } });
    await drawn(page);
    assert.ok(await log.evaluate(element => element.scrollHeight > element.clientHeight));
    assert.equal(await log.evaluate(element => element.scrollTop), 0);
    // Scrolled to its end and back: there is no newest text to go to.
    await log.evaluate(element => element.scrollTo({ top: element.scrollHeight }));
    await drawn(page);
    await log.evaluate(element => element.scrollTo({ top: 0 }));
    await drawn(page);
    assert.equal(await page.getByRole('button', { name: 'Jump to latest' }).count(), 0);
  });

  it('tells what is done and for how long, without the transcript being drawn anew', async () => {
    await open({ state: panelState([user]) });
    await panel.page.clock.install();
    const run = { state: 'running', label: 'Running npm test', elapsedMs: 9_000 } as const;
    await panel.patch(
      { op: 'add', item: { ...waitingCard, state: 'running' } },
      { op: 'status', status: { run } },
    );
    await panel.page.locator('.turn').evaluate(turn => {
      const seen = { changes: 0 };
      Object.assign(window, { seen });
      new MutationObserver(() => (seen.changes += 1)).observe(turn, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
    const line = panel.page.locator('.run');
    await panel.page.clock.runFor(3_500);
    await drawn(panel.page);
    assert.match((await line.textContent()) ?? '', /^Running npm test \(1[23] s\)$/);
    assert.deepEqual(await panel.page.evaluate((): unknown => Reflect.get(window, 'seen')), {
      changes: 0,
    });
    await panel.patch({
      op: 'status',
      status: { run: { state: 'running', label: 'Reading a.ts' } },
    });
    assert.equal(await line.textContent(), 'Reading a.ts');
  });

  it('leads to what waits for a decision when it is off the screen', async () => {
    await open({ state: panelState([user, longText, waitingCard, longText], { run: waits }) });
    const log = panel.page.getByRole('log');
    await button('Approve').scrollIntoViewIfNeeded();
    await button('Show what waits').waitFor({ state: 'detached' });
    await log.evaluate(element => element.scrollTo({ top: 0, behavior: 'instant' }));
    await button('Show what waits').press('Enter');
    await panel.page.waitForFunction(
      () => document.activeElement?.getAttribute('data-state') === 'waiting',
    );
    await button('Show what waits').waitFor({ state: 'detached' });
  });

  it('suggests what the host found in the workspace; a press puts it into the composer', async () => {
    const text = 'Fix the 3 problems in src/a.ts.';
    await open({
      handlers: {
        suggestions: () => Promise.resolve({ suggestions: [{ kind: 'problems', text }] }),
      },
    });
    await button(text).click();
    const box = panel.page.getByRole('textbox', { name: 'Message' });
    assert.equal(await box.inputValue(), text);
    assert.deepEqual(await panel.asked('send'), []);
  });

  it('attaches what a suggestion speaks of, in the place of what another one brought', async () => {
    await open({
      handlers: {
        suggestions: () =>
          Promise.resolve({
            suggestions: [
              { kind: 'problems', text: 'Fix the problem in a.ts.', ref: 'problems' },
              { kind: 'changes', text: 'Review my uncommitted changes.', ref: 'diff' },
              { kind: 'project', text: 'Give me a tour.' },
            ],
          }),
        attach: ({ ref }) =>
          Promise.resolve({
            chip: { ref, kind: 'diff', label: `What the ${ref} say`, detail: '', tokens: 9 },
          }),
      },
    });
    await button('Fix the problem in a.ts.').click();
    await button('Remove What the problems say').waitFor();
    await button('Review my uncommitted changes.').click();
    await button('Remove What the diff say').waitFor();
    assert.equal(await button('Remove What the problems say').count(), 0);
    await panel.page.getByRole('textbox', { name: 'Message' }).press('Enter');
    assert.deepEqual(await panel.asked('send'), [
      { chatId: 'chat-1', text: 'Review my uncommitted changes.', chips: ['diff'] },
    ]);
    await button('Fix the problem in a.ts.').click();
    await button('Remove What the problems say').waitFor();
    await button('Give me a tour.').click();
    await button('Remove What the problems say').waitFor({ state: 'detached' });
  });

  it('suggests what fits anywhere where the host found nothing', async () => {
    await open();
    await button('Give me a short tour of this project.').waitFor();
  });

  it('has one action to take without a key, and offers the walkthrough', async () => {
    await open({ state: panelState([], { key: 'missing' }) });
    assert.equal(await panel.page.locator('.button.primary').count(), 1);
    await button('Set API key').waitFor();
    await button('Show me how to begin').click();
    assert.deepEqual(await panel.asked('openWalkthrough'), [{}]);
    assert.deepEqual(await panel.asked('suggestions'), []);
  });

  it('says why nothing can be added to a chat, and leads to a new one', async () => {
    const readOnly = 'This chat was written by a newer Plumb. Update Plumb to go on with it.';
    await open({ state: panelState([user], { readOnly }) });
    await panel.page.getByText(readOnly).waitFor();
    await panel.page.getByRole('textbox', { name: 'Message' }).fill('More');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await panel.asked('send'), []);
    await button('Begin a new chat').click();
    assert.equal((await panel.asked('newChat')).length, 1);
  });

  const states: Readonly<Record<string, () => Promise<void>>> = {
    filling: async () => {
      await open({ ...at, state: panelState([], { ...costs, contextTokens: 250_000 }) });
      await button('What fills the context').click();
      await dialog().getByText('128k of 272k tokens').waitFor();
    },
    noKey: () => open({ ...at, state: panelState([], { key: 'missing' }) }),
    readOnly: () =>
      open({ ...at, state: panelState([user], { readOnly: 'Written by a newer Plumb.' }) }),
    working: () =>
      open({ ...at, state: panelState([user, waitingCard], { ...costs, run: waits }) }),
  };
  let at: PanelOptions = {};

  for (const [name, show] of Object.entries(states)) {
    for (const theme of themeNames) {
      it(`R59: has no fault that axe finds, ${theme}, ${name}`, async () => {
        at = { theme };
        await show();
        assert.deepEqual(await axeFaults(panel.page), []);
        assert.deepEqual(panel.problems, []);
      });
    }
    it(`R59: loses nothing at 300 pixels and at 400 % zoom, ${name}`, async () => {
      for (const size of [
        { width: 300, height: 700 },
        { width: 320, height: 256 },
      ]) {
        at = size;
        await show();
        assert.deepEqual(await overflows(panel.page), []);
      }
    });
  }
});
