import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatEvent } from '../../../src/chat/events.ts';
import type { InstructionFile } from '../../../src/chat/projectInstructions.ts';
import { standingOf } from '../../../src/chat/standing.ts';
import { instructionState } from '../../../src/chat/tellInstructions.ts';
import { messagesOf } from '../../../src/chat/transcript.ts';
import { createScriptedModel } from '../../support/scriptedModel.ts';
import { call, output, readTool } from './fakeTools.ts';
import { ofType, play, turnOf, userMessage } from './turnHarness.ts';

const file = (path: string, text: string): InstructionFile => ({ path, text, hash: `#${text}` });

const loaded = (...files: readonly InstructionFile[]): ChatEvent => ({
  type: 'instructionsLoaded',
  at: 0,
  files,
});

const summarised: ChatEvent = {
  type: 'summarised',
  at: 0,
  summary: { goal: 'g', done: [], decisions: [], files: [], open: [] },
};

const ended = (
  callId: string,
  sources: Extract<ChatEvent, { type: 'toolEnded' }>['sources'],
  state: 'done' | 'failed' = 'done',
): ChatEvent => ({
  type: 'toolEnded',
  at: 0,
  callId,
  state,
  content: '',
  summary: '',
  durationMs: 0,
  ...(sources === undefined ? {} : { sources }),
});

const proposedEdit = (callId: string, path: string, newPath: string): ChatEvent => ({
  type: 'toolProposed',
  at: 0,
  callId,
  hash: 'h',
  asks: false,
  shown: {
    kind: 'edit',
    files: [{ path, newPath, change: 'move', added: 0, removed: 0, hunks: [] }],
  },
});

describe('what a conversation holds of instructions', () => {
  it('is each file as it was given last', () => {
    const { given } = instructionState([
      userMessage(),
      loaded(file('AGENTS.md', 'a'), file('src/AGENTS.md', 'b')),
      loaded(file('AGENTS.md', 'c')),
    ]);
    assert.deepEqual(
      [...given],
      [
        ['AGENTS.md', '#c'],
        ['src/AGENTS.md', '#b'],
      ],
    );
  });

  it('is nothing after a summary or in what was rewound', () => {
    const told = [userMessage(), loaded(file('AGENTS.md', 'a'))];
    assert.equal(instructionState([...told, summarised]).given.size, 0);
    const rewound = [...told, { type: 'rewound', at: 0, messageId: 'u1' } as const];
    assert.equal(instructionState(rewound).given.size, 0);
  });

  it('tells what the model works on: what it read of the workspace and what it changed', () => {
    const { touched } = instructionState([
      userMessage(),
      ended('1', [
        { origin: 'workspace', name: 'src/a.ts' },
        { origin: 'dependency', name: 'node_modules/x/a.js' },
      ]),
      proposedEdit('2', 'lib/b.ts', 'lib/c.ts'),
      ended('2', undefined),
      proposedEdit('3', 'never/b.ts', 'never/c.ts'),
      ended('3', undefined, 'failed'),
      ended('4', [{ origin: 'workspace', name: 'src/a.ts' }]),
    ]);
    assert.deepEqual(touched, ['src/a.ts', 'lib/c.ts', 'lib/b.ts']);
  });
});

describe('the instructions of the project', () => {
  const look = readTool('look', () =>
    Promise.resolve({
      ...output('seen'),
      sources: [{ origin: 'workspace', name: 'src/a.ts' }],
    }),
  );

  it('go before the first request, and those of what was read before the next', async () => {
    const client = createScriptedModel([{ calls: [call('c', 'look')] }, { text: ['Done.'] }]);
    const asked: [string[], readonly string[]][] = [];
    const { events } = await play(
      turnOf({
        client,
        tools: [look],
        projectInstructions: {
          changed: (given, touched) => {
            asked.push([[...given.keys()], touched]);
            const nested = touched.length > 0 && !given.has('src/AGENTS.md');
            if (nested) return Promise.resolve([file('src/AGENTS.md', 'inner')]);
            return Promise.resolve(given.size === 0 ? [file('AGENTS.md', 'outer')] : []);
          },
        },
      }),
    );
    assert.deepEqual(asked, [
      [[], []],
      [['AGENTS.md'], ['src/a.ts']],
    ]);
    const rows = client.requests.map(({ messages }) =>
      messages.map(
        row =>
          `${row.role} ${/AGENTS\.md:\n```markdown\n(\w+)/.exec(row.content ?? '')?.[1] ?? ''}`,
      ),
    );
    assert.deepEqual(rows, [
      ['user ', 'user outer'],
      ['user ', 'user outer', 'assistant ', 'tool ', 'user inner'],
    ]);
    assert.deepEqual(
      standingOf([userMessage(), ...events]).sinceMessage.map(
        ({ origin, name }) => `${origin} ${name}`,
      ),
      ['workspace AGENTS.md', 'workspace src/a.ts', 'workspace src/AGENTS.md'],
    );
  });

  it('S26 S28 reach the model and the log without keys', async () => {
    const client = createScriptedModel([{ text: ['Done.'] }]);
    const { events } = await play(
      turnOf({
        client,
        secrets: ['the-key-of-plumb'],
        projectInstructions: {
          changed: () =>
            Promise.resolve([file('AGENTS.md', `Use the-key-of-plumb and AKIA${'A'.repeat(16)}.`)]),
        },
      }),
    );
    const [told] = ofType(events, 'instructionsLoaded');
    assert.doesNotMatch(told?.files[0]?.text ?? 'the-key-of-plumb', /the-key-of-plumb|AKIA/);
    assert.doesNotMatch(JSON.stringify(client.requests), /the-key-of-plumb|AKIAA/);
  });

  it('S18 cannot hide anything in their names', () => {
    const rows = messagesOf([userMessage(), loaded(file('a\u200b\n```/AGENTS.md', 'x'))]);
    assert.match(rows.at(-1)?.content ?? '', /a‹U\+200B› {4}\/AGENTS\.md:\n/);
  });

  it('only ever add rows behind those that were sent (invariant 8)', () => {
    const event: fc.Arbitrary<ChatEvent> = fc.oneof(
      fc.constantFrom('a', 'b').map(text => loaded(file('AGENTS.md', text))),
      fc.constantFrom<ChatEvent>(
        userMessage(),
        { type: 'requestSent', at: 0, taskUUID: 't', model: 'm' },
        { type: 'text', at: 0, text: 'x' },
        { type: 'answerEnded', at: 0, taskUUID: 't', toolCalls: [], finishReason: 'stop' },
        {
          type: 'answerEnded',
          at: 0,
          taskUUID: 't',
          toolCalls: [call('c', 'look')],
          finishReason: 'tool_calls',
        },
        ended('c', [{ origin: 'workspace', name: 'a.ts' }]),
      ),
    );
    fc.assert(
      fc.property(fc.array(event), fc.array(event), (before, after) => {
        // Instructions come before a request, when nothing of an answer is open.
        const sent: ChatEvent[] = [
          userMessage(),
          ...before,
          { type: 'answerEnded', at: 0, taskUUID: 't', toolCalls: [], finishReason: 'stop' },
          loaded(file('AGENTS.md', 'now')),
        ];
        const rows = messagesOf(sent);
        assert.deepEqual(messagesOf([...sent, ...after]).slice(0, rows.length), rows);
      }),
    );
  });
});
