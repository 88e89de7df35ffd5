import type { ModelEvent } from '../../src/api/modelClient.ts';
import { createRunwareClient } from '../../src/api/runwareClient.ts';
import type { ClientOptions } from '../../src/api/sendUntilAnswered.ts';
import { nullLogger } from '../../src/base/logger.ts';

/** Asks our whole client for an answer, again and again over one client. */
export function createBenchAnswers(
  baseUrl: string,
  options: Pick<ClientOptions, 'fetch'> = {},
): () => AsyncIterable<ModelEvent> {
  const client = createRunwareClient({
    ...options,
    baseUrl,
    key: () => Promise.resolve('key'),
    logger: nullLogger,
  });
  return () =>
    client.answer(
      { model: 'openai-gpt-5-5', messages: [{ role: 'user', content: 'Go' }], maxTokens: 128_000 },
      { signal: new AbortController().signal, beforeSend: () => Promise.resolve() },
    );
}
