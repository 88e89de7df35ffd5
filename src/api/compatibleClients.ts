import { chatBody } from './compatible/chatRequest.ts';
import { createChatReader } from './compatible/chatPieces.ts';
import {
  createCompatibleClient,
  type CompatibleClientOptions,
} from './compatible/compatibleClient.ts';
import { createChatEffort, createResponsesEffort } from './compatible/effortChoice.ts';
import { createResponsesReader } from './compatible/responsesPieces.ts';
import { responsesBody } from './compatible/responsesRequest.ts';
import type { ModelClient } from './modelClient.ts';

/**
 * The service's `/chat/completions` as a model client.
 * @throws PlumbError if the key must not be sent to `baseUrl`
 */
export function createChatCompletionsClient(options: CompatibleClientOptions): ModelClient {
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
export function createResponsesClient(options: CompatibleClientOptions): ModelClient {
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
