import assert from 'node:assert/strict';
import { undecided } from '../support/undecided.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ChatItem, PanelState } from '../../src/protocol/viewModel.ts';
import { repositoryRoot } from '../support/repository.ts';
import { axeFaults, overflows } from './faults.ts';
import { answersItem, question, receivingChat, searchedChat, summaryItem } from './newChats.ts';
import { panelState } from './panelStates.ts';
import {
  answerText,
  commandProposal,
  finishedChat,
  questionsChat,
  toolItem,
  waitingChat,
} from './sampleChats.ts';
import { drawn, benchForSuite, themeNames, themeVariables, type OpenPanel } from './stubHost.ts';

const running = { run: { state: 'running', label: 'Waiting for your decision' } } as const;
const notices: ChatItem[] = (['info', 'warning', 'error'] as const).map(severity => ({
  kind: 'notice',
  id: severity,
  severity,
  message: 'The connection ended before the answer did. What arrived is kept.',
  actions: [{ label: 'Continue', command: 'continue' }],
}));
const commandChat: ChatItem[] = [
  { kind: 'user', id: 'u1', text: 'Clean up', attachments: [] },
  toolItem({
    id: 'c1',
    name: 'run_command',
    title: 'npm run clean',
    state: 'running',
    output: '> clean\n> rm -rf build',
    proposal: commandProposal,
  }),
  toolItem({
    id: 'c2',
    name: 'run_command',
    title: 'npm test -- --reporter dot',
    state: 'waiting',
    proposal: {
      kind: 'command',
      ...undecided,
      hash: 'h2',
      command: 'npm test \u202e -- \u0430',
      cwd: '',
      timeoutMs: 60_000,
    },
  }),
];
const states: Readonly<Record<string, PanelState>> = {
  empty: panelState([], { key: 'missing', service: 'Local demo service: scripted, no AI' }),
  waiting: panelState(waitingChat, {
    ...running,
    title: 'The tests fail',
    chatCostUsd: 0.0123,
    contextTokens: 12_412,
  }),
  finished: panelState(finishedChat, {
    key: 'environment',
    title: 'The tests fail',
    chatCostUsd: 0.0459,
    contextTokens: 12_412,
  }),
  choice: panelState([question, answersItem], {
    chatCostUsd: 0.102,
    pendingUsd: 0.98,
    chatLimitUsd: 10,
    contextTokens: 250_000,
  }),
  service: panelState([summaryItem, ...searchedChat, ...receivingChat.slice(1)], running),
  questions: panelState(questionsChat, {
    ...running,
    title: 'Is it safe?',
    mode: 'readOnly',
    restricted: true,
  }),
  commands: panelState([...commandChat, ...notices], { ...running, title: 'Clean up' }),
};

