import assert from 'node:assert/strict';
import type { Decision } from '../../../src/base/accessLevel.ts';
import { createApprovals } from '../../../src/chat/approvals.ts';
import type { ChatEvent } from '../../../src/chat/events.ts';
import type { ChatSettings } from '../../../src/chat/turn.ts';
import type { Proposal, Tool } from '../../../src/tools/tool.ts';
import { createScriptedModel } from '../../support/scriptedModel.ts';
import { call, commandProposal, editProposal, effectTool, output, readTool } from './fakeTools.ts';
import { source } from './happenings.ts';
import { CHAT, ofType, play, turnOf } from './turnHarness.ts';

const foreign = source('dependency', 'node_modules/x/README.md');

/** One turn in which each proposal is made in its turn, after a foreign text was read or not. */
async function turnWith(
  proposals: readonly Proposal[],
  options: {
    readonly reads?: boolean;
    readonly settings?: Partial<ChatSettings>;
    readonly decide?: Decision;
    readonly allowed?: string;
  } = {},
) {
  const done: Proposal[] = [];
  const added: string[] = [];
  const rest = [...proposals];
  const act = effectTool('act', {
    propose: () => rest.shift() ?? commandProposal('none'),
    perform: proposal => {
      done.push(proposal);
      return Promise.resolve(output('done'));
    },
  });
  const look: Tool = readTool('look', () =>
    Promise.resolve({ ...output('seen'), sources: [foreign] }),
  );
  const reads = options.reads === true ? [{ calls: [call('r', 'look')] }] : [];
  const client = createScriptedModel([
    ...reads,
    ...proposals.map((_proposal, n) => ({ calls: [call(`c${n}`, 'act', { n })] })),
    { text: ['Done.'] },
  ]);
  const approvals = createApprovals();
  const turn = turnOf({
    client,
    tools: [act, look],
    approvals,
    settings: options.settings ?? {},
    allowedCommands: {
      holds: command => command === options.allowed,
      add: command => {
        added.push(command);
        return Promise.resolve();
      },
    },
  });
  const { events } = await play(turn, event => {
    if (event.type !== 'toolProposed' || !event.asks) return;
    const { callId, hash } = event;
    const decision = options.decide ?? 'reject';
    approvals.decide({ chatId: CHAT, callId, hash, decision });
  });
  return { done, added, asked: ofType(events, 'toolProposed').map(({ asks }) => asks), events };
}

const protectedEdit: Proposal = {
  kind: 'edit',
  changes: [],
  diff: [],
  guarded: [{ path: '.vscode/tasks.json', uri: 'u', level: 'protected', reason: 'r' }],
};

