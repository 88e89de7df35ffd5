import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseBody, readBody } from '../requestBody.ts';
import { delay } from '../../../src/base/abort.ts';
import { isAbort } from '../../../src/base/errors.ts';
import type { Answer, ErrorAnswer, RawAnswer } from './answers.ts';
import { checkKey, withoutKey } from './authentication.ts';
import { runBatch } from './batch.ts';
import { modelList } from './modelList.ts';
import { Refusal } from './refusal.ts';
import { createStore } from './store.ts';
import type { TextTask } from './textTask.ts';
import type { ModelNames, NativeTools } from './validate.ts';
import { errorEnvelope, errorItem, jsonPlan, rawPlan, type HttpPlan } from './wire.ts';

/** Valid at every service that was started without `keys`. */
export const localKey = 'local-service-key';

export interface ServiceOptions {
  /** Any free one if not said. */
  readonly port?: number;
  readonly keys?: readonly string[];
  /** `both` if not said. */
  readonly modelNames?: ModelNames;
  /** Thinking levels that the model takes; all five if not said. */
  readonly thinkingLevels?: readonly string[];
  /** Whether the model calls tools over this endpoint; `work` if not said. */
  readonly nativeTools?: NativeTools;
  /** The form of the account's balance; `object` if not said. */
  readonly balanceAs?: 'object' | 'number';
  /** Called when a request's body is there, before it is checked. */
  readonly onRequest?: (request: RecordedRequest) => void;
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  /** As sent, but a key that is valid here reads `[key]`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed, if it is JSON; else the text. */
  readonly body: unknown;
  /** ms since 1970. */
  readonly at: number;
  /** When the client went away before the answer's end, in ms since 1970. */
  readonly closedEarlyAt: number | undefined;
  readonly ended: Promise<RequestEnd>;
}

/** The answer was sent, or the service cut the connection as it was told to, or the client left. */
export type RequestEnd = 'complete' | 'cut' | 'closedEarly';

/** What may be put in place of a task's own answer: a task type of the wire, or `GET /v1/models`. */
export type FaultTarget =
  'getResponse' | 'getTaskDetails' | 'accountManagement' | 'mediaStorage' | 'models';

export interface RunwareService {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseUrl: string;
  readonly requests: readonly RecordedRequest[];
  /** Answers for the next text tasks, in order; they come before the script. */
  enqueue(...answers: readonly Answer[]): void;
  /** Answers every text task for which nothing is enqueued. */
  useScript(script: (task: TextTask) => Answer): void;
  /** Faults for the next requests of another kind, in order. */
  enqueueFault(target: FaultTarget, ...faults: readonly (ErrorAnswer | RawAnswer)[]): void;
  /** Ends every connection and frees the port. */
  stop(): Promise<void>;
}

