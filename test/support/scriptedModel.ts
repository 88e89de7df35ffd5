import { abortReason } from '../../src/base/abort.ts';
import type {
  FinishReason,
  ModelAnswer,
  ModelClient,
  ModelEvent,
  ModelRequest,
  ReceivedToolCall,
  RequestOptions,
  TokenUsage,
} from '../../src/api/modelClient.ts';

/** One answer: its pieces in this order, then its end. */
export interface ScriptedAnswer {
  readonly waiting?: { readonly reason: string; readonly delayMs: number };
  readonly reasoning?: readonly string[];
  readonly text?: readonly string[];
  readonly calls?: readonly ReceivedToolCall[];
  /** Absent: `tool_calls` if there are calls, else `stop`. */
  readonly finishReason?: FinishReason;
  readonly usage?: TokenUsage;
  readonly costUsd?: number;
  /** The whole text, where it did not come in pieces. */
  readonly wholeText?: string;
  /**
   * Instead of the end: waits until it is stopped (`hang`), does not even notice that (`deaf`), or
   * fails.
   */
  readonly instead?: 'hang' | 'deaf' | Error;
}

export interface ScriptedModel extends ModelClient {
  /** What was asked, in order; a copy made when it was asked. */
  readonly requests: readonly ModelRequest[];
  /** Ids of the requests that left, that is, whose `beforeSend` had resolved. */
  readonly sent: readonly string[];
}

/** Plays the answers one after another; a request too many is an error. */
export function createScriptedModel(answers: readonly ScriptedAnswer[]): ScriptedModel {
  const rest = answers.values();
  const requests: ModelRequest[] = [];
  const sent: string[] = [];

  async function* play(request: ModelRequest, options: RequestOptions): AsyncGenerator<ModelEvent> {
    requests.push(structuredClone(request));
    const next = rest.next();
    if (next.done === true) throw new Error('The script has no answer to this request.');
    const answer = next.value;
    const taskUUID = `task-${requests.length}`;
    await options.beforeSend(taskUUID);
    options.signal.throwIfAborted();
    sent.push(taskUUID);
    yield* pieces(answer);
    if (answer.instead instanceof Error) throw answer.instead;
    if (answer.instead === 'hang') await stopped(options.signal);
    if (answer.instead === 'deaf') await new Promise(() => undefined);
    yield { type: 'done', answer: whole(answer, taskUUID), others: [] };
  }

  return {
    requests,
    sent,
    answer: play,
    resume: taskUUID => {
      throw new Error(`The script knows nothing more of ${taskUUID}.`);
    },
  };
}

function* pieces(answer: ScriptedAnswer): Generator<ModelEvent> {
  if (answer.waiting !== undefined) yield { type: 'waiting', ...answer.waiting };
  for (const text of answer.reasoning ?? []) yield { type: 'reasoning', text };
  for (const text of answer.text ?? []) yield { type: 'text', text };
  for (const [index, call] of (answer.calls ?? []).entries()) {
    const argumentsDelta = call.valid ? JSON.stringify(call.input) : call.raw;
    yield { type: 'toolCall', index, id: call.id, name: call.name, argumentsDelta };
  }
}

function whole(answer: ScriptedAnswer, taskUUID: string): ModelAnswer {
  const toolCalls = answer.calls ?? [];
  return {
    taskUUID,
    text: answer.wholeText ?? (answer.text ?? []).join(''),
    reasoning: (answer.reasoning ?? []).join(''),
    toolCalls,
    finishReason: answer.finishReason ?? (toolCalls.length > 0 ? 'tool_calls' : 'stop'),
    usage: answer.usage,
    costUsd: answer.costUsd,
    sources: [],
    serviceToolUses: [],
  };
}

function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const onAbort = (): void => {
      reject(abortReason(signal));
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
