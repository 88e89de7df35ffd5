import assert from 'node:assert/strict';
import type { ChatEvent } from '../../src/chat/events.ts';
import { createChatPresenter } from '../../src/host/presentChat.ts';
import { panelState } from './panelStates.ts';
import { benchForSuite, type OpenPanel, type PanelOptions } from './stubHost.ts';

const at = 1;
const CUT = 'So:\n\n```ts\nconst total = items.red';
const CUT_TURN: readonly ChatEvent[] = [
  { type: 'userMessage', at, id: 'm1', text: 'How?', attachments: [] },
  { type: 'requestSent', at, taskUUID: 'a', model: 'm' },
  { type: 'text', at, text: CUT },
  { type: 'answerEnded', at, taskUUID: 'a', toolCalls: [], finishReason: 'length' },
  { type: 'turnEnded', at, reason: 'length' },
];
const GOING_ON: readonly ChatEvent[] = [
  { type: 'userMessage', at, id: 'm2', text: 'Go on.', attachments: [], continues: true },
  { type: 'requestSent', at, taskUUID: 'b', model: 'm' },
];
const REST: readonly ChatEvent[] = [
  { type: 'text', at, text: 'uce(sum, ' },
  { type: 'text', at, text: '0);\nconst mean = total / items.length;\n' },
  { type: 'text', at, text: '```\n\nThat is **all**.' },
];
const END: readonly ChatEvent[] = [
  { type: 'answerEnded', at, taskUUID: 'b', toolCalls: [], finishReason: 'stop' },
  { type: 'turnEnded', at, reason: 'done' },
];
const CODE = 'const total = items.reduce(sum, 0);\nconst mean = total / items.length;';
const LIMIT = 'The answer reached the limit on output tokens';

describe('an answer that was cut in a block of code and is continued', () => {
  const bench = benchForSuite();

  /** The panel after these events, and what tells it of more of them. */
  const open = async (
    events: readonly ChatEvent[],
    options: PanelOptions = {},
  ): Promise<{ panel: OpenPanel; tell: (more: readonly ChatEvent[]) => Promise<void> }> => {
    const presenter = createChatPresenter();
    for (const event of events) presenter.present(event);
    const panel = await bench.open({ state: panelState([...presenter.items]), ...options });
    return {
      panel,
      tell: async more => {
        for (const event of more) await panel.patch(...presenter.present(event));
      },
    };
  };
  const code = ({ page }: OpenPanel) => page.locator('.markdown pre');

  const isWhole = async (panel: OpenPanel): Promise<void> => {
    const { page } = panel;
    assert.equal(await code(panel).count(), 1);
    assert.equal((await code(panel).innerText()).trim(), CODE);
    assert.equal(await page.locator('.markdown p strong').innerText(), 'all');
    assert.equal(await page.getByText('Go on.').count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Continue' }).count(), 0);
    await page.getByText(`${LIMIT} and was continued.`).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Copy', exact: true }).count(), 2);
  };

  it('is one block while it comes, when it is whole, and after a reload', async () => {
    const { panel, tell } = await open(CUT_TURN);
    await panel.page.getByText(`${LIMIT} and was cut there.`).waitFor();
    await tell(GOING_ON);
    await tell(REST.slice(0, 2));
    assert.equal(await code(panel).count(), 1);
    assert.equal((await code(panel).innerText()).trim(), CODE);
    await tell([...REST.slice(2), ...END]);
    await isWhole(panel);
    const reloaded = await open([...CUT_TURN, ...GOING_ON, ...REST, ...END]);
    await isWhole(reloaded.panel);
  });

  it('goes on from text that was there as text that came', async () => {
    const { panel, tell } = await open([]);
    await tell([...CUT_TURN, ...GOING_ON, ...REST, ...END]);
    await isWhole(panel);
  });

  it('gives the whole code to Insert, and to a screen reader what is new', async () => {
    const { panel, tell } = await open(CUT_TURN);
    await tell([...GOING_ON, ...REST, ...END]);
    await panel.page.getByRole('button', { name: 'Insert at cursor' }).click();
    assert.deepEqual(await panel.asked('insertAtCursor'), [{ text: CODE }]);
    await panel.page
      .locator('[aria-live=polite]')
      .getByText('Plumb continued: uce(sum, 0);')
      .waitFor({ state: 'attached' });
  });
});