describe('the panel for everyone', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  for (const theme of themeNames) {
    for (const [name, state] of Object.entries(states)) {
      it(`R59: has no fault that axe finds, ${theme}, ${name}`, async () => {
        panel = await bench.open({ theme, state, height: 900 });
        for (const summary of await panel.page
          .locator('.tool > details > summary, .thinking summary')
          .all()) {
          if (name === 'finished') await summary.click();
        }
        if (name === 'finished') await panel.page.locator('.code-keyword').first().waitFor();
        assert.deepEqual(await axeFaults(panel.page), []);
        await panel.screenshot(`panel-${name}-${theme}`);
      });
    }
  }

  it('R59: fits 200 pixels without scrolling sideways, and cuts no button', async () => {
    for (const [name, state] of Object.entries(states)) {
      panel = await bench.open({ state, width: 200, height: 900 });
      await drawn(panel.page);
      assert.deepEqual(await overflows(panel.page), [], name);
      for (const button of await panel.page.getByRole('button').all()) {
        const isCut = await button.evaluate(
          element => element.scrollWidth > element.clientWidth + 1,
        );
        assert.equal(isCut, false, (await button.textContent()) ?? '');
      }
      await panel.screenshot(`panel-${name}-200px`);
      await panel.close();
    }
    panel = await bench.open();
  });

  it('R59: loses nothing at 400 % zoom', async () => {
    // 1280 × 1024 at 400 % is a page of 320 × 256 CSS pixels (WCAG 1.4.10).
    for (const [name, state] of Object.entries(states)) {
      panel = await bench.open({ state, width: 320, height: 256 });
      assert.deepEqual(await overflows(panel.page), [], name);
      for (const role of ['textbox', 'combobox', 'button'] as const) {
        const controls = panel.page.getByRole(role).and(panel.page.locator(':not(.jump)'));
        for (const control of await controls.all()) {
          await control.scrollIntoViewIfNeeded();
          const box = await control.boundingBox();
          const isSeen = box !== null && box.y >= -1 && box.y < 256 && box.height > 0;
          assert.ok(isSeen, `${name}: ${(await control.getAttribute('aria-label')) ?? ''}`);
        }
      }
      await panel.screenshot(`panel-${name}-zoom`);
      await panel.close();
    }
    panel = await bench.open();
  });

  it('R59: keeps its edges in forced colours', async () => {
    panel = await bench.open({
      state: states['waiting'] ?? panelState(),
      forcedColors: 'active',
      height: 900,
    });
    // Computed styles do not tell the colours that are forced, so axe cannot judge contrast here.
    assert.deepEqual(await axeFaults(panel.page, ['color-contrast']), []);
    await panel.screenshot('panel-waiting-forced-colours');
    const border = await panel.page
      .getByRole('button', { name: 'Send' })
      .or(panel.page.getByRole('button', { name: 'Stop' }))
      .evaluate(element => getComputedStyle(element).borderTopStyle);
    assert.equal(border, 'solid');
  });

  it('moves nothing for those who asked for less motion', async () => {
    const animated = async (reducedMotion: 'reduce' | 'no-preference'): Promise<number> => {
      panel = await bench.open({ state: states['waiting'] ?? panelState(), reducedMotion });
      const count = await panel.page.evaluate(() => document.getAnimations().length);
      await panel.close();
      return count;
    };
    assert.ok((await animated('no-preference')) > 0);
    assert.equal(await animated('reduce'), 0);
    panel = await bench.open();
  });

  it('R57: shows text that runs from right to left as such, and code from left to right', async () => {
    const text = 'שלום עולם. זהו `code` בתוך טקסט.\n\n```ts\nlet a = 1;\n```';
    panel = await bench.open({
      state: panelState([
        { kind: 'user', id: 'u', text: 'שלום', attachments: [] },
        { kind: 'text', id: 'a', text, streaming: false },
      ]),
    });
    const place = await panel.page.evaluate(() => {
      const paragraph = document.querySelector('.markdown p');
      const range = document.createRange();
      if (paragraph?.firstChild) {
        range.setStart(paragraph.firstChild, 0);
        range.setEnd(paragraph.firstChild, 1);
      }
      const end = paragraph?.getBoundingClientRect().right ?? 0;
      return end - range.getBoundingClientRect().right;
    });
    assert.ok(Math.abs(place) < 2, `the first letter stands ${place} pixels from the right edge`);
    const code = panel.page.locator('pre');
    assert.equal(await code.evaluate(view => getComputedStyle(view).direction), 'ltr');
    await panel.screenshot('panel-rtl-dark');
  });

  it('R60: can be walked through by keyboard, every stop with a name and a visible focus', async () => {
    panel = await bench.open({ state: states['waiting'] ?? panelState(), height: 900 });
    const stops: string[] = [];
    // Once round, from the composer, which has the keyboard when the page is shown.
    for (let count = 0; count < 60 && stops.at(-1) !== 'Message'; count += 1) {
      await panel.page.keyboard.press('Tab');
      const stop = await panel.page.evaluate(() => {
        const element = document.activeElement;
        if (!(element instanceof HTMLElement) || element === document.body) return undefined;
        const style = getComputedStyle(element);
        const around = element.closest('.composer-box');
        const isSeen =
          (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') ||
          (around !== null && element.tagName === 'TEXTAREA');
        const name = element.getAttribute('aria-label') ?? element.innerText.split('\n')[0];
        return `${name ?? ''}${isSeen ? '' : ' (focus not seen)'}`;
      });
      if (stop !== undefined) stops.push(stop);
    }
    assert.deepEqual(stops, [
      'Mode',
      'Model',
      'Thinking level',
      'Attach',
      'Options',
      'Stop',
      'What fills the context',
      'Usage',
      'New chat',
      'History',
      'Conversation',
      'src/cart.ts:11-14',
      'Copy',
      'Edit',
      'Restore checkpoint',
      'More actions',
      'Thought for 3.2 s',
      'Copy',
      'list_directory',
      'read_file',
      'run_command',
      'apply_patch',
      'Approve',
      'Reject',
      'Always for this chat',
      'Message',
    ]);
  });

  it('R60: has a heading for each turn and each answer', async () => {
    panel = await bench.open({
      state: panelState([
        ...finishedChat,
        { kind: 'user', id: 'u2', text: 'Thanks', attachments: [] },
        { kind: 'text', id: 'a3', text: '# Welcome', streaming: false },
      ]),
    });
    const headings = await panel.page
      .getByRole('heading')
      .evaluateAll(all => all.map(heading => `${heading.tagName} ${heading.textContent}`));
    assert.deepEqual(headings, [
      'H1 New chat',
      'H2 You',
      'H3 Plumb',
      'H2 You',
      'H3 Plumb',
      'H4 Welcome',
    ]);
  });

  it('R58: tells a screen reader of an answer once, and lets the log itself be silent', async () => {
    panel = await bench.open({
      state: panelState([{ kind: 'user', id: 'u', text: 'hi', attachments: [] }], running),
    });
    assert.equal(await panel.page.getByRole('log').getAttribute('aria-live'), 'off');
    await panel.page.evaluate(() => {
      const region = document.querySelector('[aria-live="polite"]');
      const said: string[] = [];
      Object.assign(window, { said });
      if (region === null) return;
      new MutationObserver(() => said.push(region.textContent)).observe(region, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    });
    await panel.patch({ op: 'add', item: { kind: 'text', id: 'a', text: '', streaming: true } });
    for (const word of answerText.split(' ')) {
      await panel.patch({ op: 'append', id: 'a', text: `${word} ` });
    }
    await panel.patch(
      { op: 'replace', item: { kind: 'text', id: 'a', text: answerText, streaming: false } },
      { op: 'status', status: { run: { state: 'idle', label: '' } } },
    );
    const said = await panel.page.evaluate((): unknown => Reflect.get(window, 'said'));
    assert.ok(Array.isArray(said));
    assert.deepEqual(
      said.map(words => String(words).slice(0, 43)),
      ['Plumb answered: The total was wrong for two'],
    );
  });

  it('uses only colours and sizes that VS Code gives, in one of its themes at least', async () => {
    panel = await bench.open();
    const css = readFileSync(path.join(repositoryRoot, 'dist', 'panel', 'style.css'), 'utf8');
    const used = new Set(css.match(/--vscode-[\w-]+/g));
    const given = new Set(themeNames.flatMap(theme => Object.keys(themeVariables[theme])));
    assert.deepEqual(
      [...used].filter(name => !given.has(name)),
      [],
    );
  });
});
