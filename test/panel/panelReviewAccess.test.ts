import assert from 'node:assert/strict';
import { manyChanges } from './changedSamples.ts';
import { axeFaults, overflows } from './faults.ts';
import { panelState } from './panelStates.ts';
import { finishedChat } from './sampleChats.ts';
import { benchForSuite, drawn, themeNames, type OpenPanel, type PanelOptions } from './stubHost.ts';

describe('changed files, for everyone', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  const open = async (options: PanelOptions): Promise<void> => {
    panel = await bench.open({
      state: panelState(finishedChat, {
        changes: manyChanges,
        chatCostUsd: 0.0459,
        contextTokens: 12_412,
      }),
      ...options,
    });
    await drawn(panel.page);
  };
  const region = () => panel.page.getByRole('region', { name: 'Changed files', exact: true });
  const unfold = async (): Promise<void> => {
    for (const fold of await region().getByRole('button', { name: 'Changed lines' }).all()) {
      await fold.press('Enter');
    }
  };

  for (const theme of themeNames) {
    it(`R59: have no fault that axe finds, ${theme}`, async () => {
      await open({ theme });
      assert.deepEqual(await axeFaults(panel.page), []);
      await panel.screenshot(`review-${theme}`);
      await unfold();
      await region().getByRole('button', { name: 'Undo all' }).press('Enter');
      assert.deepEqual(await axeFaults(panel.page), []);
      await panel.screenshot(`review-unfolded-${theme}`);
    });
  }

  it('R59: keep their edges in forced colours', async () => {
    await open({ forcedColors: 'active' });
    assert.deepEqual(await axeFaults(panel.page, ['color-contrast']), []);
    await panel.screenshot('review-forced-colours');
  });

  for (const width of [200, 280]) {
    it(`R59: fit ${width} pixels without scrolling sideways, and cut no button`, async () => {
      await open({ width, height: 900 });
      await unfold();
      assert.deepEqual(await overflows(panel.page), []);
      for (const button of await region().getByRole('button').all()) {
        const isCut = await button.evaluate(
          element => element.scrollWidth > element.clientWidth + 1,
        );
        assert.equal(isCut, false, (await button.textContent()) ?? '');
      }
      await panel.screenshot(`review-${width}px`);
    });
  }

  it('R59: lose nothing at 400 % zoom', async () => {
    // 1280 × 1024 at 400 % is a page of 320 × 256 CSS pixels (WCAG 1.4.10).
    await open({ width: 320, height: 256 });
    assert.deepEqual(await overflows(panel.page), []);
    const controls = panel.page.getByRole('button').or(panel.page.getByRole('link'));
    for (const control of await controls.and(panel.page.locator('.changes *')).all()) {
      await control.scrollIntoViewIfNeeded();
      const box = await control.boundingBox();
      assert.ok(box !== null && box.y >= -1 && box.y < 256 && box.height > 0);
    }
    const message = panel.page.getByRole('textbox', { name: 'Message' });
    await message.scrollIntoViewIfNeeded();
    await message.click();
    await panel.screenshot('review-zoom');
  });

  it('R57: read from right to left where the language does, and stay within the panel', async () => {
    await open({});
    await panel.page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    await unfold();
    const outside = await region().evaluate(view =>
      Array.from(view.querySelectorAll('*'))
        .map(element => element.getBoundingClientRect())
        .filter(({ left, right }) => left < -0.5 || right > window.innerWidth + 0.5),
    );
    assert.deepEqual(outside, []);
    const [keep, link] = await Promise.all([
      region().getByRole('button', { name: 'Keep', exact: true }).first().boundingBox(),
      region().getByRole('link', { name: 'src/cart.ts', exact: true }).boundingBox(),
    ]);
    assert.ok(keep && link && keep.x < link.x, 'the buttons stand at the end of the line');
    const lines = region().locator('.line-text').first();
    assert.equal(await lines.evaluate(cell => getComputedStyle(cell).unicodeBidi), 'plaintext');
    await panel.screenshot('review-rtl');
  });

  it('R60: can be walked through by keyboard, every stop with a name and a visible focus', async () => {
    await open({});
    await region()
      .getByRole('button', { name: /changed files/ })
      .focus();
    const stops: string[] = [];
    for (let count = 0; count < 60; count += 1) {
      const stop = await panel.page.evaluate(() => {
        const element = document.activeElement;
        if (!(element instanceof HTMLElement) || element.closest('.changes') === null) return '';
        const style = getComputedStyle(element);
        const isSeen = style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
        const name = element.getAttribute('aria-label') ?? element.innerText.split('\n')[0];
        return `${name ?? ''}${isSeen ? '' : ' (focus not seen)'}`;
      });
      if (stop === '') break;
      stops.push(stop);
      await panel.page.keyboard.press('Tab');
    }
    const hunk = (line: number): string[] => ['Changed lines', `Line ${line}`, 'Keep', 'Undo'];
    const file = (path: string): string[] => [path, 'Open diff', 'Keep', 'Undo'];
    assert.deepEqual(stops.slice(1), [
      'Keep all',
      'Undo all',
      ...file('src/cart.ts'),
      ...hunk(11),
      ...hunk(48),
      ...hunk(102),
      ...file('src/newCart.ts'),
      ...file('src/old/legacyCart.ts'),
      ...file('test/cart.test.ts'),
      ...file('src/pricing/discount.ts'),
      ...hunk(7),
    ]);
  });
});