describe('what may happen', () => {
  it('in Edits on: edits land without a word, until untrusted text was read', async () => {
    const settings = { mode: 'editsOn' } as const;
    assert.deepEqual((await turnWith([editProposal('a')], { settings })).asked, [false]);
    const after = await turnWith([editProposal('a')], { settings, reads: true });
    assert.deepEqual(after.asked, [true]);
    assert.deepEqual(ofType(after.events, 'toolProposed')[0]?.reasons?.sources, [foreign]);
    assert.deepEqual(after.done, []);
  });

  it('"for this chat" lets later edits pass, after text of the same class too', async () => {
    const { asked, done } = await turnWith([editProposal('a'), editProposal('b')], {
      settings: { mode: 'ask' },
      reads: true,
      decide: 'alwaysForChat',
    });
    assert.deepEqual(asked, [true, false]);
    assert.equal(done.length, 2);
  });

  it('S11 a protected file is asked about each time, whatever was said and set before', async () => {
    const settings = {
      mode: 'editsOn',
      approvals: { edit: 'always', protected: 'always' },
    } as const;
    const { asked, events } = await turnWith([protectedEdit, protectedEdit], {
      settings,
      decide: 'approve',
    });
    assert.deepEqual(asked, [true, true]);
    for (const { choices } of ofType(events, 'toolProposed')) {
      assert.deepEqual(choices, ['approve', 'reject']);
    }
  });

  it('a setting lets guarded files be read, but never be changed', async () => {
    const ignored = { path: 'dist/a.js', uri: 'u', level: 'ignored', reason: 'r' } as const;
    const settings = { mode: 'editsOn', approvals: { ignored: 'always' } } as const;
    const edit: Proposal = { kind: 'edit', changes: [], diff: [], guarded: [ignored] };
    assert.deepEqual((await turnWith([edit], { settings })).asked, [true]);
    assert.deepEqual((await turnWith([{ kind: 'read', files: [ignored] }], { settings })).asked, [
      false,
    ]);
  });

  it('S31 "always" is for this very command', async () => {
    const options = { settings: { mode: 'ask' }, allowed: 'npm test' } as const;
    assert.deepEqual((await turnWith([commandProposal('npm test')], options)).asked, [false]);
    for (const other of ['npm test ', 'npm test; rm -rf .', 'npm  test', 'npm test\n']) {
      assert.deepEqual((await turnWith([commandProposal(other)], options)).asked, [true], other);
    }
    const { added } = await turnWith([commandProposal('make')], { decide: 'always' });
    assert.deepEqual(added, ['make']);
  });

  it('Read only refuses without asking, and says so', async () => {
    const { asked, done, events } = await turnWith([commandProposal('x'), editProposal('a')], {
      settings: { mode: 'readOnly' },
    });
    assert.deepEqual([asked, done], [[], []]);
    for (const { state } of ofType(events, 'toolEnded')) assert.equal(state, 'rejected');
  });

  it('S22 S23 a decision on another hash, call or chat, or one that was not offered, does nothing', async () => {
    const approvals = createApprovals();
    const done: Proposal[] = [];
    const act = effectTool('act', {
      propose: () => commandProposal('npm test'),
      perform: proposal => {
        done.push(proposal);
        return Promise.resolve(output('done'));
      },
    });
    const taken: boolean[] = [];
    const turn = turnOf({
      client: createScriptedModel([{ calls: [call('c', 'act')] }, { text: ['Done.'] }]),
      tools: [act],
      approvals,
    });
    await play(turn, event => {
      if (event.type !== 'toolProposed') return;
      const right = {
        chatId: CHAT,
        callId: event.callId,
        hash: event.hash,
        decision: 'approve',
      } as const;
      const wrong = [
        { ...right, hash: '0'.repeat(64) },
        { ...right, callId: 'd' },
        { ...right, chatId: 'another' },
        { ...right, decision: 'alwaysForChat' as const },
      ];
      taken.push(...wrong.map(decision => approvals.decide(decision)));
      assert.deepEqual(done, []);
      taken.push(approvals.decide({ ...right, decision: 'reject' }), approvals.decide(right));
    });
    assert.deepEqual(taken, [false, false, false, false, true, false]);
    assert.deepEqual(done, []);
  });
});

describe('what leaves the machine', () => {
  const look = readTool('look', () => Promise.resolve({ ...output('seen'), sources: [foreign] }));

  async function offersOf(decide: Decision, settings: Partial<ChatSettings> = {}) {
    const client = createScriptedModel([
      { calls: [call('1', 'look')] },
      { calls: [call('2', 'look')] },
      { text: ['Done.'] },
    ]);
    const approvals = createApprovals();
    const asked: Extract<ChatEvent, { type: 'toolProposed' }>[] = [];
    const turn = turnOf({
      client,
      tools: [look],
      approvals,
      settings: { serviceTools: ['search'], ...settings },
    });
    await play(turn, event => {
      if (event.type !== 'toolProposed') return;
      asked.push(event);
      const { callId, hash } = event;
      assert.ok(approvals.decide({ chatId: CHAT, callId, hash, decision: decide }));
    });
    const offers = client.requests.map(({ tools = [] }) =>
      tools.some(({ type }) => type === 'search'),
    );
    return { offers, asked };
  }

  it('S17 is offered freely before anything was read, then only with a word that names it', async () => {
    const { offers, asked } = await offersOf('approve');
    assert.deepEqual(offers, [true, true, true]);
    assert.deepEqual(
      asked.map(({ shown, reasons }) => [shown.kind, reasons?.sources]),
      [['offer', [source('web', 'search'), foreign]]],
    );
  });

  it('is not offered any more after a no, and nobody is asked again in this turn', async () => {
    const { offers, asked } = await offersOf('reject');
    assert.deepEqual(offers, [true, false, false]);
    assert.equal(asked.length, 1);
  });

  it('is offered without a word where the user set "always"', async () => {
    const { offers, asked } = await offersOf('reject', { approvals: { network: 'always' } });
    assert.deepEqual([offers, asked.length], [[true, true, true], 0]);
  });
});
