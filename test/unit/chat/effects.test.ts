import assert from 'node:assert/strict';
import { sha256 } from '../../../src/base/hash.ts';
import { canonicalJson } from '../../../src/base/json.ts';
import { createApprovals } from '../../../src/chat/approvals.ts';
import type { Proposal } from '../../../src/tools/tool.ts';
import { createScriptedModel } from '../../support/scriptedModel.ts';
import { call, commandProposal, editProposal, effectTool, output } from './fakeTools.ts';
import { CHAT, deciding, ofType, play, turnOf } from './turnHarness.ts';

const DONE = { text: ['Done.'] };

/** An edit tool and a command tool that note what they were given to perform. */
function recordingTools() {
  const performed: Proposal[] = [];
  const perform = (proposal: Proposal) => {
    performed.push(proposal);
    return Promise.resolve(output('done'));
  };
  const edit = effectTool('edit', { propose: () => editProposal('one'), perform });
  const run = effectTool('run', { propose: () => commandProposal('npm test'), perform });
  return { performed, tools: [edit, run] };
}

/** What an approval is bound to: all of the proposal, and why it was asked about. */
function hashOf(proposal: Proposal | undefined, reasons: unknown): Promise<string> {
  return sha256(canonicalJson({ proposal, reasons }));
}

describe('an effect', () => {
  it('is proposed with the hash of all of it, decided on, started and carried out, in that order', async () => {
    const { performed, tools } = recordingTools();
    const approvals = createApprovals();
    const client = createScriptedModel([{ calls: [call('c1', 'run')] }, DONE]);
    const { events } = await play(
      turnOf({ client, tools, approvals }),
      deciding(approvals, 'approve'),
    );

    assert.deepEqual(
      events.map(event => event.type).filter(type => type.startsWith('tool')),
      ['toolProposed', 'toolDecided', 'toolStarted', 'toolEnded'],
    );
    const [proposed] = ofType(events, 'toolProposed');
    const { hash, reasons } = proposed ?? {};
    assert.equal(hash, await hashOf(commandProposal('npm test'), reasons));
    assert.deepEqual(proposed?.shown, {
      kind: 'command',
      command: 'npm test',
      cwd: '.',
      timeoutMs: 1_000,
    });
    assert.deepEqual(performed, [commandProposal('npm test')]);
  });

  it('has not begun when its start is read, so that it cannot happen unlogged (R46)', async () => {
    const { performed, tools } = recordingTools();
    const client = createScriptedModel([{ calls: [call('c1', 'edit')] }, DONE]);
    const seen: number[] = [];
    await play(turnOf({ client, tools, settings: { mode: 'editsOn' } }), event => {
      if (event.type === 'toolStarted') seen.push(performed.length);
    });
    assert.deepEqual(seen, [0]);
    assert.equal(performed.length, 1);
  });

  it('does not happen when it is rejected, and the model is told', async () => {
    const { performed, tools } = recordingTools();
    const approvals = createApprovals();
    const client = createScriptedModel([{ calls: [call('c1', 'run')] }, DONE]);
    const { events } = await play(
      turnOf({ client, tools, approvals }),
      deciding(approvals, 'reject'),
    );
    assert.deepEqual(performed, []);
    assert.equal(ofType(events, 'toolEnded')[0]?.state, 'rejected');
    assert.match(client.requests[1]?.messages.at(-1)?.content ?? '', /user rejected this/);
  });

  it('shows what is done in both cases, asked or allowed', async () => {
    const { performed, tools } = recordingTools();
    const client = createScriptedModel([{ calls: [call('c1', 'edit')] }, DONE]);
    const { events } = await play(turnOf({ client, tools, settings: { mode: 'editsOn' } }));

    const [proposed] = ofType(events, 'toolProposed');
    assert.equal(proposed?.asks, false);
    assert.equal(proposed.shown.kind === 'edit' && proposed.shown.files[0]?.path, 'a.txt');
    assert.equal(ofType(events, 'toolDecided').length, 0);
    assert.equal(performed.length, 1);
  });

  it('needs no second question for edits after "Always for this chat", but for commands', async () => {
    const { performed, tools } = recordingTools();
    const approvals = createApprovals();
    const client = createScriptedModel([
      { calls: [call('c1', 'edit'), call('c2', 'edit'), call('c3', 'run')] },
      DONE,
    ]);
    const { events } = await play(turnOf({ client, tools, approvals }), event => {
      if (event.type !== 'toolProposed' || !event.asks) return;
      const decision = event.callId === 'c1' ? 'alwaysForChat' : 'reject';
      const { callId, hash } = event;
      assert.ok(approvals.decide({ chatId: CHAT, callId, hash, decision }));
    });
    assert.deepEqual(
      ofType(events, 'toolProposed').map(event => event.asks),
      [true, false, true],
    );
    assert.equal(performed.length, 2);
  });

  it('is refused in a chat that is read only, without being shown', async () => {
    const { performed, tools } = recordingTools();
    const calls = [call('c1', 'edit'), call('c2', 'run')];
    const client = createScriptedModel([{ calls }, DONE]);
    const { events } = await play(turnOf({ client, tools, settings: { mode: 'readOnly' } }));
    assert.deepEqual(performed, []);
    assert.equal(ofType(events, 'toolProposed').length, 0);
    assert.match(
      ofType(events, 'toolEnded')[1]?.content ?? '',
      /read only, or does not trust this workspace; nothing was done/,
    );
  });

  it('S23 is the frozen object that was shown, so that nothing can change it meanwhile', async () => {
    const proposals: Proposal[] = [];
    const performed: Proposal[] = [];
    const attempts: unknown[] = [];
    const run = effectTool('run', {
      propose: () => {
        const proposal = editProposal('harmless');
        proposals.push(proposal);
        return proposal;
      },
      perform: proposal => {
        performed.push(proposal);
        return Promise.resolve(output('done'));
      },
    });
    const approvals = createApprovals();
    const client = createScriptedModel([{ calls: [call('c1', 'run')] }, DONE]);
    const { events } = await play(turnOf({ client, tools: [run], approvals }), event => {
      if (event.type !== 'toolProposed') return;
      const change = proposals[0]?.kind === 'edit' ? proposals[0].changes[0] : undefined;
      try {
        Object.assign(change ?? {}, { text: 'harmful' });
      } catch (error) {
        attempts.push(error);
      }
      deciding(approvals, 'approve')(event);
    });
    assert.equal(attempts.length, 1);
    assert.equal(performed[0], proposals[0]);
    const [proposed] = ofType(events, 'toolProposed');
    assert.equal(proposed?.hash, await hashOf(performed[0], proposed?.reasons));
  });

  it('S22 is not approved by another chat, another call, another text or a second click', async () => {
    const { performed, tools } = recordingTools();
    const approvals = createApprovals();
    const client = createScriptedModel([{ calls: [call('c1', 'run')] }, DONE]);
    const accepted: boolean[] = [];
    await play(turnOf({ client, tools, approvals }), event => {
      if (event.type !== 'toolProposed') return;
      const right = { chatId: CHAT, callId: 'c1', hash: event.hash, decision: 'approve' } as const;
      for (const decision of [
        { ...right, chatId: 'chat-2' },
        { ...right, callId: 'c2' },
        { ...right, hash: '0'.repeat(64) },
        { ...right, decision: 'alwaysForChat' as const },
        right,
        right,
      ]) {
        accepted.push(approvals.decide(decision));
      }
    });
    assert.deepEqual(accepted, [false, false, false, false, true, false]);
    assert.equal(performed.length, 1);
  });

  for (const mode of ['ask', 'editsOn', 'readOnly'] as const) {
    it(`never runs a command unasked in the mode ${mode}`, async () => {
      const { performed, tools } = recordingTools();
      const approvals = createApprovals();
      const client = createScriptedModel([{ calls: [call('c1', 'run')] }, DONE]);
      const turn = turnOf({ client, tools, approvals, settings: { mode } });
      await play(turn, deciding(approvals, 'reject'));
      assert.deepEqual(performed, []);
    });
  }
});
