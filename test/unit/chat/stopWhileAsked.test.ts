import assert from 'node:assert/strict';
import { DECISIONS } from '../../../src/base/accessLevel.ts';
import type { ChatEvent } from '../../../src/chat/events.ts';
import { createSession, type Session } from '../../../src/chat/session.ts';
import type { Tool } from '../../../src/tools/tool.ts';
import type { ScriptedAnswer } from '../../support/scriptedModel.ts';
import { call, output, readTool } from './fakeTools.ts';
import { eventOf, worldOf } from './sessionHarness.ts';
import { ofType, type TurnOptions } from './turnHarness.ts';

/** A session that was stopped while it asked for the first time. */
async function stoppedWhileAsked(
  answers: readonly ScriptedAnswer[],
  tools: readonly Tool[],
  settings: TurnOptions['settings'] = {},
) {
  const { parts, client } = worldOf(answers, { tools, settings });
  const session = createSession('chat', parts);
  const asked = eventOf(session, event => event.type === 'toolProposed' && event.asks);
  await session.send({ text: 'Go' });
  const proposed = await asked;
  assert.ok(proposed.type === 'toolProposed');
  session.stop();
  await session.whenIdle();
  return { session, client, proposed };
}

/** What a person clicks after they stopped, whatever the panel still showed: nothing comes of it. */
async function decideLate(
  session: Session,
  { callId, hash }: Extract<ChatEvent, { type: 'toolProposed' }>,
): Promise<void> {
  const before = session.events.length;
  for (const decision of DECISIONS) {
    assert.equal(session.decide({ chatId: 'chat', callId, hash, decision }), false, decision);
  }
  await session.whenIdle();
  await session.flush();
  assert.equal(session.events.length, before);
}

describe('R45 Stop while a person is asked', () => {
  it('whether the model may search the web: the request is not sent, a late word does nothing (S22)', async () => {
    const look = readTool('look', () =>
      Promise.resolve({
        ...output('seen'),
        sources: [{ origin: 'workspace', name: 'a.ts' }],
      }),
    );
    const { session, client, proposed } = await stoppedWhileAsked(
      [{ calls: [call('c1', 'look')] }, { text: ['It was searched.'] }],
      [look],
      { serviceTools: ['search'] },
    );
    assert.equal(proposed.shown.kind, 'offer');
    assert.equal(client.requests.length, 1);
    assert.equal(ofType(session.events, 'turnEnded')[0]?.reason, 'stopped');
    assert.equal(ofType(session.events, 'toolDecided').length, 0);

    await decideLate(session, proposed);
    assert.equal(client.requests.length, 1);
    assert.equal(session.state, 'idle');
  });

  it('whether a guarded file may be read: it is not, a late word does nothing (S22)', async () => {
    const runs: string[] = [];
    const guarded: Tool = {
      ...readTool('look', () => Promise.resolve(output(''))),
      accept: () => ({
        kind: 'read',
        title: 'look .env',
        guarded: () =>
          Promise.resolve([
            { path: '.env', uri: 'file:///w/.env', level: 'secret', reason: 'It holds keys.' },
          ]),
        run: () => {
          runs.push('look');
          return Promise.resolve(output('TOKEN=1'));
        },
      }),
    };
    const { session, client, proposed } = await stoppedWhileAsked(
      [{ calls: [call('c1', 'look')] }, { text: ['It was read.'] }],
      [guarded],
    );
    assert.equal(proposed.shown.kind, 'read');
    const [ended] = ofType(session.events, 'toolEnded');
    assert.equal(ended?.state, 'stopped');
    assert.match(ended.content, /nothing was done/);
    assert.equal(ofType(session.events, 'turnEnded')[0]?.reason, 'stopped');

    await decideLate(session, proposed);
    assert.deepEqual(runs, []);
    assert.equal(client.requests.length, 1);
  });

  it('is no yes for the next turn: the same is asked again', async () => {
    const look = readTool('look', () =>
      Promise.resolve({ ...output('seen'), sources: [{ origin: 'workspace', name: 'a.ts' }] }),
    );
    const { session, client, proposed } = await stoppedWhileAsked(
      [{ calls: [call('c1', 'look')] }, { text: ['Answered.'] }],
      [look],
      { serviceTools: ['search'] },
    );
    const asked = eventOf(session, event => event.type === 'toolProposed' && event.asks);
    await session.send({ text: 'Go on' });
    const again = await asked;
    assert.ok(again.type === 'toolProposed');
    assert.notEqual(again.callId, proposed.callId);
    // The old question's answer is not the new one's.
    assert.equal(
      session.decide({
        chatId: 'chat',
        callId: proposed.callId,
        hash: proposed.hash,
        decision: 'approve',
      }),
      false,
    );
    assert.equal(client.requests.length, 1);
    const { callId, hash } = again;
    assert.equal(session.decide({ chatId: 'chat', callId, hash, decision: 'approve' }), true);
    await session.whenIdle();
    assert.deepEqual(client.requests.at(-1)?.tools?.at(-1), { type: 'search' });
  });
});
