import assert from 'node:assert/strict';
import { DELIVERY_METHODS, type ModelEvent, type ModelRequest } from '../../src/api/modelClient.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { text, type Beside } from '../support/runware/answers.ts';
import { answerIn, connected, question, tasksSent } from './connection.ts';

const a = { url: 'https://a.example/x', title: 'A' };
const b = { url: 'http://b.example/', title: 'http://b.example/' };

const forms: Readonly<Record<string, JsonObject>> = {
  sources: { sources: [a, { url: 'http://b.example/' }] },
  'citations as text': { citations: ['http://b.example/', a.url], sources: [a] },
  'nested annotations': {
    annotations: [
      { type: 'url_citation', url_citation: { ...a, start_index: 0 } },
      { type: 'url_citation', url_citation: { url: b.url } },
    ],
  },
  'flat annotations': {
    annotations: [
      { type: 'url_citation', ...a, start_index: 0 },
      { type: 'url_citation', url: b.url, title: '' },
    ],
  },
  'grounding chunks': {
    groundingMetadata: {
      groundingChunks: [{ web: { uri: a.url, title: a.title } }, { web: { uri: b.url } }],
    },
  },
};

const request = (delivery: ModelRequest['delivery']): ModelRequest => ({
  ...question,
  delivery: delivery ?? 'stream',
  tools: [{ type: 'search' }, { type: 'codeInterpreter' }],
});

function usesIn(events: readonly ModelEvent[]): unknown[] {
  return events.flatMap(event => (event.type === 'serviceTool' ? [event.use] : []));
}

describe('What the service’s own tools tell', () => {
  for (const delivery of DELIVERY_METHODS) {
    for (const [name, fields] of Object.entries(forms)) {
      it(`are sources, as ${name}, wherever they stand: ${delivery}`, () =>
        connected(async ({ service, events }) => {
          for (const at of ['item', 'delta', 'choices'] satisfies Beside['at'][]) {
            service.enqueue(text('It is so.', { beside: { at, fields } }));
            const seen = await events(request(delivery));
            const { sources } = answerIn(seen);
            const byUrl = sources.toSorted((one, other) => (one.url > other.url ? 1 : -1));
            assert.deepEqual(byUrl, [b, a], at);
            const told = seen.flatMap(event => (event.type === 'sources' ? event.sources : []));
            assert.deepEqual(told, sources);
          }
          const { tools } = tasksSent(service, 'textInference')[0] ?? {};
          assert.deepEqual(tools, [{ type: 'search' }, { type: 'codeInterpreter' }]);
        }));
    }

    it(`are searches and runs of code, with what came of them: ${delivery}`, () =>
      connected(async ({ service, events }) => {
        const fields = {
          tools: [
            { type: 'search' },
            { type: 'search', id: 's1', input: { query: 'rename flag' }, output: 'Two pages.' },
            {
              type: 'codeInterpreter',
              id: 'c1',
              code: 'print(1 + 1)',
              outputs: [
                { type: 'logs', logs: '2' },
                { type: 'image', url: 'https://x.example' },
              ],
            },
          ],
        };
        service.enqueue(text('It is 2.', { beside: { at: 'delta', fields } }));
        const seen = await events(request(delivery));
        const { serviceToolUses, toolCalls, finishReason } = answerIn(seen);
        assert.deepEqual(serviceToolUses, [
          { id: 's1', tool: 'search', input: 'rename flag', output: 'Two pages.' },
          {
            id: 'c1',
            tool: 'codeInterpreter',
            input: 'print(1 + 1)',
            output: '2\n{"type":"image","url":"https://x.example"}',
          },
        ]);
        assert.deepEqual(usesIn(seen), serviceToolUses);
        // They ran already: nothing of it is a call for us.
        assert.deepEqual([toolCalls, finishReason], [[], 'stop']);
      }));
  }

  it('R39: are told once, though the answer had to be asked for', () =>
    connected(async ({ service, events }) => {
      const fields = {
        sources: [a],
        toolCalls: [{ type: 'search', id: 's1', query: 'rename' }],
      };
      // Cut behind the event with the sources, before the finishReason.
      service.enqueue(text('It is so.', { beside: { at: 'delta', fields }, cutAfterBytes: 420 }));
      const seen = await events(request('stream'));
      assert.ok(seen.some(event => event.type === 'waiting'));
      assert.equal(usesIn(seen).length, 1);
      assert.equal(seen.filter(event => event.type === 'sources').length, 1);
      const { sources, serviceToolUses } = answerIn(seen);
      assert.deepEqual([sources.length, serviceToolUses.length], [1, 1]);
    }));
});
