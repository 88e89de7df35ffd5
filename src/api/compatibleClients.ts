import { chatBody } from './compatible/chatRequest.ts';
import { createChatReader } from './compatible/chatPieces.ts';
import { createCompatibleClient } from './compatible/compatibleClient.ts';
import { createChatEffort, createResponsesEffort } from './compatible/effortChoice.ts';
import { createResponsesReader } from './compatible/responsesPieces.ts';
import { responsesBody } from './compatible/responsesRequest.ts';
import type { ModelClient } from './modelClient.ts';
import type { ClientOptions } from './sendUntilAnswered.ts';

/**
 * The service's `/chat/completions` as a model client.
 * @throws PlumbError if the key must not be sent to `baseUrl`
 */
export function createChatCompletionsClient(options: ClientOptions): ModelClient {
  return createCompatibleClient(
    {
      name: 'chatCompletions',
      path: '/chat/completions',
      effort: createChatEffort(),
      body: chatBody,
      createReader: createChatReader,
    },
    options,
  );
}

/**
 * The service's `/responses` as a model client.
 * @throws PlumbError if the key must not be sent to `baseUrl`
 */
export function createResponsesClient(options: ClientOptions): ModelClient {
  return createCompatibleClient(
    {
      name: 'responses',
      path: '/responses',
      effort: createResponsesEffort(),
      body: responsesBody,
      createReader: createResponsesReader,
    },
    options,
  );
}
