import assert from 'node:assert/strict';
import { searchItems } from '../../src/host/searchItems.ts';
import type { ChatItem } from '../../src/protocol/viewModel.ts';
import { until } from '../support/until.ts';
import { panelState } from './panelStates.ts';
import { benchForSuite, type OpenPanel } from './stubHost.ts';

const many = (count: number, of: (number: number) => string): string =>
  Array.from({ length: count }, (_, at) => of(at)).join('\n');

const items: readonly ChatItem[] = [
  { kind: 'user', id: 'u1', text: 'Where is the needle?', attachments: [] },
  { kind: 'thinking', id: 'h1', text: 'A **thought** of it', durationMs: 1_200 },
  {
    ...{ kind: 'tool', id: 't1', name: 'read_file', title: 'src/hay.ts', summary: '40 lines' },
    ...{ state: 'done', input: '{"path":"src/hay.ts"}', durationMs: 5 },
    output: `${many(1_500, at => `hay number ${at}`)}\nthe pin of the output`,
  },
  {
    ...{ kind: 'text', id: 'a1', streaming: false },
    text: [
      'A **bold word**, then `some code`, and pebble, Pebble and PEBBLE.',
      `\`\`\`ts\n${many(200, at => `const line${at} = ${at};`)}\nconst brooch = 1;\n\`\`\``,
      `| n | of |\n| - | - |\n${many(150, at => `| ${at} | row |`)}\n| 151 | a ring |`,
    ].join('\n\n'),
  },
];

describe('find in chat', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  beforeEach(async () => {
    panel = await bench.open({
      state: panelState(items),
      handlers: {
        findInChat: ({ text }) => searchItems(items, text, new AbortController().signal),
      },
    });
    await panel.page.keyboard.press('ControlOrMeta+F');
    await box().waitFor();
  });

  const box = () => panel.page.getByRole('textbox', { name: 'Find in chat' });
  const bar = () => panel.page.getByRole('search');
  const button = (name: string) => bar().getByRole('button', { name, exact: true });
  const says = (text: string) => bar().getByText(text, { exact: true }).waitFor();
  /** What is marked as the place that was gone to, and stands where it can be read. */
  const current = () =>
    panel.page.evaluate(() => {
      const [range] = CSS.highlights.get('plumb-found-current') ?? [];
      if (!(range instanceof Range)) return undefined;
      const { top, bottom } = range.getBoundingClientRect();
      const { bottom: edge } = document.querySelector('.find-bar')?.getBoundingClientRect() ?? {};
      const isSeen = bottom > top && top >= (edge ?? 0) && bottom <= window.innerHeight;
      return isSeen ? range.toString() : `${range.toString()} (out of sight)`;
    });
  const goesTo = (text: string) =>
    until(`“${text}” is marked and in sight`, async () => (await current()) === text);

  for (const [what, text] of [
    ['the output of a tool, folded and cut', 'pin of the output'],
    ['thoughts, across what is bold', 'thought of it'],
    ['a long block of code', 'brooch'],
    ['a long table', 'a ring'],
    ['text with a bold word and code in it', 'bold word, then some code'],
  ] as const) {
    it(`shows what stands in ${what}`, async () => {
      await box().fill(text);
      await says('1 of 1');
      await goesTo(text);
    });
  }

  it('goes to each place in a message, and round', async () => {
    await box().fill('pebble');
    await says('1 of 3');
    await goesTo('pebble');
    await box().press('Enter');
    await says('2 of 3');
    await goesTo('Pebble');
    await box().press('Shift+Enter');
    await box().press('Shift+Enter');
    await says('3 of 3');
    await goesTo('PEBBLE');
  });

  it('leaves folded what does not hold it', async () => {
    await box().fill('pebble');
    await goesTo('pebble');
    assert.equal(await panel.page.locator('[data-item] details[open]').count(), 0);
    assert.equal(await panel.page.getByText('const brooch').count(), 0);
  });

  it('finds no signs of markdown that nobody sees', async () => {
    await box().fill('**bold');
    await says('Nothing was found.');
  });

  it('presses its buttons by the keyboard', async () => {
    await box().fill('pebble');
    await says('1 of 3');
    await button('Previous match').focus();
    await panel.page.keyboard.press('Enter');
    await says('3 of 3');
    await button('Close').focus();
    await panel.page.keyboard.press('Enter');
    await bar().waitFor({ state: 'detached' });
  });
});
