import assert from 'node:assert/strict';
import type { ChatItem } from '../../src/protocol/viewModel.ts';
import { axeFaults } from './faults.ts';
import { answersItem, question, receivingChat, searchedChat, summaryItem } from './newChats.ts';
import { panelState } from './panelStates.ts';
import { toolItem } from './sampleChats.ts';
import { drawn, benchForSuite, type OpenPanel } from './stubHost.ts';

describe('several answers, sources and summaries', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  const open = async (items: readonly ChatItem[], width = 400): Promise<void> => {
    panel = await bench.open({ state: panelState(items), width });
  };
  const message = () => panel.page.getByRole('textbox', { name: 'Message' });
  const button = (name: string) => panel.page.getByRole('button', { name, exact: true });
  const region = (name: string) => panel.page.getByRole('region', { name, exact: true });
  const tab = (name: string) => panel.page.getByRole('tab', { name, exact: true });
  const fourAnswers = [...answersItem.answers, ...answersItem.answers.slice(0, 1)];
  const lefts = () =>
    panel.page
      .getByRole('region', { name: /^Answer/ })
      .evaluateAll(all => all.map(each => Math.round(each.getBoundingClientRect().left)));

  it('stand side by side where there is room, and behind tabs where there is none', async () => {
    await open([question, answersItem], 1_000);
    assert.equal(new Set(await lefts()).size, 3);
    assert.equal(await tab('Answer 1 of 3').count(), 0);
    // Two columns at least, or tabs: never one long column.
    for (const width of [569, 570]) {
      await panel.page.setViewportSize({ width, height: 700 });
      await drawn(panel.page);
      const columns = new Set(await lefts()).size;
      assert.deepEqual(
        [columns, await tab('Answer 1 of 3').count()],
        width < 570 ? [0, 1] : [2, 0],
      );
    }
    await panel.page.setViewportSize({ width: 240, height: 700 });
    await drawn(panel.page);
    const shown = panel.page.getByRole('tabpanel', { name: 'Answer 1 of 3' });
    await shown.getByText('Use a map').waitFor();
    assert.equal(await panel.page.getByText('Sort once').count(), 0);
    assert.equal(await panel.page.evaluate(() => document.body.scrollWidth), 240);
  });

  it('R60: go from tab to tab by arrow keys, Home and End, and the one that is shown is kept', async () => {
    await open([question, { ...answersItem, answers: fourAnswers }], 300);
    await tab('Answer 1 of 4').focus();
    for (const [key, at] of [
      ['ArrowRight', 2],
      ['End', 4],
      ['ArrowRight', 1],
      ['ArrowLeft', 4],
      ['Home', 1],
      ['ArrowRight', 2],
    ] as const) {
      await panel.page.keyboard.press(key);
      const name = `Answer ${at} of 4`;
      await panel.page.getByRole('tabpanel', { name }).waitFor();
      const focused = panel.page.locator('[role=tab]:focus');
      assert.equal(await focused.getAttribute('aria-label'), name);
      assert.equal(await panel.page.locator('[role=tab][tabindex="0"]').count(), 1);
    }
    await panel.screenshot('compare-narrow');
    await button('Keep answer 2').click();
    assert.deepEqual(await panel.asked('keepAnswer'), [
      { chatId: 'chat-1', itemId: 'answers1', index: 1 },
    ]);
    assert.deepEqual(await axeFaults(panel.page), []);
  });

  it('say each what it took, and which was cut off', async () => {
    await open([question, answersItem], 1_000);
    const third = region('Answer 3 of 3');
    await third.getByText('Cut off: it reached the limit on output tokens.').waitFor();
    const figures = third.getByRole('list', { name: 'This answer took' }).locator('li');
    assert.deepEqual(await figures.allTextContents(), [
      '8.2k in (6.1k cached)',
      '412 out',
      '$0.0440',
    ]);
    assert.equal(await region('Answer 1 of 3').getByText('Cut off').count(), 0);
    await region('Answer 1 of 3').locator('strong', { hasText: 'map' }).waitFor();
  });

  it('wait for one to be kept before anything else is sent', async () => {
    await open([question, answersItem]);
    await panel.page.getByText('Keep one of the answers first').waitFor();
    await message().fill('and now?');
    await message().press('Enter');
    assert.equal(await button('Send').getAttribute('title'), 'Keep one of the answers first');
    await button('Send').click({ force: true });
    assert.deepEqual(await panel.asked('send'), []);
    await panel.patch({ op: 'replace', item: { ...answersItem, kept: 1 } });
    await message().press('Enter');
    assert.deepEqual(await panel.asked('send'), [{ chatId: 'chat-1', text: 'and now?' }]);
  });

  it('R60: are kept by keyboard, and the others fold', async () => {
    await open([question, answersItem], 1_000);
    await button('Keep answer 2').press('Enter');
    assert.deepEqual(await panel.asked('keepAnswer'), [
      { chatId: 'chat-1', itemId: 'answers1', index: 1 },
    ]);
    await panel.patch({ op: 'replace', item: { ...answersItem, kept: 1 } });
    assert.ok(await message().evaluate(box => box === document.activeElement));
    await panel.page.getByText('Sort once').waitFor();
    assert.equal(await panel.page.getByText('Use a map').count(), 0);
    assert.equal(await panel.page.getByRole('button', { name: /^Keep/ }).count(), 0);
    await panel.page.getByText('Other answers (2)').click();
    await panel.page.getByRole('group', { name: 'Answer 1 of 3' }).waitFor();
    await panel.page.getByRole('group', { name: 'Answer 3 of 3' }).waitFor();
    assert.equal(await panel.page.getByRole('group', { name: 'Answer 2 of 3' }).count(), 0);
  });

  it('ask the host once, however often Keep is pressed', async () => {
    let keep = (): void => undefined;
    const kept = new Promise<Record<string, never>>(resolve => (keep = () => resolve({})));
    panel = await bench.open({
      state: panelState([question, answersItem]),
      width: 1_000,
      handlers: { keepAnswer: () => kept },
    });
    await button('Keep answer 1').click();
    await button('Keep answer 3').click({ force: true });
    keep();
    assert.equal((await panel.asked('keepAnswer')).length, 1);
  });

  it('S19: show sources with their host, and open them only by the host', async () => {
    await open(searchedChat);
    const sources = panel.page.getByRole('group', { name: 'Sources' });
    const items = await sources.getByRole('listitem').allTextContents();
    assert.deepEqual(items, [
      'Map - JavaScript | MDNdeveloper.mozilla.org',
      'https://example.org/a/very/long/path?with=a&query=stringexample.org',
      'Not an address',
    ]);
    assert.equal(await sources.getByRole('link').count(), 2);
    const first = sources.getByRole('link', { name: 'Map - JavaScript | MDN' });
    const href = 'https://developer.mozilla.org/en-US/docs/Web/Map';
    assert.equal(await first.getAttribute('title'), href);
    await first.press('Enter');
    await first.click();
    assert.deepEqual(await panel.asked('openLink'), [{ href }, { href }]);
    assert.deepEqual([...panel.problems, ...panel.foreignRequests], []);
  });

  it('name the tools of the service in words', async () => {
    await open(searchedChat);
    await panel.page
      .getByRole('article', { name: 'Web search fast lookup by id in TypeScript' })
      .waitFor();
    await panel.page.getByRole('article', { name: 'Code interpreter', exact: true }).waitFor();
  });

  it('show a summary in full, and what it stands for', async () => {
    await open([question, summaryItem]);
    await panel.page.getByText('Summary of the conversation so far').waitFor();
    await panel.page.getByText('a map by id was agreed on').waitFor();
    await panel.page.getByText(/The messages above are no longer sent to the model/).waitFor();
    await panel.page.getByText('Summary of the conversation so far').click();
    await panel.page.getByText('a map by id was agreed on').waitFor({ state: 'detached' });
  });

  it('show what a call will write while it arrives, at its end, until the reader scrolls up', async () => {
    await open(receivingChat);
    const card = panel.page.getByRole('article', { name: 'create_file src/itemIndex.ts' });
    await card.getByText('Preparing…').waitFor();
    const text = card.locator('pre');
    const fromEnd = () =>
      text.evaluate(view => Math.round(view.scrollHeight - view.scrollTop - view.clientHeight));
    for (let line = 0; line < 60; line += 1) {
      await panel.patch({ op: 'append', id: 'w1', text: `  // line ${line}\n` });
    }
    assert.match((await text.textContent()) ?? '', /line 59\n$/);
    assert.ok((await fromEnd()) <= 1, `${await fromEnd()}`);
    await text.evaluate(view => (view.scrollTop = 0));
    await drawn(panel.page);
    await panel.patch({ op: 'append', id: 'w1', text: 'last' });
    assert.equal(await text.evaluate(view => view.scrollTop), 0);
    const whole = toolItem({ id: 'w1', name: 'create_file', title: 'src/itemIndex.ts' });
    await panel.patch({ op: 'replace', item: whole });
    await text.waitFor({ state: 'detached' });
  });

  it('draw only the end of what grows very long', async () => {
    await open(receivingChat);
    await panel.patch({ op: 'append', id: 'w1', text: 'x'.repeat(300_000) });
    const shown = (await panel.page.locator('pre').textContent()) ?? '';
    assert.ok(shown.length < 21_000 && shown.startsWith('…'), `${shown.length}`);
  });
});
