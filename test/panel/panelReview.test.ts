import assert from 'node:assert/strict';
import { NO_CHANGES, type ChangesView } from '../../src/protocol/changesView.ts';
import type { HostHandlers } from '../../src/protocol/rpc.ts';
import {
  cart,
  cartHunks,
  changedFile,
  changesOf,
  manyChanges,
  priceFile,
} from './changedSamples.ts';
import { panelState } from './panelStates.ts';
import { finishedChat, waitingChat } from './sampleChats.ts';
import { benchForSuite, type OpenPanel } from './stubHost.ts';

const [first, second, third] = cartHunks;
const cartUri = 'file:///shop/src/cart.ts';
const running = { run: { state: 'running', label: 'Answering' } } as const;

describe('changed files in the panel', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;

  const open = async (
    changes: ChangesView,
    handlers: Partial<HostHandlers> = {},
    saved?: unknown,
  ): Promise<void> => {
    panel = await bench.open({
      state: panelState(finishedChat, { changes, ...running }),
      handlers,
      saved,
    });
  };
  const change = (changes: ChangesView): Promise<void> =>
    panel.patch({ op: 'status', status: { changes } });
  const region = () => panel.page.getByRole('region', { name: 'Changed files', exact: true });
  const group = (name: string) => region().getByRole('group', { name, exact: true });
  const button = (name: string) => region().getByRole('button', { name, exact: true });
  /** The button of the file itself, which stands above those of its hunks. */
  const ofFile = (path: string, name: string) =>
    group(path).getByRole('button', { name, exact: true }).first();
  const ofHunk = (place: string, name: string) =>
    group(place).getByRole('button', { name, exact: true });
  const live = () => panel.page.locator('[aria-live="polite"]');
  /** Accessible description of what has the keyboard, or its name if it has none. */
  const focused = (): Promise<string> =>
    panel.page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return 'nothing';
      return element.title || element.getAttribute('aria-label') || element.innerText;
    });

  it('are not there while nothing is under review', async () => {
    await open(NO_CHANGES);
    assert.equal(await region().count(), 0);
    await change(manyChanges);
    await region().waitFor();
    await change(NO_CHANGES);
    assert.equal(await region().count(), 0);
  });

  it('are counted, and listed with path, counts and what happened to each', async () => {
    await open(manyChanges);
    const head = region().locator('.change-head');
    assert.equal(
      (await head.innerText()).replace(/\s+/g, ' '),
      '5 changed files +66 −133 Keep all Undo all',
    );
    const files = await region().locator('.change-file > .change-line').allInnerTexts();
    assert.deepEqual(
      files.map(words => words.replace(/\s+/g, ' ').trim()),
      [
        'src/cart.ts +23 −2',
        'src/newCart.ts New file +42 −0',
        'src/old/legacyCart.ts Deleted +0 −130',
        'test/cart.test.ts Moved from test/basket.test.ts +0 −0',
        'src/pricing/discount.ts +1 −1',
      ],
    );
  });

  it('say what is left out of a very long list', async () => {
    const changes = changesOf(changedFile({ path: 'a.ts', moreHunks: 12 }));
    await open({ ...changes, moreFiles: 40 });
    await region().getByText('41 changed files').waitFor();
    await region().getByText('40 more files').waitFor();
    await region().getByText('12 more changes').waitFor();
  });

  it('while the agent works: one hunk is kept, another undone, and the rest of the file undone', async () => {
    assert.ok(first && second && third);
    await open(changesOf(cart(first, second, third)));
    await ofHunk('Line 11', 'Keep').click();
    await change(changesOf(cart(second, third)));
    await ofHunk('Line 48', 'Undo').click();
    await change(changesOf(cart(third)));
    await ofFile('src/cart.ts', 'Undo').click();
    await change(NO_CHANGES);
    assert.deepEqual(await panel.asked('keepEdits'), [
      { target: { kind: 'hunk', uri: cartUri, id: 'cart-1' } },
    ]);
    assert.deepEqual(await panel.asked('undoEdits'), [
      { target: { kind: 'hunk', uri: cartUri, id: 'cart-2' } },
      { target: { kind: 'file', uri: cartUri } },
    ]);
    assert.deepEqual(panel.problems, []);
  });

  it('R58: have buttons whose names are the same and whose descriptions say which', async () => {
    await open(manyChanges);
    assert.equal(
      await ofFile('src/cart.ts', 'Keep').getAttribute('title'),
      'Keep the changes in src/cart.ts',
    );
    assert.equal(
      await ofHunk('Line 48', 'Undo').getAttribute('title'),
      'Undo the change at line 48 of src/cart.ts',
    );
    // Five files and four hunks.
    assert.equal(await button('Keep').count(), 9);
    assert.equal(await button('Undo').count(), 9);
    assert.equal(await button('Open diff').count(), 5);
  });

  it('R58: say once what was done, when it is done', async () => {
    let done = (): void => undefined;
    await open(manyChanges, {
      keepEdits: () => new Promise(resolve => (done = () => resolve({}))),
    });
    await ofFile('src/cart.ts', 'Keep').click();
    assert.equal(await live().textContent(), '');
    done();
    await live().getByText('Kept 3 changes in src/cart.ts', { exact: true }).waitFor();
    await ofHunk('Line 7', 'Undo').click();
    await live().getByText('Undid 1 change in src/pricing/discount.ts', { exact: true }).waitFor();
    await button('Keep all').click();
    done();
    await live().getByText('Kept all 7 changes', { exact: true }).waitFor();
  });

  it('are asked for once, however often a button is pressed, and say why it failed', async () => {
    let fail = (): void => undefined;
    await open(manyChanges, {
      undoEdits: () =>
        new Promise((_, reject) => {
          fail = () => reject(new Error('src/cart.ts cannot be written.'));
        }),
    });
    await ofFile('src/cart.ts', 'Undo').click();
    await ofFile('src/cart.ts', 'Undo').click({ force: true });
    await ofHunk('Line 7', 'Keep').press('Enter');
    assert.equal((await panel.asked('undoEdits')).length, 1);
    assert.equal((await panel.asked('keepEdits')).length, 0);
    fail();
    await panel.page.getByRole('alert').getByText('src/cart.ts cannot be written.').waitFor();
    assert.equal(await live().textContent(), '');
    await ofHunk('Line 7', 'Keep').press('Enter');
    assert.equal((await panel.asked('keepEdits')).length, 1);
  });

  it('open the place, and the diff', async () => {
    await open(manyChanges);
    await region().getByRole('link', { name: 'src/cart.ts', exact: true }).click();
    await region().getByRole('link', { name: 'Line 48', exact: true }).press('Enter');
    // There is no place in a file that is gone.
    await region().getByRole('link', { name: 'src/old/legacyCart.ts' }).click();
    await ofFile('src/newCart.ts', 'Open diff').click();
    assert.deepEqual(await panel.asked('openChange'), [
      { uri: cartUri },
      { uri: cartUri, hunkId: 'cart-2' },
    ]);
    assert.deepEqual(await panel.asked('openDiff'), [
      { uri: 'file:///shop/src/old/legacyCart.ts' },
      { uri: 'file:///shop/src/newCart.ts' },
    ]);
  });

  it('R60: unfold the lines of a hunk by keyboard, signed, and say what is cut', async () => {
    await open(manyChanges);
    const lines = ofHunk('Line 102', 'Changed lines');
    assert.equal(await region().locator('tr').count(), 0);
    await lines.press('Enter');
    assert.equal(await lines.getAttribute('aria-expanded'), 'true');
    assert.equal(await group('Line 102').locator('tr').count(), 12);
    await group('Line 102').getByText('8 more lines').waitFor();
    await ofHunk('Line 11', 'Changed lines').press('Space');
    assert.deepEqual(await group('Line 11').locator('.line-sign').allTextContents(), [
      '−',
      '+',
      '+',
    ]);
    await lines.press('Enter');
    assert.equal(await group('Line 102').locator('tr').count(), 0);
  });

  it('S18: show hidden characters of paths and lines', async () => {
    const hunk = {
      ...(first ?? assert.fail()),
      rows: [{ kind: 'added' as const, text: 'a\u202eb' }],
    };
    await open(changesOf(changedFile({ path: 'src/\u202esj.a', hunks: [hunk] })));
    await ofHunk('Line 11', 'Changed lines').click();
    assert.deepEqual(await region().locator('.hidden-character').allTextContents(), [
      'U+202E',
      'U+202E',
    ]);
  });

  it('are folded, and stay so after a reload, with the draft that was typed', async () => {
    await open(manyChanges);
    const fold = region().getByRole('button', { name: /changed files/ });
    await panel.page.getByRole('textbox', { name: 'Message' }).fill('half a thought');
    await fold.click();
    assert.equal(await fold.getAttribute('aria-expanded'), 'false');
    assert.equal(await button('Keep').count(), 0);
    const saved = await panel.saved();
    assert.deepEqual(saved, {
      chatId: 'chat-1',
      draft: 'half a thought',
      draftChatId: 'chat-1',
      isReviewFolded: true,
    });
    await panel.close();

    await open(manyChanges, {}, saved);
    assert.equal(await button('Keep').count(), 0);
    assert.equal(await button('Keep all').count(), 1);
    assert.equal(
      await panel.page.getByRole('textbox', { name: 'Message' }).inputValue(),
      'half a thought',
    );
    await region()
      .getByRole('button', { name: /changed files/ })
      .click();
    assert.equal(await button('Keep').count(), 9);
  });

  describe('"Undo all"', () => {
    it('is asked for twice, and says the second time how many', async () => {
      await open(manyChanges);
      await button('Undo all').press('Enter');
      assert.deepEqual(await panel.asked('undoEdits'), []);
      assert.equal(
        await live().textContent(),
        'Undo 7 changes? Press again to confirm, or Escape to cancel.',
      );
      assert.equal(await focused(), 'Undo 7 changes');
      await panel.page.keyboard.press('Enter');
      assert.deepEqual(await panel.asked('undoEdits'), [{ target: { kind: 'all' } }]);
      await live().getByText('Undid all 7 changes', { exact: true }).waitFor();
    });

    it('R60: is cancelled by Escape, which then does not stop the turn', async () => {
      await open(manyChanges);
      await button('Undo all').press('Enter');
      await panel.page.keyboard.press('Escape');
      assert.equal(await focused(), 'Undo all');
      assert.deepEqual(await panel.asked('stop'), []);
      assert.deepEqual(await panel.asked('undoEdits'), []);
      // Without a question Escape is what it is everywhere.
      await panel.page.keyboard.press('Escape');
      assert.equal((await panel.asked('stop')).length, 1);
    });

    it('is cancelled by its button, and when the keyboard goes elsewhere', async () => {
      await open(manyChanges);
      await button('Undo all').click();
      await button('Cancel').click();
      assert.equal(await focused(), 'Undo all');
      await button('Undo all').click();
      await panel.page.getByRole('textbox', { name: 'Message' }).click();
      await button('Undo all').waitFor();
      assert.deepEqual(await panel.asked('undoEdits'), []);
    });

    it('is not confirmed by a double click, nor by a key that is held down', async () => {
      await open(manyChanges);
      await button('Undo all').dblclick();
      assert.deepEqual(await panel.asked('undoEdits'), []);
      assert.deepEqual(await panel.asked('keepEdits'), []);
      await button('Undo 7 changes').waitFor();
      await button('Undo 7 changes').press('Escape');
      await panel.page.keyboard.down('Enter');
      await panel.page.keyboard.down('Enter');
      await panel.page.keyboard.up('Enter');
      assert.deepEqual(await panel.asked('undoEdits'), []);
      await button('Undo 7 changes').waitFor();
    });

    it('is asked anew when the agent has changed more meanwhile', async () => {
      await open(changesOf(priceFile));
      await button('Undo all').press('Enter');
      await button('Undo 1 change').waitFor();
      await change(manyChanges);
      assert.equal(await focused(), 'Undo all');
      await panel.page.keyboard.press('Enter');
      assert.deepEqual(await panel.asked('undoEdits'), []);
      await button('Undo 7 changes').waitFor();
    });
  });

  describe('R60: the keyboard', () => {
    it('goes to the same button of the next hunk, then of the one before', async () => {
      assert.ok(first && second && third);
      await open(changesOf(cart(first, second, third)));
      await ofHunk('Line 48', 'Undo').press('Enter');
      await change(changesOf(cart(first, third)));
      assert.equal(await focused(), 'Undo the change at line 102 of src/cart.ts');
      await panel.page.keyboard.press('Enter');
      await change(changesOf(cart(first)));
      assert.equal(await focused(), 'Undo the change at line 11 of src/cart.ts');
    });

    it('goes on to the next file, and to the composer when nothing is left', async () => {
      assert.ok(third);
      const created = changedFile({ path: 'src/newCart.ts', change: 'create' });
      await open(changesOf(cart(third), created, priceFile));
      await ofHunk('Line 102', 'Keep').press('Enter');
      await change(changesOf(created, priceFile));
      assert.equal(await focused(), 'Keep the change at line 7 of src/pricing/discount.ts');
      await ofFile('src/pricing/discount.ts', 'Keep').press('Enter');
      await change(changesOf(created));
      assert.equal(await focused(), 'Keep the changes in src/newCart.ts');
      await panel.page.keyboard.press('Enter');
      await change(NO_CHANGES);
      assert.equal(await focused(), 'Message');
    });

    it('goes to the composer after "Keep all"', async () => {
      await open(manyChanges);
      await button('Keep all').press('Enter');
      await change(NO_CHANGES);
      assert.equal(await focused(), 'Message');
    });

    it('goes to no "Undo" when what it was on goes without its doing', async () => {
      assert.ok(first && second);
      await open(changesOf(cart(first, second)));
      await region().getByRole('link', { name: 'Line 11', exact: true }).focus();
      await change(changesOf(cart(second)));
      assert.equal(await focused(), 'Keep the change at line 48 of src/cart.ts');
    });

    it('stays where it is while others are decided on elsewhere', async () => {
      assert.ok(first && second && third);
      await open(changesOf(cart(first, second)));
      await ofHunk('Line 48', 'Keep').focus();
      await change(changesOf(cart({ ...second, line: 47 }, third), priceFile));
      assert.equal(await focused(), 'Keep the change at line 47 of src/cart.ts');
      await panel.page.getByRole('textbox', { name: 'Message' }).focus();
      await change(NO_CHANGES);
      assert.equal(await focused(), 'Message');
    });

    it('decides once while Enter is held down', async () => {
      assert.ok(first && second && third);
      await open(changesOf(cart(first, second, third)));
      await ofHunk('Line 11', 'Keep').focus();
      await panel.page.keyboard.down('Enter');
      await change(changesOf(cart(second, third)));
      await panel.page.keyboard.down('Enter');
      await panel.page.keyboard.up('Enter');
      assert.equal((await panel.asked('keepEdits')).length, 1);
    });
  });

  it('leave the conversation and the composer in sight, however many they are', async () => {
    const files = Array.from({ length: 60 }, (_, at) => changedFile({ path: `src/file${at}.ts` }));
    for (const height of [700, 400]) {
      panel = await bench.open({
        state: panelState(waitingChat, { changes: changesOf(...files) }),
        height,
      });
      const list = await region().boundingBox();
      const log = await panel.page.getByRole('log').boundingBox();
      const box = await panel.page.locator('.composer').boundingBox();
      assert.ok(list && log && box);
      assert.ok(list.height <= height * 0.4 + 1);
      assert.ok(log.height > 100, `${log.height} pixels are left of the conversation`);
      assert.ok(list.y + list.height <= box.y + 0.5 && box.y + box.height <= height + 0.5);
      await ofFile('src/file59.ts', 'Keep').click();
      assert.equal((await panel.asked('keepEdits')).length, 1);
      await panel.close();
    }
    panel = await bench.open();
  });
});
