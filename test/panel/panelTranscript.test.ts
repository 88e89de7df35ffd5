import assert from 'node:assert/strict';
import type { RequestName } from '../../src/protocol/messages.ts';
import type { ChatItem } from '../../src/protocol/viewModel.ts';
import { until } from '../support/until.ts';
import { panelState } from './panelStates.ts';
import { finishedChat, toolItem } from './sampleChats.ts';
import { drawn, benchForSuite, type OpenPanel } from './stubHost.ts';

const user: ChatItem = { kind: 'user', id: 'u', text: 'hello', attachments: [] };
const answer = (text: string, streaming = false): ChatItem => ({
  kind: 'text',
  id: 'a',
  text,
  streaming,
});
const running = { run: { state: 'running', label: 'Answering' } } as const;
const long = Array.from({ length: 80 }, (_, at) => `Paragraph ${at}.`).join('\n\n');

describe('the conversation', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  const log = () => panel.page.getByRole('log', { name: 'Conversation' });
  const button = (name: string) => panel.page.getByRole('button', { name, exact: true });
  const asked = (name: RequestName) => panel.asked(name);
  const clipboard = () => panel.page.evaluate(() => navigator.clipboard.readText());
  const open = async (items: readonly ChatItem[], status = {}): Promise<void> => {
    panel = await bench.open({ state: panelState(items, status) });
  };
  /** CSS pixels between the end of the conversation and what is seen of it. */
  const fromEnd = () =>
    log().evaluate(view => Math.round(view.scrollHeight - view.scrollTop - view.clientHeight));

  /** What is off screen takes its true size when it comes in sight, so this may take some frames. */
  const reachesEnd = () =>
    panel.page.waitForFunction(() => {
      const view = document.querySelector('[role="log"]');
      return view !== null && view.scrollHeight - view.scrollTop - view.clientHeight < 1;
    });

  it('shows an answer as it arrives, and the same when it has ended', async () => {
    await open([user, answer('', true)], running);
    const text = '# Title\n\nSome **bold** text.\n\n- one\n- two\n\n```ts\nlet a = 1;\n```\n\nEnd.';
    for (let at = 0; at < text.length; at += 7) {
      await panel.patch({ op: 'append', id: 'a', text: text.slice(at, at + 7) });
    }
    const shown = () => log().locator('.markdown').innerText();
    const growing = await shown();
    await panel.patch({ op: 'replace', item: answer(text) });
    assert.equal(await shown(), growing);
    assert.deepEqual(await log().locator('strong, li').allTextContents(), ['bold', 'one', 'two']);
    assert.equal(await log().locator('pre').textContent(), 'let a = 1;');
  });

  it('leaves the elements of blocks that are finished alone', async () => {
    await open([user, answer('First.\n\nSecond', true)], running);
    const first = log().locator('.markdown p').first();
    await first.evaluate(element => Object.assign(element, { isTheSame: true }));
    await first.evaluate(element => {
      const observer = new MutationObserver(records => {
        element.setAttribute('data-changes', String(records.length));
      });
      observer.observe(element, { subtree: true, childList: true, characterData: true });
    });
    for (let at = 0; at < 20; at += 1) {
      await panel.patch({ op: 'append', id: 'a', text: ` word\n\nNext ${at}` });
    }
    await panel.patch({ op: 'replace', item: answer(`First.\n\nSecond`) });
    assert.equal(await first.getAttribute('data-changes'), null);
    assert.ok(await first.evaluate(element => 'isTheSame' in element));
  });

  it('colours code once its block has closed', async () => {
    await open([user, answer('```ts\nconst a', true)], running);
    await panel.patch({ op: 'append', id: 'a', text: ' = 1;\n' });
    await drawn(panel.page);
    assert.equal(await log().locator('.code-keyword').count(), 0);
    await panel.patch({ op: 'append', id: 'a', text: '```\n\nDone' });
    await log().locator('.code-keyword', { hasText: 'const' }).waitFor();
    assert.equal(await log().locator('pre').textContent(), 'const a = 1;');
  });

  it('draws a long open fence in chunks and leaves those that are full alone', async () => {
    await open([user, answer('```ts\n', true)], running);
    const lines = Array.from({ length: 100 }, (_, at) => `const value${at} = ${at};\n`);
    await panel.patch({ op: 'append', id: 'a', text: lines.slice(0, 50).join('') });
    const chunk = log().locator('.code-chunk').first();
    await chunk.evaluate(element => Object.assign(element, { isTheSame: true }));
    await panel.patch({ op: 'append', id: 'a', text: lines.slice(50).join('') });
    assert.equal(await log().locator('.code-chunk').count(), 3);
    await panel.patch({ op: 'replace', item: answer(`\`\`\`ts\n${lines.join('')}\`\`\``) });
    await log().locator('.code-keyword').last().waitFor();
    assert.ok(await chunk.evaluate(element => 'isTheSame' in element));
    assert.equal(await log().locator('pre').textContent(), lines.slice(0, 40).join(''));
  });

  it('R49: takes a table of 2,000 rows and a line of 200,000 characters', async () => {
    const rows = Array.from({ length: 2_000 }, (_, at) => `| ${at} | ${at * at} |`).join('\n');
    const text = `| n | n² |\n|---|---|\n${rows}\n\n\`\`\`\n${'x'.repeat(200_000)}\n\`\`\``;
    await open([user, answer(text)]);
    assert.equal(await log().locator('td').count(), 200);
    await until(
      'all of the line is there',
      async () => (await log().locator('pre').textContent())?.length === 200_000,
    );
  });

  it('copies a message, and the code of a block alone', async () => {
    await open([user, answer('Use:\n\n```sh\nnpm test\nnpm start\n```')]);
    await log().locator('.user').hover();
    await button('Copy').first().click();
    assert.equal(await clipboard(), 'hello');
    await button('Copy').last().click();
    assert.equal(await clipboard(), 'Use:\n\n```sh\nnpm test\nnpm start\n```');
    await button('Copy code').click();
    assert.equal(await clipboard(), 'npm test\nnpm start');
  });

  it('inserts code at the cursor and makes a new file of it', async () => {
    await open([user, answer('```TypeScript title="a.ts"\nlet a;\n```')]);
    await button('Insert at cursor').click();
    await button('New file').click();
    assert.deepEqual(await asked('insertAtCursor'), [{ text: 'let a;' }]);
    assert.deepEqual(await asked('newFile'), [{ text: 'let a;', language: 'typescript' }]);
  });

  it('opens what was attached to a message', async () => {
    await open(finishedChat);
    await button('src/cart.ts:11-14').click();
    assert.deepEqual(await asked('openFile'), [{ path: 'src/cart.ts', line: 11 }]);
  });

  it('folds the thinking, and says how long it took', async () => {
    const thinking: ChatItem = { kind: 'thinking', id: 't', text: '**Plan**\n\nLook first.' };
    await open([user, thinking], running);
    const summary = log().locator('summary');
    assert.equal(await summary.textContent(), 'Thinking…');
    await panel.patch({ op: 'replace', item: { ...thinking, durationMs: 3_240 } });
    assert.equal(await summary.textContent(), 'Thought for 3.2 s');
    assert.equal(await log().getByText('Look first.').count(), 0);
    await summary.press('Enter');
    await log().getByText('Look first.').waitFor();
    assert.equal(await log().locator('.thoughts strong').textContent(), 'Plan');
  });

  it('shows a call with its state in words, its arguments and its output', async () => {
    const call = { id: 'c', input: '{"path":"a.ts"}' };
    await open([user, toolItem({ ...call, state: 'receiving', title: '' })], running);
    const card = log().getByRole('article');
    const words = {
      running: 'Running…',
      failed: 'Failed',
      rejected: 'Rejected',
      stopped: 'Stopped',
    };
    await card.getByText('Preparing…').waitFor();
    for (const [state, word] of Object.entries(words)) {
      const item = toolItem({ ...call, state: state as keyof typeof words });
      await panel.patch({ op: 'replace', item });
      await card.getByText(word).waitFor();
    }
    const stopped = toolItem({ ...call, state: 'stopped', summary: 'stopped' });
    await panel.patch({ op: 'replace', item: stopped });
    assert.equal(await card.locator('.tool-result').textContent(), 'Stopped', 'said once');
    const done = toolItem({ ...call, output: '1\tlet a;', summary: '1 line', durationMs: 1_500 });
    await panel.patch({ op: 'replace', item: done });
    assert.deepEqual(await card.locator('.tool-part').allTextContents(), ['1 line', '1.5 s']);
    await card.locator('summary').click();
    assert.deepEqual(await card.locator('pre').allTextContents(), ['{"path":"a.ts"}', '1\tlet a;']);
  });

  it('shows the output of a command while it runs', async () => {
    const call = toolItem({ id: 'c', name: 'run_command', state: 'running', input: '' });
    await open([user, call], running);
    await panel.patch({ op: 'append', id: 'c', text: 'first\n' });
    await panel.patch({ op: 'append', id: 'c', text: 'second\n' });
    assert.equal(await log().locator('.tool-text').textContent(), 'first\nsecond\n');
    const output = 'first\nsecond\nexit code 0';
    await panel.patch({ op: 'replace', item: { ...call, state: 'done', output, summary: 'ok' } });
    assert.equal(await log().locator('.tool-text').count(), 0);
  });

  it('says what a turn took, and leaves out what is not known', async () => {
    await open([user, ...finishedChat.slice(-1)]);
    const footer = panel.page.getByRole('list', { name: 'This turn took' });
    assert.deepEqual(await footer.locator('li').allTextContents(), [
      '12.4k in (9.2k cached)',
      '846 out (320 reasoning)',
      '$0.0459',
      '18 s',
    ]);
    const usage = { promptTokens: 10, completionTokens: 2 };
    await panel.patch({
      op: 'replace',
      item: { kind: 'turn', id: 'turn1', usage, durationMs: 400 },
    });
    assert.deepEqual(await footer.locator('li').allTextContents(), ['10 in', '2 out', '0.4 s']);
  });

  it('offers the one action of a notice', async () => {
    const notice = {
      kind: 'notice',
      id: 'n',
      severity: 'error',
      message: 'Too many requests.',
    } as const;
    await open([user, { ...notice, actions: [{ label: 'Retry', command: 'retry' }] }]);
    await log().getByText('Too many requests.').waitFor();
    await button('Retry').click();
    assert.deepEqual(await asked('runAction'), [{ itemId: 'n', index: 0 }]);
    await panel.patch({
      op: 'replace',
      item: {
        ...notice,
        severity: 'warning',
        actions: [{ label: 'Continue', command: 'continue' }],
      },
    });
    await button('Continue').click();
    assert.equal((await asked('runAction')).length, 2);
  });

  it('gives the words of a notice the whole width where the button would press them together', async () => {
    const message = 'This turn was interrupted when the window closed. Nothing has run since.';
    const actions = [{ label: 'Continue', command: 'continue' }];
    await open([user, { kind: 'notice', id: 'n', severity: 'warning', message, actions }]);
    for (const [width, isBelow] of [
      [300, true],
      [600, false],
    ] as const) {
      await panel.page.setViewportSize({ width, height: 700 });
      await drawn(panel.page);
      const words = await log().getByText(message).boundingBox();
      const action = await button('Continue').boundingBox();
      assert.ok(words !== null && action !== null);
      assert.equal(action.y >= words.y + words.height, isBelow, `${width} px`);
    }
  });

  it('offers every action of a notice, the first one foremost', async () => {
    const actions = [
      { label: 'Raise the limit', command: 'a' },
      { label: 'Show usage', command: 'b' },
    ];
    const message = 'This message could cost more than the limit allows.';
    await open([user, { kind: 'notice', id: 'n', severity: 'warning', message, actions }]);
    assert.equal(await button('Raise the limit').getAttribute('class'), 'button primary');
    assert.equal(await button('Show usage').getAttribute('class'), 'button');
    await button('Show usage').click();
    assert.deepEqual(await asked('runAction'), [{ itemId: 'n', index: 1 }]);
  });

  it('takes up no turn by a notice once the chat has gone on', async () => {
    const notice = (id: string, message: string): ChatItem => ({
      kind: 'notice',
      id,
      severity: 'warning',
      message,
      actions: [
        { label: 'Continue', command: 'continue' },
        { label: 'Show Log', command: 'plumb.showLog' },
      ],
    });
    await open([user, notice('n1', 'Interrupted.')]);
    await button('Continue').waitFor();
    await panel.patch({ op: 'add', item: { ...user, id: 'u2' } });
    await button('Continue').waitFor({ state: 'detached' });
    await button('Show Log').click();
    assert.deepEqual(await asked('runAction'), [{ itemId: 'n1', index: 1 }]);
    await panel.patch({ op: 'add', item: notice('n2', 'Once more.') });
    await button('Continue').waitFor();
    // It was retried, and this turn goes on.
    await panel.patch({
      op: 'add',
      item: { kind: 'text', id: 't', text: 'More.', streaming: true },
    });
    await button('Continue').waitFor({ state: 'detached' });
  });

  it('never lays the button to copy over what is said between two steps', async () => {
    const words = { kind: 'text', id: 't', text: 'Words between.', streaming: false } as const;
    const more = { kind: 'thinking', id: 'm', text: 'More.', durationMs: 5 } as const;
    await open([user, words, more]);
    const copy = log().locator('.answer').getByRole('button', { name: 'Copy' });
    const opacity = (): Promise<string> =>
      copy.evaluate(button => getComputedStyle(button.parentElement ?? button).opacity);
    assert.equal(await opacity(), '0');
    await copy.focus();
    await until('it is seen where it is wanted', async () => (await opacity()) === '1');
  });

  it('says what the agent is doing', async () => {
    await open([user], { run: { state: 'running', label: 'Waiting for the model' } });
    await log().getByText('Waiting for the model').waitFor();
    await panel.patch({ op: 'status', status: { run: { state: 'idle', label: '' } } });
    assert.equal(await log().getByText('Waiting for the model').count(), 0);
  });

  it('stays at the end while text arrives', async () => {
    await open([user, answer(long, true)], running);
    await until('the end is in sight', async () => (await fromEnd()) === 0);
    for (let at = 0; at < 10; at += 1) {
      await panel.patch({ op: 'append', id: 'a', text: `\n\nMore ${at}.\n\nAnd more.` });
      await until('the end is in sight', async () => (await fromEnd()) === 0);
    }
    assert.equal(await button('Jump to latest').count(), 0);
  });

  it('leaves a reader who scrolled up where he is, until he jumps to the latest', async () => {
    await open([user, answer(long, true)], running);
    await log().hover();
    await panel.page.mouse.wheel(0, -600);
    await button('Jump to latest').waitFor();
    const top = (): Promise<number> => log().evaluate(view => view.scrollTop);
    const before = await top();
    await panel.patch({ op: 'append', id: 'a', text: '\n\nMore.\n\nAnd more.' });
    assert.equal(await top(), before);
    await button('Jump to latest').click();
    await until('the end is in sight', async () => (await fromEnd()) === 0);
    await panel.patch({ op: 'append', id: 'a', text: '\n\nMore.\n\nAnd more.' });
    await until('the end is in sight', async () => (await fromEnd()) === 0);
    assert.equal(await button('Jump to latest').count(), 0);
  });

  it('stays at the end when the panel gets narrower and the composer grows', async () => {
    await open([user, answer(long, true)], running);
    await panel.page.setViewportSize({ width: 240, height: 500 });
    await reachesEnd();
    await panel.page.getByRole('textbox', { name: 'Message' }).fill('a\nb\nc\nd\ne');
    await reachesEnd();
  });

  it('shows the end when the reader sends a message or opens another chat', async () => {
    await open([user, answer(long)]);
    const up = () => log().evaluate(view => view.scrollTo(0, 0));
    await up();
    await button('Jump to latest').waitFor();
    await panel.patch({ op: 'add', item: { ...user, id: 'u2', text: 'again' } });
    await until('the end is in sight', async () => (await fromEnd()) === 0);
    await up();
    await button('Jump to latest').waitFor();
    const { status, from, total, items } = panelState([user, answer(long)], { chatId: 'chat-2' });
    await panel.patch({ op: 'chat', status, from, total, items });
    await until('the end is in sight', async () => (await fromEnd()) === 0);
  });

  it('takes line ends as a Windows program writes them', async () => {
    await open([user, answer('# One\r\n\r\ntwo\r', true)], running);
    await panel.patch({ op: 'append', id: 'a', text: '\nthree\r\n\r\nfour' });
    assert.deepEqual(await log().locator('.markdown p').allTextContents(), ['two\nthree', 'four']);
  });
});
