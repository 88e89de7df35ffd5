import assert from 'node:assert/strict';
import type { ChatEvent, LiveEvent } from '../../../../src/chat/events.ts';
import { createChatPresenter } from '../../../../src/host/presentChat.ts';
import { patchedItems } from '../../../support/patchedItems.ts';
import type { ChatItem, PlanItem } from '../../../../src/protocol/viewModel.ts';

type Event = ChatEvent | LiveEvent;
type Step = PlanItem['steps'][number];
/** As the model writes it, which may be anything. */
interface WrittenStep {
  readonly text: string;
  readonly state: string;
}

const OPEN: Step = { text: 'Look', state: 'open' };
const DONE: Step = { text: 'Look', state: 'done' };

const message = (id: string): Event => ({
  type: 'userMessage',
  at: 1,
  id,
  text: 'Do it.',
  attachments: [],
});

const ended = (callId: string, state: 'done' | 'failed' = 'done'): Event => ({
  type: 'toolEnded',
  at: 4,
  callId,
  state,
  content: state === 'done' ? 'Plan noted.' : 'No.',
  summary: '',
  durationMs: 0,
});

/** A request whose answer makes one call of the plan, up to its beginning to run. */
const called = (callId: string, steps: readonly WrittenStep[]): Event[] => [
  { type: 'requestSent', at: 2, taskUUID: `task-${callId}`, model: 'm' },
  { type: 'text', at: 2, text: 'First the plan.' },
  {
    type: 'receivingCall',
    callId,
    name: 'update_plan',
    argumentsDelta: JSON.stringify({ steps }),
  },
  {
    type: 'answerEnded',
    at: 3,
    taskUUID: `task-${callId}`,
    toolCalls: [
      {
        valid: true,
        id: callId,
        name: 'update_plan',
        input: { steps: steps.map(({ text, state }) => ({ text, state })) },
      },
    ],
    finishReason: 'tool_calls',
  },
  { type: 'toolStarted', at: 3, callId, title: '0 of 1 done' },
];

const planned = (callId: string, steps: readonly WrittenStep[]): Event[] => [
  ...called(callId, steps),
  ended(callId),
];

/** What a panel that only gets the patches shows. */
function shown(events: readonly Event[]): ChatItem[] {
  const presenter = createChatPresenter();
  let items: ChatItem[] = [];
  for (const event of events) {
    for (const patch of presenter.present(event)) {
      if (patch.op !== 'status') items = patchedItems(items, patch);
    }
  }
  assert.deepEqual(items, presenter.items);
  return items;
}

const kinds = (items: readonly ChatItem[]): string[] => items.map(({ kind }) => kind);

describe('The plan in a chat', () => {
  it('is shown once it is noted, and nothing of it before', () => {
    const before = [message('m1'), ...called('c1', [OPEN])];
    assert.deepEqual(kinds(shown(before)), ['user', 'text']);
    assert.deepEqual(shown([...before, ended('c1')]).at(-1), {
      kind: 'plan',
      id: 'plan:c1',
      steps: [OPEN],
    });
  });

  it('changes where it stands within a turn', () => {
    const items = shown([
      message('m1'),
      ...planned('c1', [OPEN, OPEN]),
      ...planned('c2', [DONE, OPEN]),
    ]);
    assert.deepEqual(kinds(items), ['user', 'text', 'plan', 'text']);
    assert.deepEqual(items[2], { kind: 'plan', id: 'plan:c1', steps: [DONE, OPEN] });
  });

  it('is a new one in a new turn', () => {
    const items = shown([
      message('m1'),
      ...planned('c1', [OPEN]),
      { type: 'turnEnded', at: 5, reason: 'done' },
      message('m2'),
      ...planned('c2', [DONE]),
    ]);
    const plans = items.filter(item => item.kind === 'plan');
    assert.deepEqual(
      plans.map(({ id, steps }) => [id, steps]),
      [
        ['plan:c1', [OPEN]],
        ['plan:c2', [DONE]],
      ],
    );
  });

  it('comes anew after the message that it stood below was taken back', () => {
    const items = shown([
      message('m1'),
      ...planned('c1', [OPEN]),
      { type: 'rewound', at: 6, messageId: 'm1' },
      message('m2'),
      ...planned('c2', [DONE]),
    ]);
    assert.deepEqual(kinds(items), ['user', 'text', 'plan']);
  });

  it('is a card of a tool where it cannot be read, or was not noted', () => {
    for (const events of [
      [...called('c1', [{ text: 'Look', state: 'later' }]), ended('c1', 'failed')],
      [...called('c1', [OPEN]), ended('c1', 'failed')],
    ]) {
      const card = shown([message('m1'), ...events]).at(-1);
      assert(card?.kind === 'tool');
      assert.deepEqual(
        [card.id, card.name, card.state, card.output],
        ['c1', 'update_plan', 'failed', 'No.'],
      );
      assert.match(card.input, /"text": "Look"/);
    }
  });
});
