import assert from 'node:assert/strict';
import { createSessions } from '../../../../src/chat/sessions.ts';
import { createConversationHandlers } from '../../../../src/host/panel/conversationHandlers.ts';
import { worldOf } from '../../chat/sessionHarness.ts';
import { ofType } from '../../chat/turnHarness.ts';

/** Handlers of a window whose first key is asked for, and given by `enterKey`. */
function handlersWithoutKey() {
  const sessions = createSessions(worldOf([{ text: ['1'] }, { text: ['2'] }]).parts);
  let isThere = (): void => undefined;
  const key = new Promise<boolean>(resolve => {
    isThere = () => resolve(true);
  });
  const never = (): Promise<never> => Promise.reject(new Error('Nobody asked for this.'));
  const handlers = createConversationHandlers({
    sessions,
    ensureKey: () => key,
    withoutKey: text => Promise.resolve({ send: true, text }),
    send: ({ text }, session) => session.send({ text }),
    goBack: () => Promise.resolve(true),
    branch: never,
    composer: { attachments: { chip: never, ofText: never }, images: { dataUri: never } },
  });
  return { sessions, handlers, enterKey: () => isThere() };
}

describe('a message that waits for the key', () => {
  it('goes into the chat that it was written in, whichever is opened meanwhile', async () => {
    const { sessions, handlers, enterKey } = handlersWithoutKey();
    const [written, other] = [sessions.create(), sessions.create()];
    const sent = handlers.send({ chatId: written.id, text: 'For this chat' });
    await sessions.open(other.id);
    enterKey();
    assert.deepEqual(await sent, { accepted: true });
    await written.whenIdle();
    assert.deepEqual(
      ofType(written.events, 'userMessage').map(({ text }) => text),
      ['For this chat'],
    );
    assert.deepEqual(other.events, []);
  });
});
