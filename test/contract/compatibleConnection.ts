import {
  createChatCompletionsClient,
  createResponsesClient,
} from '../../src/api/compatibleClients.ts';
import {
  compatibleKey,
  startCompatibleService,
  type CompatibleService,
  type CompatibleServiceOptions,
} from '../support/openaiCompatible/service.ts';
import { clientUnderTest, type ClientUnderTest } from './connection.ts';

export const clients = { chat: createChatCompletionsClient, responses: createResponsesClient };

/** A compatible client, connected to its strict local service over HTTP. */
export interface CompatibleConnection extends Pick<
  ClientUnderTest,
  'announced' | 'unbilled' | 'events'
> {
  readonly service: CompatibleService;
  readonly answerTo: ClientUnderTest['answer'];
  readonly bodies: () => unknown[];
}

export async function over(
  which: keyof typeof clients,
  work: (connected: CompatibleConnection) => Promise<void>,
  options: CompatibleServiceOptions = {},
): Promise<void> {
  const service = await startCompatibleService(options);
  const at = { baseUrl: service.baseUrl, key: compatibleKey };
  const { announced, unbilled, events, answer } = clientUnderTest(clients[which], at);
  try {
    await work({
      ...{ service, announced, unbilled, events },
      answerTo: answer,
      bodies: () => service.requests.map(({ body }) => body),
    });
  } finally {
    await service.stop();
  }
}

export const readFile = {
  type: 'function',
  name: 'read_file',
  description: 'Reads a file.',
  schema: { type: 'object', properties: { path: { type: 'string' } } },
} as const;
