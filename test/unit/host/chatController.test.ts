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

/** An empty chat, and how many listen to what happens in it. */
function heardSession(id: string) {
  const session = sessionInMemory(createScriptedModel([]), createInMemoryWorkspace());
  const heard = { session, listeners: 0 };
  const { onEvent } = session;
  const onEventCounted: typeof onEvent = listener => {
    heard.listeners += 1;
    const listening = onEvent(listener);
    return {
      dispose: () => {
        heard.listeners -= 1;
        listening.dispose();
      },
    };
  };
  Object.assign(session, { id, onEvent: onEventCounted });
  return heard;
}

describe('a chat that is shown no more', () => {
  it('is let go of at once where nothing runs in it, and shown anew when it comes back', () => {
    const { controller } = controllerOfNewChat();
    const one = heardSession('one');
    const other = heardSession('other');
    controller.show(one.session);
    controller.show(other.session);
    assert.deepEqual([one.listeners, other.listeners], [0, 1]);
    controller.show(one.session);
    assert.deepEqual([one.listeners, other.listeners], [1, 0]);
    assert.equal(controller.state().status.chatId, one.session.id);
    controller.dispose();
    assert.equal(one.listeners, 0);
  });

  it('is let go of once what runs in it has ended', async () => {
    const { controller } = controllerOfNewChat();
    const one = heardSession('one');
    controller.show(one.session);
    await one.session.send({ text: 'Go' });
    controller.show(heardSession('other').session);
    assert.equal(one.listeners, 1);
    one.session.stop();
    await one.session.whenIdle();
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(one.listeners, 0);
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
