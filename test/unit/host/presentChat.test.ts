import assert from 'node:assert/strict';
import type { ChatEvent, LiveEvent } from '../../../src/chat/events.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import type { ShownProposal } from '../../../src/chat/eventParts.ts';
import { createChatPresenter } from '../../../src/host/presentChat.ts';
import { patchedItems } from '../../support/patchedItems.ts';
import type { ChatItem } from '../../../src/protocol/viewModel.ts';

const hash = 'f'.repeat(64);

const EDIT_TURN: readonly (ChatEvent | LiveEvent)[] = [
  { type: 'created', at: 1, schema: 1, id: 'chat' },
  { type: 'titled', title: 'Fix it' },
  { type: 'userMessage', at: 10, id: 'm1', text: 'Fix it.', attachments: [] },
  { type: 'requestSent', at: 20, taskUUID: 'a', model: 'openai-gpt-5-5' },
  { type: 'reasoning', at: 30, text: 'Look ' },
  { type: 'reasoning', at: 40, text: 'closer.' },
  { type: 'text', at: 1_030, text: 'I will ' },
  { type: 'text', at: 1_040, text: 'edit.' },
  { type: 'receivingCall', callId: 'c1', name: 'apply_edit', argumentsDelta: '{"pa' },
  {
    type: 'answerEnded',
    at: 1_100,
    taskUUID: 'a',
    toolCalls: [{ valid: true, id: 'c1', name: 'apply_edit', input: { path: 'a.ts' } }],
    finishReason: 'tool_calls',
    usage: { promptTokens: 100, completionTokens: 20, reasoningTokens: 5 },
    costUsd: 0.001,
  },
  {
    type: 'toolProposed',
    at: 1_200,
    callId: 'c1',
    hash,
    shown: { kind: 'edit', files: [] },
    asks: true,
  },
];

const DECIDED: readonly (ChatEvent | LiveEvent)[] = [
  { type: 'toolDecided', at: 5_000, callId: 'c1', decision: 'approve' },
  { type: 'toolStarted', at: 5_000, callId: 'c1', title: 'a.ts' },
  { type: 'toolOutput', callId: 'c1', text: 'live' },
  {
    type: 'toolEnded',
    at: 5_100,
    callId: 'c1',
    state: 'done',
    content: 'Edited a.ts.',
    summary: '1 file',
    durationMs: 100,
  },
  { type: 'requestSent', at: 5_200, taskUUID: 'b', model: 'openai-gpt-5-5' },
  { type: 'text', at: 5_300, text: 'Done.' },
  {
    type: 'answerEnded',
    at: 5_400,
    taskUUID: 'b',
    toolCalls: [],
    finishReason: 'stop',
    usage: { promptTokens: 150, completionTokens: 5, cachedTokens: 100 },
    costUsd: 0.002,
  },
  { type: 'turnEnded', at: 5_500, reason: 'done' },
];

function presented(events: readonly (ChatEvent | LiveEvent)[]): {
  presenter: ReturnType<typeof createChatPresenter>;
  /** What a panel that only gets the patches has. */
  inPanel: ChatItem[];
} {
  const presenter = createChatPresenter();
  let inPanel: ChatItem[] = [];
  for (const event of events) {
    for (const patch of presenter.present(event)) {
      if (patch.op !== 'status') inPanel = patchedItems(inPanel, patch);
    }
  }
  return { presenter, inPanel };
}

function kinds(items: readonly ChatItem[]): string[] {
  return items.map(item => (item.kind === 'tool' ? `tool ${item.state}` : item.kind));
}

