import assert from 'node:assert/strict';
import { createSession } from '../../../../src/chat/session.ts';
import { createChatController } from '../../../../src/host/chatController.ts';
import { createTranscriptHandlers } from '../../../../src/host/panel/transcriptHandlers.ts';
import { panelState } from '../../../panel/panelStates.ts';
import { worldOf } from '../../chat/sessionHarness.ts';

describe("the user's own messages", () => {
  it('are told as far as they stand before a place, of the chat that is shown alone', async () => {
    const session = createSession(
      'chat',
      worldOf([{ text: ['1'] }, { text: ['2'] }, { text: ['3'] }]).parts,
    );
    for (const text of ['one', 'two', 'three']) {
      await session.send({ text });
      await session.whenIdle();
    }
    const controller = createChatController(session, panelState().status);
    const handlers = createTranscriptHandlers(controller);
    const before = controller.items.findLastIndex(({ kind }) => kind === 'user');
    const told = await handlers.ownMessages({ chatId: 'chat', before });
    assert.deepEqual(told, { texts: ['one', 'two'] });
    assert.deepEqual(await handlers.ownMessages({ chatId: 'other', before }), { texts: [] });
    controller.dispose();
  });
});
