import {
  createChatCompletionsClient,
  createResponsesClient,
} from '../../src/api/compatibleClients.ts';
import type { ModelAnswer, ModelEvent, ModelRequest } from '../../src/api/modelClient.ts';
import { nullLogger } from '../../src/base/logger.ts';
import {
  compatibleKey,
  startCompatibleService,
  type CompatibleService,
  type CompatibleServiceOptions,
} from '../support/openaiCompatible/service.ts';
import { allOf, answerIn } from './connection.ts';

export const clients = { chat: createChatCompletionsClient, responses: createResponsesClient };

/** A compatible client, connected to its strict local service over HTTP. */
export interface CompatibleConnection {
  readonly service: CompatibleService;
  readonly unbilled: readonly string[];
  readonly announced: readonly string[];
  readonly events: (request: ModelRequest) => Promise<ModelEvent[]>;
  readonly answerTo: (request: ModelRequest) => Promise<ModelAnswer>;
  readonly bodies: () => unknown[];
}

export async function over(
  which: keyof typeof clients,
  work: (connected: CompatibleConnection) => Promise<void>,
  options: CompatibleServiceOptions = {},
): Promise<void> {
  const service = await startCompatibleService(options);
  const client = clients[which]({
    baseUrl: service.baseUrl,
    key: () => Promise.resolve(compatibleKey),
    logger: nullLogger,
  });
  const unbilled: string[] = [];
  const announced: string[] = [];
  const events = (request: ModelRequest): Promise<ModelEvent[]> =>
    allOf(
      client.answer(request, {
        signal: new AbortController().signal,
        beforeSend: id => {
          announced.push(id);
          return Promise.resolve();
        },
        unbilled: id => {
          unbilled.push(id);
        },
      }),
    );
  try {
    await work({
      ...{ service, unbilled, announced, events },
      answerTo: async request => answerIn(await events(request)),
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
