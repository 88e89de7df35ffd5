import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CONTEXT_PARTS } from '../../../src/base/contextPart.ts';
import { contextParts } from '../../../src/chat/contextParts.ts';
import type { ChatEvent } from '../../../src/chat/events.ts';

const fixed = {
  systemPrompt: 'You are Plumb. '.repeat(40),
  tools: [{ type: 'function', name: 'read_file', description: 'Reads.', schema: {} }],
} as const;

const asks = (text: string, attached = ''): ChatEvent => ({
  type: 'userMessage',
  at: 1,
  id: text,
  text,
  attachments:
    attached === ''
      ? []
      : [{ label: 'a.ts:1', path: 'a.ts', line: 1, language: 'ts', text: attached }],
});
const says = (text: string): ChatEvent => ({ type: 'text', at: 2, text });
const ends = (promptTokens?: number): ChatEvent => ({
  type: 'answerEnded',
  at: 3,
  taskUUID: 't',
  toolCalls: [],
  finishReason: 'stop',
  ...(promptTokens === undefined
    ? {}
    : { usage: { promptTokens, completionTokens: 30, reasoningTokens: 10 } }),
});

const turns = fc.array(
  fc.record({
    text: fc.string({ maxLength: 300 }),
    attached: fc.string({ maxLength: 300 }),
    answer: fc.string({ minLength: 1, maxLength: 300 }),
    promptTokens: fc.option(fc.integer({ min: 1, max: 900_000 }), { nil: undefined }),
  }),
  { maxLength: 8 },
);

describe('what fills the context', () => {
  it('has whole parts that add up to the total, and to what the service counted', () => {
    fc.assert(
      fc.property(turns, chat => {
        const events = chat.flatMap(turn => [
          asks(turn.text, turn.attached),
          says(turn.answer),
          ends(turn.promptTokens),
        ]);
        const { parts, totalTokens, isCounted } = contextParts({ events, ...fixed });
        const tokens = CONTEXT_PARTS.map(part => parts[part]);
        assert.ok(tokens.every(count => Number.isInteger(count) && count >= 0));
        assert.equal(
          tokens.reduce((sum, count) => sum + count, 0),
          totalTokens,
        );
        const last = chat.at(-1)?.promptTokens;
        if (last !== undefined) assert.equal(totalTokens, last + 20);
        assert.equal(
          isCounted,
          chat.some(turn => turn.promptTokens !== undefined),
        );
      }),
    );
  });

  it('grows by what came after the last count, in its own part', () => {
    const counted = [asks('Hi'), says('Hello.'), ends(1_000)];
    const before = contextParts({ events: counted, ...fixed });
    const after = contextParts({
      events: [...counted, asks('And this?', 'x'.repeat(3_000))],
      ...fixed,
    });
    assert.equal(before.parts.attachments, 0);
    assert.ok(after.parts.attachments > 1_000);
    // Rounded to whole tokens, with the remainders of the others.
    assert.ok(Math.abs(after.parts.instructions - before.parts.instructions) <= 1);
  });

  it('counts instructions of the project, results and images each in their part', () => {
    const events: ChatEvent[] = [
      asks('Look'),
      {
        type: 'instructionsLoaded',
        at: 1,
        files: [{ path: 'AGENTS.md', text: 'y'.repeat(6_400), hash: 'h' }],
      },
      {
        type: 'answerEnded',
        at: 2,
        taskUUID: 't',
        toolCalls: [{ valid: true, id: 'c', name: 'read_file', input: { path: 'a' } }],
        finishReason: 'tool_calls',
      },
      {
        type: 'toolEnded',
        at: 3,
        callId: 'c',
        state: 'done',
        content: 'z'.repeat(3_200),
        summary: '',
        durationMs: 1,
        images: [{ id: 'i', name: 'a.png', mediaType: 'image/png' }],
      },
    ];
    const { parts, isCounted } = contextParts({ events, ...fixed });
    assert.equal(isCounted, false);
    assert.ok(parts.instructions > 2_000);
    assert.ok(parts.toolResults >= 1_000 && parts.toolResults < 1_100);
    assert.equal(parts.images, 1_500);
    assert.ok(parts.history < 200);
  });

  it('starts anew after a summary, with nothing counted yet', () => {
    const { parts, isCounted } = contextParts({
      events: [
        asks('Hi', 'x'.repeat(9_000)),
        says('Hello.'),
        ends(5_000),
        {
          type: 'summarised',
          at: 9,
          summary: { goal: 'g', done: [], decisions: [], files: [], open: [] },
        },
      ],
      ...fixed,
    });
    assert.equal(isCounted, false);
    assert.equal(parts.attachments, 0);
  });
});
