import assert from 'node:assert/strict';
import { createLongChat } from './longChat.ts';
import { benchForSuite, drawn, type OpenPanel } from './stubHost.ts';
import { until } from '../support/until.ts';

const MESSAGES = 10_000;

describe('a chat of 10,000 messages (R48)', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;
  let chat = createLongChat(MESSAGES);

  beforeEach(async () => {
    chat = createLongChat(MESSAGES);
    panel = await bench.open({ state: chat.state(), handlers: chat.handlers });
    await panel.page.getByText(chat.textOf(MESSAGES - 1), { exact: true }).waitFor();
  });

  const log = () => panel.page.getByRole('log');
  const items = () => panel.page.locator('[data-item]').count();
  const message = (number: number) =>
    panel.page.getByText(chat.textOf(number), { exact: true }).first();
  const inSight = (number: number) =>
    message(number).evaluate(element => {
      const { top, bottom } = element.getBoundingClientRect();
      return bottom > 0 && top < window.innerHeight;
    });

  it('holds a part of it, however far one scrolls', async () => {
    assert.ok((await items()) <= 150);
    await log().evaluate(element => element.scrollTo({ top: 0, behavior: 'instant' }));
    await message(0).waitFor();
    assert.ok((await items()) <= 150, `${await items()} items`);
    await log().evaluate(element =>
      element.scrollTo({ top: element.scrollHeight / 2, behavior: 'instant' }),
    );
    await until('the middle is loaded', async () => {
      const first = await panel.page.locator('[data-item]').first().getAttribute('data-item');
      const place = Number(/\d+/.exec(first ?? '')?.[0]);
      return place > MESSAGES * 0.25 && place < MESSAGES * 0.75;
    });
    assert.ok((await items()) <= 150, `${await items()} items`);
  });

  it('R48: lets go of what was scrolled past', async function () {
    this.timeout(120_000);
    const cdp = await panel.page.context().newCDPSession(panel.page);
    await cdp.send('HeapProfiler.enable');
    const scrolled = async (frames: number): Promise<number> => {
      await log().evaluate(async (element, count) => {
        for (let frame = 0; frame < count; frame += 1) {
          element.scrollBy({ top: -400, behavior: 'instant' });
          await new Promise(resolve => requestAnimationFrame(resolve));
        }
      }, frames);
      await cdp.send('HeapProfiler.collectGarbage');
      await cdp.send('HeapProfiler.collectGarbage');
      return (await cdp.send('Runtime.getHeapUsage')).usedSize;
    };
    const afterFew = await scrolled(100);
    const afterMany = await scrolled(900);
    assert.ok(afterMany < afterFew * 1.25, `${afterFew} bytes, then ${afterMany}`);
  });

  it('leaves what is read where it is while text arrives at its end', async () => {
    await log().evaluate(element => element.scrollTo({ top: 0, behavior: 'instant' }));
    await message(0).waitFor();
    const top = () => message(0).evaluate(element => element.getBoundingClientRect().top);
    const before = await top();
    chat.seq = 1;
    await panel.patch({ op: 'append', id: chat.idOf(MESSAGES - 1), text: ' and more' });
    await drawn(panel.page);
    assert.equal(await top(), before);
  });

  it('R60: finds a text that is not loaded, marks it and gives the keyboard back', async () => {
    await panel.page.getByRole('textbox', { name: 'Message' }).focus();
    await panel.page.keyboard.press('ControlOrMeta+F');
    const box = panel.page.getByRole('textbox', { name: 'Find in chat' });
    await box.waitFor();
    await box.fill('needle');
    await message(chat.needles[0] ?? 0).waitFor();
    const search = panel.page.getByRole('search');
    await search.getByText(/^1 of 2$/).waitFor();
    await until('it is marked', () =>
      panel.page.evaluate(() => CSS.highlights.get('plumb-found-current')?.size === 1),
    );
    await box.press('Enter');
    await search.getByText(/^2 of 2$/).waitFor();
    await until('the second is in sight', () => inSight(chat.needles[1] ?? 0));
    await box.press('Shift+Enter');
    await search.getByText(/^1 of 2$/).waitFor();
    await box.press('Escape');
    await box.waitFor({ state: 'detached' });
    // Whatever was on its way when it was closed.
    await drawn(panel.page);
    assert.equal(await panel.page.evaluate(() => CSS.highlights.size), 0);
    assert.equal(
      await panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      'Message',
    );
    assert.deepEqual(await panel.asked('stop'), []);
  });

  it('R60: goes from own message to own message by keys', async () => {
    const own = () => panel.page.evaluate(() => document.activeElement?.textContent ?? '');
    await panel.page.getByRole('textbox', { name: 'Message' }).focus();
    await panel.page.keyboard.press('Alt+ArrowUp');
    await until('the last own message has the keyboard', async () =>
      (await own()).includes(chat.textOf(MESSAGES - 2)),
    );
    await panel.page.keyboard.press('Alt+ArrowUp');
    await until('the one before', async () => (await own()).includes(chat.textOf(MESSAGES - 4)));
    await panel.page.keyboard.press('Alt+ArrowDown');
    await until('the last again', async () => (await own()).includes(chat.textOf(MESSAGES - 2)));
  });
});
