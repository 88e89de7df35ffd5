import assert from 'node:assert/strict';
import { createSession } from '../../../src/chat/session.ts';
import { createChatController, type Surroundings } from '../../../src/host/chatController.ts';
import { changesOf, priceFile } from '../../panel/changedSamples.ts';
import { panelState } from '../../panel/panelStates.ts';
import { createInMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';
import { createScriptedModel } from '../../support/scriptedModel.ts';
import { sessionInMemory } from '../../support/sessionInMemory.ts';
import { eventOf, worldOf } from '../chat/sessionHarness.ts';

const surroundings: Surroundings = panelState().status;
// They hold nothing of the review.
Reflect.deleteProperty(surroundings, 'changes');

/** The controller of an empty chat, and its next message to the panel. */
function controllerOfNewChat() {
  const session = sessionInMemory(createScriptedModel([]), createInMemoryWorkspace());
  const controller = createChatController(session, surroundings);
  const next = () =>
    new Promise<Parameters<Parameters<typeof controller.onPatches>[0]>[0]>(resolve => {
      const subscription = controller.onPatches(message => {
        subscription.dispose();
        resolve(message);
      });
    });
  return { controller, next };
}

describe('what is under review, in the chat that is shown', () => {
  const changes = changesOf(priceFile);

  it('is a part of the whole state, and a patch of its own when it changes', async () => {
    const { controller, next } = controllerOfNewChat();
    assert.equal(controller.state().status.changes.files.length, 0);
    controller.setChanges(changes);
    assert.deepEqual(await next(), { seq: 1, patches: [{ op: 'status', status: { changes } }] });
    assert.deepEqual(controller.state().status.changes, changes);
    controller.dispose();
  });

  it('is not sent again while it is the same, nor with what else changes around it', async () => {
    const { controller, next } = controllerOfNewChat();
    controller.setChanges(changes);
    await next();
    controller.setChanges(structuredClone(changes));
    controller.setSurroundings({ ...surroundings, mode: 'editsOn' });
    const { patches } = await next();
    assert.deepEqual(
      patches.map(patch => patch.op === 'status' && [patch.status.mode, patch.status.changes]),
      [['editsOn', undefined]],
    );
    controller.dispose();
  });
});

describe('a message that waits', () => {
  it('is told as left once its turn was stopped, also while another turn runs', async () => {
    const session = createSession(
      'chat',
      worldOf([
        { text: ['Hm'], instead: 'hang' },
        { text: ['Hm'], instead: 'hang' },
      ]).parts,
    );
    const controller = createChatController(session, surroundings);
    let told: unknown;
    controller.onPatches(({ patches }) => {
      for (const patch of patches) if (patch.op === 'status') told = patch.status.queued ?? told;
    });
    const answering = () => eventOf(session, event => event.type === 'text');
    const begun = answering();
    await session.send({ text: 'one' });
    await begun;
    await session.send({ text: 'two' }, 'steer');
    const [{ id } = { id: '' }] = controller.state().status.queued ?? [];
    const waiting = { id, text: 'two', how: 'steer' };
    assert.deepEqual(controller.state().status.queued, [waiting]);
    session.stop();
    await session.whenIdle();
    const again = answering();
    await session.send({ text: 'three' });
    await again;
    const left = [{ ...waiting, isLeft: true }];
    controller.itemsAround({ around: 0, before: 0, after: 0 });
    assert.deepEqual(told, left);
    assert.deepEqual(controller.state().status.queued, left);
    session.stop();
    await session.whenIdle();
    controller.dispose();
  });
});

describe('another chat', () => {
  it('is told of before who asked for it is answered', () => {
    const { controller } = controllerOfNewChat();
    const told: string[] = [];
    controller.onPatches(({ patches }) => {
      told.push(...patches.flatMap(patch => (patch.op === 'chat' ? patch.status.chatId : [])));
    });
    const other = sessionInMemory(createScriptedModel([]), createInMemoryWorkspace());
    controller.show(other);
    assert.deepEqual(told, [other.id]);
    controller.dispose();
  });
});
