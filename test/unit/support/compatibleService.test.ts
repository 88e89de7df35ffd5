import assert from 'node:assert/strict';
import { answer } from '../../support/openaiCompatible/scripts.ts';
import { compatibleKey, startCompatibleService } from '../../support/openaiCompatible/service.ts';

const chat = {
  ...{ model: 'openai-gpt-5-5', stream: false, max_completion_tokens: 10 },
  messages: [{ role: 'user', content: 'Hi' }],
};
const responses = {
  ...{ model: 'openai-gpt-5-5', stream: false, store: false, max_output_tokens: 10 },
  input: [{ type: 'message', role: 'user', content: 'Hi' }],
};
const tool = { type: 'function', function: { name: 'f', parameters: { type: 'object' } } };

async function statusOf(path: string, body: unknown, key = compatibleKey): Promise<number> {
  const service = await startCompatibleService();
  service.enqueue(answer({ text: 'Hello.' }));
  try {
    const response = await fetch(`${service.baseUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    await response.text();
    return response.status;
  } finally {
    await service.stop();
  }
}

describe('The local service of the compatible formats', () => {
  it('answers what the formats have', async () => {
    assert.equal(await statusOf('/chat/completions', chat), 200);
    assert.equal(await statusOf('/responses', responses), 200);
  });

  it('refuses whatever they do not have', async () => {
    const row = { role: 'tool', tool_call_id: 'nobody', content: '' };
    const bad: readonly (readonly [string, unknown])[] = [
      ['/chat/completions', { ...chat, taskUUID: 'x' }],
      ['/chat/completions', { ...chat, max_tokens: 10 }],
      ['/chat/completions', { ...chat, max_completion_tokens: undefined }],
      ['/chat/completions', { ...chat, max_completion_tokens: 128_001 }],
      ['/chat/completions', { ...chat, reasoning_effort: 'extreme' }],
      ['/chat/completions', { ...chat, stream_options: { include_usage: true } }],
      ['/chat/completions', { ...chat, stream: true, n: 2 }],
      ['/chat/completions', { ...chat, tool_choice: 'required' }],
      ['/chat/completions', { ...chat, tools: [{ type: 'codeInterpreter' }] }],
      ['/chat/completions', { ...chat, tools: [{ ...tool, strict: true }] }],
      ['/chat/completions', { ...chat, messages: [...chat.messages, row] }],
      ['/responses', { ...responses, store: true }],
      ['/responses', { ...responses, messages: [] }],
      ['/responses', { ...responses, max_output_tokens: 0 }],
      ['/responses', { ...responses, tools: [tool] }],
      ['/responses', { ...responses, n: 2 }],
      [
        '/responses',
        { ...responses, input: [{ type: 'function_call_output', call_id: 'nobody', output: '' }] },
      ],
    ];
    for (const [path, body] of bad) {
      assert.equal(await statusOf(path, body), 400, JSON.stringify(body));
    }
    assert.equal(await statusOf('/chat/completions', { ...chat, model: 'other' }), 404);
    assert.equal(await statusOf('/messages', chat), 404);
    assert.equal(await statusOf('/responses', responses, 'another-key'), 401);
  });
});
