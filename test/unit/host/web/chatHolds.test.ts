import assert from 'node:assert/strict';
import { createChatHolds } from '../../../../src/host/holds/createChatHolds.web.ts';

const CHAT = '11111111-1111-4111-8111-111111111111';

/** With Node's own Web Locks: two holds are two windows of one origin. */
describe('the holds of chats in a browser', () => {
  let folder: string;
  const windows = () => [createChatHolds(folder), createChatHolds(folder)] as const;

  beforeEach(() => {
    folder = `/storage/${crypto.randomUUID()}`;
  });

  it('gives a chat to one window, until it lets it go', async () => {
    const [first, second] = windows();
    assert.equal(await first.take(CHAT), true);
    assert.equal(await first.take(CHAT), true);
    assert.equal(await second.take(CHAT), false);
    assert.equal(await second.isElsewhere(CHAT), true);
    assert.equal(await first.isElsewhere(CHAT), false);
    assert.deepEqual([await first.has(CHAT), await second.has(CHAT)], [true, false]);
    first.release(CHAT);
    assert.equal(await first.has(CHAT), false);
    assert.equal(await second.take(CHAT), true);
    second.release(CHAT);
  });

  it('lets a person take it over, and the other knows', async () => {
    const [first, second] = windows();
    await first.take(CHAT);
    assert.equal(await second.take(CHAT, true), true);
    assert.equal(await first.has(CHAT), false);
    assert.equal(await first.isElsewhere(CHAT), true);
    second.release(CHAT);
  });

  it('gives it to one of two who ask at once', async () => {
    const [first, second] = windows();
    const taken = await Promise.all([first.take(CHAT), second.take(CHAT)]);
    assert.deepEqual(taken.toSorted(), [false, true]);
    first.release(CHAT);
    second.release(CHAT);
  });

  it('keeps chats apart, and those of other workspaces', async () => {
    const [first] = windows();
    const elsewhere = createChatHolds(`${folder}/other`);
    await first.take(CHAT);
    assert.equal(await elsewhere.take(CHAT), true);
    first.release(CHAT);
    elsewhere.release(CHAT);
  });
});