/** A Runware service on 127.0.0.1 that refuses whatever the spec does not allow. */
export async function startRunwareService(options: ServiceOptions = {}): Promise<RunwareService> {
  const keys = options.keys ?? [localKey];
  const store = createStore();
  const queue: Answer[] = [];
  const faults = new Map<string, (ErrorAnswer | RawAnswer)[]>();
  const requests: RecordedRequest[] = [];
  let script: (task: TextTask) => Answer = unscripted;

  const plan = (request: IncomingMessage, body: unknown): HttpPlan => {
    checkKey(request.headers.authorization, body, keys);
    if (request.method === 'GET' && request.url === '/v1/models') {
      const fault = faults.get('models')?.shift();
      return fault === undefined ? jsonPlan(200, modelList) : faultPlan(fault);
    }
    if (request.method !== 'POST' || !/^\/v1\/?$/.test(request.url ?? '')) {
      throw new Refusal(404, { code: 'routeNotFound', message: 'There is nothing at this path.' });
    }
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      throw badPayload('The Content-Type must be application/json.');
    }
    if (!Array.isArray(body) || body.length === 0) {
      throw badPayload('The body must be a JSON array of tasks.');
    }
    return runBatch(body, {
      store,
      rules: {
        modelNames: options.modelNames ?? 'both',
        nativeTools: options.nativeTools ?? 'work',
        ...(options.thinkingLevels === undefined ? {} : { thinkingLevels: options.thinkingLevels }),
      },
      balanceAs: options.balanceAs ?? 'object',
      answerFor: task => queue.shift() ?? script(task),
      faultFor: taskType => faults.get(taskType)?.shift(),
    });
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    const recording = record(request, keys, await readBody(request));
    requests.push(recording.request);
    const state = { cut: false };
    response.on('close', () => {
      recording.end(response.writableFinished ? 'complete' : state.cut ? 'cut' : 'closedEarly');
      gone.abort();
    });
    options.onRequest?.(recording.request);
    const planned = planOrRefusal(() => plan(request, recording.request.body));
    await play(planned, response, gone.signal);
    if (gone.signal.aborted) return;
    state.cut = planned.then === 'destroy';
    if (planned.then === 'destroy') response.destroy();
    if (planned.then === 'end') response.end();
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // The client sees a broken connection, the person who runs the test sees why.
      process.stderr.write(`Local Runware service: ${String(error)}\n`);
      response.destroy();
    });
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${portOf(server.address())}/v1`,
    requests,
    enqueue: (...answers) => {
      queue.push(...answers);
    },
    useScript: next => {
      script = next;
    },
    enqueueFault: (target, ...added) => {
      faults.set(target, [...(faults.get(target) ?? []), ...added]);
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A test that did not say what to answer has to see that, at once and not after retries. */
function unscripted(): Answer {
  return {
    kind: 'error',
    status: 400,
    code: 'invalidTestSetup',
    message: 'No answer is enqueued for this task and there is no script.',
  };
}

function planOrRefusal(make: () => HttpPlan): HttpPlan {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return jsonPlan(error.status, { errors: [error.item] });
  }
}

function faultPlan(fault: ErrorAnswer | RawAnswer): HttpPlan {
  if (fault.kind === 'raw') return rawPlan(fault);
  const { code, message } = errorItem({ taskType: '', taskUUID: '' }, fault);
  return jsonPlan(fault.status, errorEnvelope({ code, message }, fault), fault);
}

async function play(plan: HttpPlan, response: ServerResponse, gone: AbortSignal): Promise<void> {
  if (plan.status !== 'none') {
    response.writeHead(plan.status, plan.headers);
    // A stream's headers come before its first event, a hanging answer's before nothing.
    if (plan.chunks.length !== 1) response.flushHeaders();
  }
  for (const chunk of plan.chunks) {
    if (plan.delayMs > 0) await pause(plan.delayMs, gone);
    if (gone.aborted) return;
    response.write(chunk);
    // Gives the chunk its own way through the socket, and a client that left the time to be seen.
    await nextTurn();
  }
}

/** Waits, at most until the client is gone: then there is nobody left to tell. */
async function pause(ms: number, gone: AbortSignal): Promise<void> {
  try {
    await delay(ms, gone);
  } catch (error) {
    if (!isAbort(error)) throw error;
  }
}

interface Recording {
  readonly request: RecordedRequest;
  readonly end: (how: RequestEnd) => void;
}

function record(request: IncomingMessage, keys: readonly string[], text: string): Recording {
  let closedEarlyAt: number | undefined;
  let end: Recording['end'] = () => undefined;
  const ended = new Promise<RequestEnd>(resolve => {
    end = how => {
      if (how === 'closedEarly') closedEarlyAt = Date.now();
      resolve(how);
    };
  });
  return {
    request: {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: Object.fromEntries(
        Object.entries(request.headersDistinct).map(([name, values]) => [
          name,
          withoutKey((values ?? []).join(', '), keys),
        ]),
      ),
      body: parseBody(text),
      at: Date.now(),
      get closedEarlyAt() {
        return closedEarlyAt;
      },
      ended,
    },
    end,
  };
}

function badPayload(message: string): Refusal {
  return new Refusal(400, { code: 'invalidPayloadFormat', message });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
