import type { ServiceConnection } from '../../src/api/serviceConnection.ts';
import {
  localKey,
  startRunwareService,
  type RunwareService,
  type ServiceOptions,
} from '../support/runware/service.ts';
import { recordingLogger } from './connection.ts';

/** The strict local service over HTTP, with what Plumb asks it beside requests of a chat. */
export interface UtilityService {
  readonly service: RunwareService;
  readonly connection: ServiceConnection;
  readonly signal: AbortSignal;
  readonly logged: readonly string[];
}

export async function withUtilityService(
  work: (utility: UtilityService) => Promise<void>,
  options: {
    readonly service?: ServiceOptions;
    readonly connection?: Partial<ServiceConnection>;
  } = {},
): Promise<void> {
  const service = await startRunwareService(options.service);
  const { logger, logged } = recordingLogger();
  try {
    await work({
      service,
      connection: {
        baseUrl: service.baseUrl,
        key: () => Promise.resolve(localKey),
        logger,
        ...options.connection,
      },
      signal: new AbortController().signal,
      logged,
    });
  } finally {
    await service.stop();
  }
}

/** Sends a text task as some other client would, so that the service knows of it. */
export async function sendTextTask(
  service: RunwareService,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const taskUUID = crypto.randomUUID();
  const task = {
    taskType: 'textInference',
    taskUUID,
    model: 'openai-gpt-5-5',
    includeCost: true,
    includeUsage: true,
    messages: [{ role: 'user', content: 'Say hello.' }],
    ...changes,
  };
  const response = await fetch(service.baseUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${localKey}`, 'content-type': 'application/json' },
    body: JSON.stringify([task]),
  });
  await response.text();
  return taskUUID;
}