describe('presentChat', () => {
  it('shows thinking above text above the call that waits for a decision', () => {
    const { presenter } = presented(EDIT_TURN);
    assert.deepEqual(kinds(presenter.items), ['user', 'thinking', 'text', 'tool waiting']);
    const [, thinking, text, tool] = presenter.items;
    assert.deepEqual(thinking, {
      kind: 'thinking',
      id: thinking?.id,
      text: 'Look closer.',
      durationMs: 1_000,
    });
    assert.ok(text?.kind === 'text' && text.text === 'I will edit.' && !text.streaming);
    assert.ok(tool?.kind === 'tool' && tool.proposal?.hash === hash);
    assert.deepEqual(JSON.parse(tool.input), { path: 'a.ts' });
    assert.equal(presenter.run.state, 'running');
  });

  it('names what a call is about that was stopped before it started, also when read back', () => {
    const titleOf = (name: string, input: JsonObject, shown?: ShownProposal): string => {
      const { presenter } = presented([
        ...EDIT_TURN.slice(0, 4),
        {
          type: 'answerEnded',
          at: 1_100,
          taskUUID: 'a',
          toolCalls: [{ valid: true, id: 'c1', name, input }],
          finishReason: 'tool_calls',
        },
        ...(shown === undefined
          ? []
          : [{ type: 'toolProposed', at: 1_200, callId: 'c1', hash, shown, asks: true } as const]),
        {
          type: 'toolEnded',
          at: 1_300,
          callId: 'c1',
          state: 'stopped',
          content: 'It did not run.',
          summary: 'Stopped',
          durationMs: 0,
        },
        { type: 'turnEnded', at: 1_300, reason: 'interrupted' },
      ]);
      const tool = presenter.items.find(({ kind }) => kind === 'tool');
      assert.ok(tool?.kind === 'tool' && tool.state === 'stopped');
      return tool.title;
    };
    const counts = { added: 1, removed: 0, hunks: [] };
    const edit: ShownProposal = {
      kind: 'edit',
      files: [
        { path: 'a.ts', change: 'update', ...counts },
        { path: 'b.ts', change: 'move', newPath: 'c.ts', ...counts },
      ],
    };
    assert.equal(titleOf('apply_edit', { path: 'a.ts', edits: [] }), 'a.ts');
    assert.equal(titleOf('run_command', { command: 'npm test &&\n  ls' }), 'npm test && ls');
    const patch = { input: '*** Begin Patch' };
    assert.equal(titleOf('apply_patch', patch), '');
    assert.equal(titleOf('apply_patch', patch, edit), 'a.ts, b.ts → c.ts');
    const command = { kind: 'command', command: 'ls', cwd: '.', timeoutMs: 1 } as const;
    assert.equal(titleOf('other', {}, command), 'ls');
  });

  it('adds up usage and cost of a turn, counting cached and reasoning tokens once (R53)', () => {
    const { presenter } = presented([...EDIT_TURN, ...DECIDED]);
    const turn = presenter.items.at(-1);
    assert.ok(turn?.kind === 'turn');
    assert.deepEqual(turn.usage, {
      promptTokens: 250,
      completionTokens: 25,
      cachedTokens: 100,
      reasoningTokens: 5,
    });
    assert.ok(Math.abs((turn.costUsd ?? 0) - 0.003) < 1e-12);
    assert.equal(turn.durationMs, 5_490);
    // The last prompt, and what was answered to it without the thinking.
    assert.equal(presenter.contextTokens, 155);
    assert.deepEqual(presenter.run, { state: 'idle', label: '' });
  });

  it('gives the panel by patches exactly what it holds itself', () => {
    const { presenter, inPanel } = presented([...EDIT_TURN, ...DECIDED]);
    assert.deepEqual(inPanel, presenter.items);
  });

  it('shows a chat that was read back as it was shown live', () => {
    const live = presented([...EDIT_TURN, ...DECIDED]).presenter;
    const fromLog = [...EDIT_TURN, ...DECIDED].filter(
      event => !['receivingCall', 'toolOutput', 'waiting'].includes(event.type),
    );
    assert.deepEqual(presented(fromLog).presenter.items, live.items);
  });

  it('takes away a call of which only a part arrived', () => {
    const { presenter } = presented([
      ...EDIT_TURN.slice(0, 9),
      { type: 'answerEnded', at: 1_100, taskUUID: 'a', toolCalls: [], finishReason: 'stopped' },
      { type: 'turnEnded', at: 1_101, reason: 'stopped' },
    ]);
    assert.deepEqual(kinds(presenter.items), ['user', 'thinking', 'text', 'turn', 'notice']);
  });

  it('offers Continue after a stop and says that the service may go on and bill', () => {
    const { presenter } = presented([
      ...EDIT_TURN.slice(0, 8),
      { type: 'turnEnded', at: 2_000, reason: 'stopped' },
    ]);
    const notice = presenter.items.at(-1);
    assert.ok(notice?.kind === 'notice');
    assert.match(notice.message, /service may still finish this answer and bill it/);
    assert.equal(notice.actions[0]?.command, 'continue');
  });

  it('says nothing of a bill where a stop came after the answer was whole', () => {
    const { presenter } = presented([
      ...EDIT_TURN,
      {
        type: 'toolEnded',
        at: 2_000,
        callId: 'c1',
        state: 'stopped',
        content: 'Stopped.',
        summary: 'Stopped',
        durationMs: 0,
      },
      { type: 'turnEnded', at: 2_000, reason: 'stopped' },
    ]);
    const notice = presenter.items.at(-1);
    assert.ok(notice?.kind === 'notice');
    assert.equal(notice.message, 'Stopped. Nothing more happens here.');
  });

  it('takes the notice of a failed turn away when the turn is tried again', () => {
    const failed: ChatEvent = {
      type: 'turnEnded',
      at: 2_000,
      reason: 'failed',
      error: { message: 'No.', action: { label: 'Retry', command: 'retry' } },
    };
    const { presenter } = presented([
      ...EDIT_TURN.slice(0, 4),
      failed,
      { type: 'retried', at: 3_000 },
    ]);
    assert.ok(!presenter.items.some(item => item.kind === 'notice'));
    assert.equal(presenter.run.state, 'running');
  });

  it('stays “stopping” until the turn has ended', () => {
    const { presenter } = presented(EDIT_TURN.slice(0, 7));
    presenter.stopping();
    presenter.present({ type: 'text', at: 1_041, text: 'late' });
    assert.equal(presenter.run.state, 'stopping');
    presenter.present({ type: 'turnEnded', at: 1_050, reason: 'stopped' });
    assert.equal(presenter.run.state, 'idle');
  });

  const SECOND_TURN: readonly ChatEvent[] = [
    { type: 'userMessage', at: 6_000, id: 'm2', text: 'Go on.', attachments: [] },
    { type: 'requestSent', at: 6_010, taskUUID: 'c', model: 'openai-gpt-5-5' },
    { type: 'text', at: 6_020, text: 'Gone on.' },
    {
      type: 'answerEnded',
      at: 6_030,
      taskUUID: 'c',
      toolCalls: [],
      finishReason: 'stop',
      usage: { promptTokens: 900, completionTokens: 10 },
    },
    { type: 'turnEnded', at: 6_040, reason: 'done' },
  ];

  it('R34: shows a chat that was taken back as it was before that message', () => {
    const before = presented([...EDIT_TURN, ...DECIDED]);
    const { presenter, inPanel } = presented([
      ...EDIT_TURN,
      ...DECIDED,
      ...SECOND_TURN,
      { type: 'rewound', at: 7_000, messageId: 'm2' },
    ]);
    assert.deepEqual(presenter.items, before.presenter.items);
    assert.deepEqual(inPanel, before.inPanel);
    assert.equal(presenter.contextTokens, 155);
    assert.deepEqual(presenter.run, { state: 'idle', label: '' });
  });

  it('keeps what was billed when the chat is taken back, and tells that its size is not known', () => {
    const { presenter } = presented([...EDIT_TURN, ...DECIDED]);
    const patches = presenter.present({ type: 'rewound', at: 7_000, messageId: 'm1' });
    assert.deepEqual(presenter.items, []);
    assert.ok(Math.abs((presenter.costUsd ?? 0) - 0.003) < 1e-12);
    assert.deepEqual(
      patches.find(patch => patch.op === 'status'),
      { op: 'status', status: { contextTokens: 0 } },
    );
  });

  it('goes on after a chat was taken back, with no id twice', () => {
    const { presenter, inPanel } = presented([
      ...EDIT_TURN,
      ...DECIDED,
      { type: 'rewound', at: 7_000, messageId: 'm1' },
      ...SECOND_TURN,
    ]);
    assert.deepEqual(kinds(presenter.items), ['user', 'text', 'turn']);
    assert.deepEqual(inPanel, presenter.items);
  });

  it('says how many changes were undone and that the model was told', () => {
    const edit = { path: 'a.ts', line: 3, rows: ['-a', '+b'] };
    const { presenter } = presented([
      { type: 'editsUndone', at: 8_000, edits: [edit] },
      { type: 'editsUndone', at: 8_001, edits: [edit, edit] },
    ]);
    assert.deepEqual(
      presenter.items.map(item => item.kind === 'notice' && item.message),
      ['You undid 1 change; the model was told.', 'You undid 2 changes; the model was told.'],
    );
  });
});
