import assert from 'node:assert/strict';
import type { OutgoingMessage } from '../../../src/chat/session.ts';
import { createAskInChat } from '../../../src/host/askInChat.ts';

describe('a question from the editor', () => {
  /** What reaches the session, where the model may change things or not. */
  const asked = async (mayEdit: boolean): Promise<readonly unknown[]> => {
    const sent: unknown[] = [];
    const session = {
      send: (message: OutgoingMessage, whenBusy?: string) => {
        sent.push(message.options, whenBusy);
        return Promise.resolve();
      },
    };
    const active = {
      page: { reveal: () => Promise.resolve() },
      ensureKey: () => Promise.resolve(true),
      controller: { session },
    };
    const attachments = { read: () => Promise.resolve([]), sent: () => Promise.resolve() };
    const ask = createAskInChat({ active }, attachments, () => mayEdit);
    await ask({ text: 'Fix it.', about: [], toolChoice: { type: 'any' } });
    return sent;
  };

  it('says how the answer has to begin, and waits for a turn that runs', async () => {
    assert.deepEqual(await asked(true), [{ toolChoice: { type: 'any' } }, 'queue']);
  });

  it('asks for no call where the model can only read', async () => {
    assert.deepEqual(await asked(false), [{}, 'queue']);
  });
});
