import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDraftStore } from '../../../../src/host/attachments/draftStore.ts';
import type { Draft } from '../../../../src/protocol/requests/composer.ts';

const EMPTY: Draft = { text: '', chips: [], images: [] };
const image = { name: 'a.png', base64: 'AAAA' };
const chip = { ref: '{"kind":"diff"}', kind: 'diff', label: 'Git diff', detail: '' } as const;

describe('drafts', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumb-drafts-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const store = (redact: (text: string) => string = text => text) =>
    createDraftStore(folder, redact);
  const files = async () => (await readdir(path.join(folder, 'drafts'))).sort();
  const written = (text: string): Draft => ({ ...EMPTY, text });

  it('come back in the next window, with chips and images', async () => {
    const draft = { text: 'Half a th', chips: [chip], images: [image] };
    await store().write('one', draft);
    assert.deepEqual(await store().read('one'), draft);
    assert.deepEqual(await store().read('two'), EMPTY);
  });

  it('keep their images where only the text is written, in the order of the writes', async () => {
    const drafts = store();
    const second = { ...image, name: 'b.png' };
    await Promise.all([
      drafts.write('one', { text: 'a', chips: [], images: [image] }),
      drafts.write('one', { text: 'ab', chips: [] }),
      drafts.write('one', { text: 'abc', chips: [], images: [second] }),
      drafts.write('one', { text: 'abcd', chips: [] }),
    ]);
    assert.deepEqual(await drafts.read('one'), { text: 'abcd', chips: [], images: [second] });
  });

  it('are no file once they are empty', async () => {
    await store().write('one', written('x'));
    assert.deepEqual(await files(), ['one.json']);
    await store().write('one', written(' \n'));
    assert.deepEqual(await files(), []);
  });

  it('S27 keep all but what may be a key', async () => {
    const order = 'kJ8sLm3Qw9ZxTn4Rb7Yv2Cd6Fh1Gp5Xa';
    await store().write('one', written(`It fails for the order ${order} only, not ${order}b.`));
    const { text } = await store().read('one');
    assert.equal(text, 'It fails for the order [key] only, not [key]b.');
    const many = Array.from({ length: 40 }, (_each, index) => `${order.slice(2)}${10 + index}`);
    await store().write('two', written(`of ${many.join(' ')}.`));
    assert.equal((await store().read('two')).text, `of ${many.map(() => '[key]').join(' ')}.`);
  });

  it('S26 S27 are not written with an API key in them', async () => {
    const key = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF';
    await store().write('one', { ...written(`my key is ${key}`), chips: [chip] });
    await store(text => text.replace('opensesame', '[redacted]')).write('two', {
      ...written('say opensesame'),
      images: [image],
    });
    for (const name of await files()) {
      assert.doesNotMatch(
        await readFile(path.join(folder, 'drafts', name), 'utf8'),
        /aB3dE6gH|opensesame/,
      );
    }
    assert.deepEqual(await store().read('one'), { ...written('my key is [key]'), chips: [chip] });
  });

  it('hold no more images than fit', async () => {
    const large = { name: 'l.png', base64: 'A'.repeat(20 * 1024 * 1024) };
    await store().write('one', { ...written('x'), images: [image, large, large, image] });
    const { images } = await store().read('one');
    assert.deepEqual(
      images.map(({ name }) => name),
      ['a.png', 'l.png', 'a.png'],
    );
  });

  it('are kept of the newest 50 chats', async () => {
    const drafts = store();
    for (let count = 0; count < 53; count += 1) await drafts.write(`chat-${count}`, written('x'));
    assert.equal((await files()).length, 50);
    assert.deepEqual(await drafts.read('chat-52'), written('x'));
  });

  it('are not believed where they are damaged', async () => {
    const drafts = store();
    await drafts.write('one', written('x'));
    await writeFile(path.join(folder, 'drafts', 'one.json'), '{"text":"half');
    assert.deepEqual(await drafts.read('one'), EMPTY);
  });

  it('of a chat that no message was sent in go on in the new chat after a reload', async () => {
    const before = store();
    await before.write('sent', written('of a chat with messages'));
    await before.write('gone', written('of a chat that is on no disk'));
    const after = store();
    const isChat = (id: string): boolean => id === 'sent';
    assert.equal((await after.readOfNewChat('new', isChat)).text, 'of a chat that is on no disk');
    assert.deepEqual(await files(), ['new.json', 'sent.json']);
    // Another new chat of the same window is another one.
    assert.deepEqual(await after.readOfNewChat('another', isChat), EMPTY);
    assert.equal((await after.readOfNewChat('new', isChat)).text, 'of a chat that is on no disk');
  });

  it('are no way out of their folder', async () => {
    await assert.rejects(store().write('../chats/one', written('x')), /Not an id/);
    await assert.rejects(store().read('a/b'), /Not an id/);
  });
});
