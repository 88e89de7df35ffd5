import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/emitter.ts';
import { nullLogger } from '../../../src/base/logger.ts';
import { createChangesFeed } from '../../../src/host/changesFeed.ts';
import type { ReviewFile } from '../../../src/host/review/review.ts';
import type { ChangesView } from '../../../src/protocol/changesView.ts';

const file: ReviewFile = {
  uri: 'file:///w/a.ts',
  display: 'a.ts',
  change: 'update',
  baseline: 'old\n',
  added: 1,
  removed: 1,
  hunks: [{ id: 'h', from: 0, to: 1, baseFrom: 0, baseTo: 1 }],
};

/** A feed over a review that a test changes; `next` resolves with what is shown next. */
function feed(readText: (uri: string) => Promise<string>) {
  const changed = new Emitter<undefined>();
  const review = { files: [file] as readonly ReviewFile[], onDidChange: changed.event };
  const shown: ChangesView[] = [];
  let onShown: (view: ChangesView) => void = () => undefined;
  const stop = createChangesFeed({
    review,
    readText,
    show: view => {
      shown.push(view);
      onShown(view);
    },
    logger: nullLogger,
  });
  const next = (): Promise<ChangesView> =>
    new Promise(resolve => {
      onShown = resolve;
    });
  const change = (files: readonly ReviewFile[]): void => {
    review.files = files;
    changed.fire(undefined);
  };
  return { change, shown, next, stop };
}

function rows(view: ChangesView): (string | undefined)[] {
  return view.files.map(({ hunks }) => hunks[0]?.rows.at(-1)?.text);
}

describe('the feed of what is under review', () => {
  it('R46: tells what is there at the start, from before a reload', async () => {
    const { next, stop } = feed(() => Promise.resolve('new\n'));
    assert.deepEqual(rows(await next()), ['new']);
    stop.dispose();
  });

  it('gathers what changes while it looks, and looks once more with the last state', async () => {
    let text = 'one\n';
    let reads = 0;
    const { change, next, shown, stop } = feed(() => {
      reads += 1;
      return Promise.resolve(text);
    });
    await next();
    for (const letter of 'abcdefgh') {
      text = `${letter}\n`;
      change([{ ...file, display: letter }]);
    }
    assert.deepEqual(rows(await next()), ['h']);
    assert.equal(shown.length, 2);
    assert.equal(reads, 2);
    stop.dispose();
  });

  it('R31: lists a file that cannot be read without its lines, and reads none that is deleted', async () => {
    const read: string[] = [];
    const { change, next, stop } = feed(uri => {
      read.push(uri);
      return Promise.reject(new Error('It is gone.'));
    });
    const first = await next();
    assert.deepEqual(
      first.files.map(({ path, added }) => [path, added]),
      [['a.ts', 1]],
    );
    change([{ ...file, uri: 'file:///w/b.ts', change: 'delete' }]);
    await next();
    assert.deepEqual(read, ['file:///w/a.ts']);
    stop.dispose();
  });

  it('shows nothing once it is disposed, not even what it was reading', async () => {
    let give: (text: string) => void = () => undefined;
    const { change, shown, stop } = feed(
      () =>
        new Promise(resolve => {
          give = resolve;
        }),
    );
    stop.dispose();
    give('new\n');
    change([]);
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(shown, []);
  });
});
