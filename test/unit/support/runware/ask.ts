import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  localKey,
  startRunwareService,
  type RunwareService,
  type ServiceOptions,
} from '../../../support/runware/service.ts';

/** A service of a test's own; it is stopped however the test ends. */
export async function withService(
  options: ServiceOptions,
  use: (service: RunwareService) => Promise<void>,
): Promise<void> {
  const service = await startRunwareService(options);
  try {
    await use(service);
  } finally {
    await service.stop();
  }
}

/** A task as the page has it, with what a test wants otherwise; undefined takes a field away. */
export function textTask(changes: Readonly<Record<string, unknown>> = {}): object {
  return {
    taskType: 'textInference',
    taskUUID: randomUUID(),
    model: 'openai-gpt-5-5',
    messages: [{ role: 'user', content: 'Say hello.' }],
    ...changes,
  };
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface PostOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Sends tasks, or any other body, with the right key. Rejects if the connection breaks. */
export async function post(
  service: RunwareService,
  body: unknown,
  { headers = {}, ...options }: PostOptions = {},
): Promise<Reply> {
  const response = await fetch(service.baseUrl, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${localKey}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...options,
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const Item = z.record(z.string(), z.json());
export type Item = z.infer<typeof Item>;

const Envelope = z.strictObject({
  data: z.array(Item).default([]),
  errors: z.array(Item).default([]),
});
export type Envelope = z.infer<typeof Envelope>;

export function envelopeOf({ text }: Reply): Envelope {
  return Envelope.parse(JSON.parse(text));
}

/** The events of a stream in order, and whether `[DONE]` ended it. */
export function eventsOf(text: string): { readonly events: Item[]; readonly done: boolean } {
  const data = text
    .split(/\r?\n/)
    .filter(line => line.startsWith('data: '))
    .map(line => line.slice('data: '.length));
  return {
    events: data.filter(line => line !== '[DONE]').map(line => Item.parse(JSON.parse(line))),
    done: data.at(-1) === '[DONE]',
  };
}

const Delta = z.object({
  text: z.string().default(''),
  reasoningContent: z.string().default(''),
});

/** The pieces of a stream put together. */
export function joined(events: readonly Item[]): {
  readonly text: string;
  readonly reasoning: string;
} {
  const deltas = events.map(event => Delta.parse(event['delta'] ?? {}));
  return {
    text: deltas.map(delta => delta.text).join(''),
    reasoning: deltas.map(delta => delta.reasoningContent).join(''),
  };
}
