import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parseBody, readBody } from '../requestBody.ts';
import { answerChat, failChat, readChatRequest, type ChatRequest } from './chatFormat.ts';
import { document, play, type Plan } from './play.ts';
import { errorBody, RefusedRequest } from './refusedRequest.ts';
import { answerResponses, failResponses } from './responsesEvents.ts';
import { readResponsesRequest } from './responsesFormat.ts';
import type { RefusalScript, Script } from './scripts.ts';

export const compatibleKey = 'local-compatible-key';

export interface CompatibleServiceOptions {
  /** Any free one if not said. */
  readonly port?: number;
  /** Names of models that it has; the two of GPT-5.5 if not said. */
  readonly models?: readonly string[];
  /** Whether Chat Completions takes function tools beside an effort; `taken` if not said. */
  readonly toolsWithEffort?: 'taken' | 'onlyNone' | 'refused';
  readonly onRequest?: () => void;
}

export interface CompatibleRequestRecord {
  readonly path: string;
  /** As sent, but the key reads `[key]`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed, if it is JSON; else the text. */
  readonly body: unknown;
  readonly ended: Promise<'complete' | 'cut' | 'closedEarly'>;
}

export interface CompatibleService {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseUrl: string;
  readonly requests: readonly CompatibleRequestRecord[];
  /** Answers for the next requests, in order. */
  enqueue(...scripts: readonly Script[]): void;
  /** Ends every connection and frees the port. */
  stop(): Promise<void>;
}

/** A service of the two compatible formats on 127.0.0.1 that refuses whatever they do not have. */
export async function startCompatibleService(
  options: CompatibleServiceOptions = {},
): Promise<CompatibleService> {
  const queue: Script[] = [];
  const requests: CompatibleRequestRecord[] = [];
  const models = options.models ?? ['openai-gpt-5-5', 'openai:gpt@5.5'];

  const checkModel = (model: string): void => {
    if (models.includes(model)) return;
    throw new RefusedRequest(404, 'model_not_found', `No model ${model}.`, 'model');
  };
  const nextScript = (): Script => {
    const script = queue.shift();
    if (script !== undefined) return script;
    throw new RefusedRequest(400, 'invalid_test_setup', 'No answer is enqueued.');
  };

  const plan = (request: IncomingMessage, body: unknown): Plan => {
    if (request.headers.authorization !== `Bearer ${compatibleKey}`) {
      throw new RefusedRequest(401, 'invalid_api_key', 'Incorrect API key provided.');
    }
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      throw new RefusedRequest(415, null, 'The Content-Type must be application/json.');
    }
    const where = `${request.method ?? ''} ${request.url ?? ''}`;
    if (where === 'POST /v1/chat/completions') {
      const asked = readChatRequest(body);
      checkModel(asked.model);
      checkEffort(asked, options.toolsWithEffort ?? 'taken');
      const script = nextScript();
      if (script.kind === 'answer') return answerChat(asked, script);
      return faultPlan(script, text => failChat(asked, asRefusal(script), text));
    }
    if (where === 'POST /v1/responses') {
      const asked = readResponsesRequest(body);
      checkModel(asked.model);
      const script = nextScript();
      if (script.kind === 'answer') return answerResponses(asked, script);
      return faultPlan(script, text => failResponses(asRefusal(script), text));
    }
    throw new RefusedRequest(404, 'unknown_url', `There is nothing at ${where}.`);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    const body = parseBody(await readBody(request));
    let end: (how: 'complete' | 'cut' | 'closedEarly') => void = () => undefined;
    const ended: CompatibleRequestRecord['ended'] = new Promise(resolve => {
      end = resolve;
    });
    const headers = Object.fromEntries(
      Object.entries(request.headersDistinct).map(([name, values]) => [
        name,
        (values ?? []).join(', ').replaceAll(compatibleKey, '[key]'),
      ]),
    );
    requests.push({ path: request.url ?? '', headers, body, ended });
    const state = { cut: false };
    response.on('close', () => {
      end(response.writableFinished ? 'complete' : state.cut ? 'cut' : 'closedEarly');
      gone.abort();
    });
    options.onRequest?.();
    const planned = planOrRefusal(() => plan(request, body));
    state.cut = planned.then === 'destroy';
    await play(planned, response, gone.signal);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // The client sees a broken connection, the person who runs the test sees why.
      process.stderr.write(`Local compatible service: ${String(error)}\n`);
      response.destroy();
    });
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    enqueue: (...scripts) => {
      queue.push(...scripts);
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function planOrRefusal(make: () => Plan): Plan {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RefusedRequest)) throw error;
    return error.plan();
  }
}

function faultPlan(
  script: Exclude<Script, { kind: 'answer' }>,
  fail: (text: string) => Plan,
): Plan {
  if (script.kind === 'bytes') return { ...script, delayMs: 0 };
  if (script.afterText !== undefined) return fail(script.afterText);
  return document(script.status, errorBody(script), script);
}

function asRefusal(script: Exclude<Script, { kind: 'answer' }>): RefusalScript {
  if (script.kind !== 'refusal') throw new Error('Bytes are played as they are.');
  return script;
}

/** OpenAI's words (spec/runware-api.md 11). */
function checkEffort(
  { tools = [], reasoning_effort, model }: ChatRequest,
  mode: NonNullable<CompatibleServiceOptions['toolsWithEffort']>,
): void {
  if (mode === 'taken' || !tools.some(tool => tool.type === 'function')) return;
  if (mode === 'onlyNone' && reasoning_effort === 'none') return;
  throw new RefusedRequest(
    400,
    null,
    `Function tools with reasoning_effort are not supported for ${model} in /v1/chat/completions. Please use /v1/responses instead.`,
    'reasoning_effort',
  );
}
