import {
  createChatCompletionsClient,
  createResponsesClient,
} from '../../src/api/compatibleClients.ts';
import type { ModelClient } from '../../src/api/modelClient.ts';
import { createRunwareClient } from '../../src/api/runwareClient.ts';
import type { ClientOptions } from '../../src/api/sendUntilAnswered.ts';
import type { JsonObject } from '../../src/base/json.ts';
import * as compatible from '../support/openaiCompatible/scripts.ts';
import { compatibleKey, startCompatibleService } from '../support/openaiCompatible/service.ts';
import * as native from '../support/runware/answers.ts';
import { localKey, startRunwareService, type RecordedRequest } from '../support/runware/service.ts';
import { clientUnderTest, type ClientUnderTest } from './connection.ts';

/** What a service answers, whichever its format. */
export type Script = AnswerScript | FaultScript | BytesScript;

export interface AnswerScript extends compatible.Travel {
  readonly reasoning?: string;
  readonly text?: string;
  readonly calls?: readonly {
    readonly id: string;
    readonly name: string;
    readonly arguments: JsonObject | string;
  }[];
  readonly callsAs?: 'whole' | 'pieces';
  /** Null leaves it out. */
  readonly finish?: 'stop' | 'length' | 'content_filter' | null;
  readonly usage?: compatible.Tokens | null;
  readonly cost?: number;
}

export interface FaultScript {
  readonly status: number;
  /** In the native spelling. */
  readonly code: string;
  readonly message?: string;
  readonly retryAfter?: string;
  /** The stream begins with this text and fails then. */
  readonly afterText?: string;
}

export interface BytesScript {
  readonly bytes: readonly string[];
  readonly status?: number | 'none';
  readonly headers?: Readonly<Record<string, string>>;
  readonly then?: 'end' | 'destroy' | 'hang';
}

/** A page of a proxy or of a hotel's network. */
export function page(status: number): BytesScript {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return { bytes: ['<!DOCTYPE html><html><body>Log in</body></html>'], status, headers };
}

/** The real client of one transport, connected to its strict local service over HTTP. */
export interface Rig extends ClientUnderTest {
  readonly key: string;
  readonly baseUrl: string;
  readonly requests: readonly { readonly body: unknown; readonly ended: Promise<string> }[];
  readonly play: (...scripts: readonly Script[]) => void;
}

export interface RigOptions {
  readonly client?: Partial<Pick<ClientOptions, 'key' | 'baseUrl'>>;
  readonly onRequest?: () => void;
}

export interface TransportUnderTest {
  readonly name: 'native' | 'chatCompletions' | 'responses';
  readonly connect: (work: (rig: Rig) => Promise<void>, options?: RigOptions) => Promise<void>;
}

export const transports: readonly TransportUnderTest[] = [
  transport('native', createRunwareClient, startNative),
  transport('chatCompletions', createChatCompletionsClient, startCompatible),
  transport('responses', createResponsesClient, startCompatible),
];

/** A started service, of whichever kind. */
interface Started {
  readonly baseUrl: string;
  readonly key: string;
  readonly requests: Rig['requests'];
  readonly play: Rig['play'];
  readonly stop: () => Promise<void>;
}

function transport(
  name: TransportUnderTest['name'],
  create: (options: ClientOptions) => ModelClient,
  start: (onRequest: () => void) => Promise<Started>,
): TransportUnderTest {
  return {
    name,
    connect: async (work, options = {}) => {
      const { stop, ...service } = await start(options.onRequest ?? (() => undefined));
      try {
        await work({ ...service, ...clientUnderTest(create, service, options) });
      } finally {
        await stop();
      }
    },
  };
}

/**
 * The native service, which does not let itself be asked for an answer by its id: what that gives is
 * natural to the one endpoint that has ids, and has tests of its own.
 */
async function startNative(onRequest: () => void): Promise<Started> {
  const requests: RecordedRequest[] = [];
  const service = await startRunwareService({
    onRequest: request => {
      onRequest();
      if (JSON.stringify(request.body).includes('"textInference"')) requests.push(request);
    },
  });
  return {
    ...{ baseUrl: service.baseUrl, key: localKey, requests },
    play: (...scripts) => {
      service.enqueue(...scripts.map(nativeAnswer));
      service.enqueueFault('getResponse', ...scripts.map(() => native.error(403, 'forbidden')));
    },
    stop: () => service.stop(),
  };
}

async function startCompatible(onRequest: () => void): Promise<Started> {
  const service = await startCompatibleService({ onRequest });
  return {
    ...{ baseUrl: service.baseUrl, key: compatibleKey, requests: service.requests },
    play: (...scripts) => {
      service.enqueue(...scripts.map(compatibleScript));
    },
    stop: () => service.stop(),
  };
}

function nativeAnswer(script: Script): native.Answer {
  if ('bytes' in script) return native.raw(script.bytes, rawOptions(script));
  if ('status' in script) {
    const { status, code, retryAfter, afterText, message } = script;
    return native.error(status, code, {
      ...(message === undefined ? {} : { message }),
      ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
      ...(afterText === undefined ? {} : { inStreamAfter: 1, text: afterText, chunkSize: 1_000 }),
    });
  }
  const {
    text = '',
    calls,
    callsAs = 'pieces',
    finish,
    usage,
    cost,
    reasoning,
    ...travel
  } = script;
  const rest = {
    ...travel,
    ...(reasoning === undefined ? {} : { reasoning }),
    ...(finish === undefined ? {} : { finishReason: finish }),
    ...(usage === undefined ? {} : { usage: usage === null ? null : nativeUsage(usage) }),
    cost: cost ?? null,
  };
  if (calls === undefined) return native.text(text, rest);
  const shape = { streamed: callsAs === 'whole' ? 'each' : callsAs, arguments: 'string' } as const;
  return native.tools(calls, { ...rest, text, shape });
}

function nativeUsage(tokens: compatible.Tokens): JsonObject {
  return {
    promptTokens: tokens.prompt,
    completionTokens: tokens.completion,
    totalTokens: tokens.prompt + tokens.completion,
    cachedInputTokens: tokens.cached,
    completionTokensDetails: { reasoningTokens: tokens.reasoning },
  };
}

function compatibleScript(script: Script): compatible.Script {
  if ('bytes' in script) return compatible.bytes(script.bytes, rawOptions(script));
  if (!('status' in script)) return compatible.answer(script);
  const { status, code, message, retryAfter, afterText } = script;
  return compatible.refusal(status, snakeCase(code), {
    ...(message === undefined ? {} : { message }),
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
    ...(afterText === undefined ? {} : { afterText, chunkSize: 1_000 }),
  });
}

function snakeCase(code: string): string {
  return code.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

function rawOptions({ status, headers, then }: BytesScript): Omit<BytesScript, 'bytes'> {
  return {
    ...(status === undefined ? {} : { status }),
    ...(headers === undefined ? {} : { headers }),
    ...(then === undefined ? {} : { then }),
  };
}
