import assert from 'node:assert/strict';
import type { ChatItem, ToolItem } from '../../src/protocol/viewModel.ts';
import { panelState } from './panelStates.ts';
import { cautiousProposal, questionsChat, toolItem } from './sampleChats.ts';
import { benchForSuite, themeNames, type OpenPanel } from './stubHost.ts';

const running = { run: { state: 'running', label: 'Waiting for your decision' } } as const;

describe('why something is asked', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  const open = async (items: readonly ChatItem[]): Promise<void> => {
    panel = await bench.open({ state: panelState(items, running), height: 1_200 });
  };
  const card = (proposal: ToolItem['proposal'], item: Partial<ToolItem> = {}): ToolItem =>
    toolItem({ id: 'c', name: 'apply_patch', state: 'waiting', input: '', proposal, ...item });

  it('says in one line what is asked', async () => {
    await open(questionsChat);
    assert.deepEqual(await panel.page.locator('.asked').allTextContents(), [
      'Read a guarded file',
      'Let this request use: Web search, Code interpreter',
      'Run a command in the background',
      'Change 1 file',
    ]);
    await panel.page.getByText(/What the model asks of them leaves this machine/).waitFor();
  });

  it('lists the guarded files with level and reason, and the warnings', async () => {
    await open([card(cautiousProposal)]);
    const cautions = panel.page.getByRole('list', { name: 'Take care' }).getByRole('listitem');
    assert.deepEqual(await cautions.allTextContents(), [
      'package.json Protected: The package manager runs the scripts of this file.',
      '"postinstall" starts a program when the packages are installed.',
    ]);
  });

  it('names what the model has read, what is not trusted first and marked, the rest folded', async () => {
    await open([card(cautiousProposal)]);
    const names = panel.page.locator('.read-before > .source-names > li');
    assert.deepEqual(await names.allTextContents(), [
      'node_modules/left-pad/README.md (dependency, not trusted)',
      'npm test (command output, not trusted)',
      'search (web, not trusted)',
      'src/cart.ts (workspace)',
      'src/index.ts (workspace)',
      'test/cart.test.ts (workspace)',
    ]);
    assert.equal(await panel.page.getByText('README.md (workspace)').isVisible(), false);
    await panel.page.getByText('2 more').click();
    await panel.page.getByText('README.md (workspace)').waitFor();
  });

  it('S18: shows what is hidden in every text that a decision hangs on', async () => {
    const hidden = 'a\u200bb';
    const guarded = [{ path: hidden, level: 'protected', reason: hidden }] as const;
    await open([
      card(
        {
          kind: 'command',
          hash: 'h',
          levels: ['command'],
          sources: [{ origin: 'dependency', name: hidden }],
          guarded: [...guarded],
          warnings: [hidden],
          choices: ['approve', 'reject'],
          command: hidden,
          cwd: hidden,
          timeoutMs: 1_000,
        },
        { name: hidden, title: hidden, input: hidden },
      ),
    ]);
    const marks = panel.page.locator('.tool .hidden-character');
    // Name, title, path, reason, warning, command, folder, source.
    assert.equal(await marks.count(), 8);
    const label = await panel.page.locator('.tool').getAttribute('aria-label');
    assert.equal(label, 'a‹U+200B›b a‹U+200B›b');
  });

  it('offers what may be answered and nothing else, and says what "always" means', async () => {
    await open([card(cautiousProposal)]);
    const buttons = panel.page.locator('.decision').getByRole('button');
    assert.deepEqual(await buttons.allTextContents(), ['Approve', 'Reject']);
    await panel.close();
    await open(questionsChat);
    const always = panel.page.getByRole('button', { name: 'Always for this command' });
    assert.match((await always.getAttribute('title')) ?? '', /^Exactly this command in exactly/);
    await always.click();
    assert.deepEqual(await panel.asked('decide'), [
      { chatId: 'chat-1', callId: 'q3', hash: 'h-command', decision: 'always' },
    ]);
  });

  it('folds the reasons once it is decided, and loses none', async () => {
    await open([card(cautiousProposal, { state: 'done' })]);
    await panel.page.locator('.tool > details > summary').click();
    const reasons = panel.page.getByText('Reasons', { exact: true });
    assert.equal(await panel.page.getByText('npm test', { exact: true }).isVisible(), false);
    await reasons.click();
    await panel.page.getByText('npm test', { exact: true }).waitFor();
    await panel.page.getByRole('list', { name: 'Take care' }).waitFor();
  });

  for (const theme of themeNames) {
    it(`can be looked at, ${theme}`, async () => {
      panel = await bench.open({
        theme,
        state: panelState(questionsChat, { ...running, mode: 'readOnly', restricted: true }),
        height: 1_500,
      });
      await panel.screenshot(`panel-reasons-${theme}`);
      assert.deepEqual(panel.problems, []);
    });
  }
});
