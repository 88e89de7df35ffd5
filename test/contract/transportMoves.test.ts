import assert from 'node:assert/strict';
import {
  createChatCompletionsClient,
  createResponsesClient,
} from '../../src/api/compatibleClients.ts';
import type { ModelEvent, ModelRequest } from '../../src/api/modelClient.ts';
import { createRunwareClient } from '../../src/api/runwareClient.ts';
import { createTransportChoice } from '../../src/api/transportChoice.ts';
import { nullLogger } from '../../src/base/logger.ts';
import { answer } from '../support/openaiCompatible/scripts.ts';
import { compatibleKey, startCompatibleService } from '../support/openaiCompatible/service.ts';
import { error, text } from '../support/runware/answers.ts';
import { startRunwareService } from '../support/runware/service.ts';
import { readFile } from './compatibleConnection.ts';
import { allOf, answerIn, question } from './connection.ts';

const calls = [{ id: 'call_1', name: 'read_file', arguments: { path: 'a.ts' } }];
const request: ModelRequest = { ...question, tools: [readFile], toolChoice: { type: 'any' } };

describe('Where native tools do not work', () => {
  it('the way is native, Chat Completions without an effort, with none, then Responses', async () => {
    const native = await startRunwareService({ keys: [compatibleKey] });
    const compatible = await startCompatibleService({ toolsWithEffort: 'refused' });
    const key = (): Promise<string> => Promise.resolve(compatibleKey);
    const at = (baseUrl: string) => ({ baseUrl, key, logger: nullLogger });
    const remembered = new Map<string, string>();
    const client = createTransportChoice({
      native: createRunwareClient(at(native.baseUrl)),
      compatible: () =>
        Promise.resolve({
          chatCompletions: createChatCompletionsClient(at(compatible.baseUrl)),
          responses: createResponsesClient(at(compatible.baseUrl)),
        }),
      setting: () => 'auto',
      memory: {
        read: model => remembered.get(model),
        write: (model, transport) => remembered.set(model, transport),
      },
    });
    const announced: string[] = [];
    const ask = (): Promise<ModelEvent[]> =>
      allOf(
        client.answer(request, {
          signal: new AbortController().signal,
          beforeSend: id => {
            announced.push(id);
            return Promise.resolve();
          },
        }),
      );
    try {
      native.enqueue(error(400, 'unsupportedParameter', { parameter: 'tools' }));
      compatible.enqueue(answer({ calls }), answer({ calls }));
      for (const round of [1, 2]) {
        const events = await ask();
        const adjusted = events.filter(({ type }) => type === 'adjusted');
        assert.equal(adjusted.length, round === 1 ? 1 : 0);
        const { toolCalls } = answerIn(events);
        assert.deepEqual(toolCalls, [
          { valid: true, id: 'call_1', name: 'read_file', input: { path: 'a.ts' } },
        ]);
        assert.equal(native.requests.length, 1, `round ${round}`);
      }
      assert.deepEqual(
        compatible.requests.map(({ path }) => path),
        ['/v1/chat/completions', '/v1/chat/completions', '/v1/responses', '/v1/responses'],
      );
      assert.equal(remembered.get(request.model), 'responses');
      assert.equal(new Set(announced).size, 5);
    } finally {
      await native.stop();
      await compatible.stop();
    }
  });

  it('an answer of nothing where a call was due is asked for over Chat Completions', async () => {
    const native = await startRunwareService({ keys: [compatibleKey] });
    const compatible = await startCompatibleService();
    const key = (): Promise<string> => Promise.resolve(compatibleKey);
    const at = (baseUrl: string) => ({ baseUrl, key, logger: nullLogger });
    const chatCompletions = createChatCompletionsClient(at(compatible.baseUrl));
    const client = createTransportChoice({
      native: createRunwareClient(at(native.baseUrl)),
      compatible: () => Promise.resolve({ chatCompletions, responses: chatCompletions }),
      setting: () => 'auto',
      memory: { read: () => undefined, write: () => undefined },
    });
    try {
      native.enqueue(text('', { cost: 0.25 }));
      compatible.enqueue(answer({ calls }));
      const { signal } = new AbortController();
      const beforeSend = (): Promise<void> => Promise.resolve();
      const events = await allOf(client.answer(request, { signal, beforeSend }));
      assert.ok(events[0]?.type === 'adjusted');
      assert.match(events[0].message, /billed with \$0\.2500/);
      assert.equal(answerIn(events).toolCalls.length, 1);
    } finally {
      await native.stop();
      await compatible.stop();
    }
  });
});
