import { abortReason } from '../../src/base/abort.ts';
import { PlumbError } from '../../src/base/errors.ts';
import {
  AnswerNotThere,
  type FinishReason,
  type ModelAnswer,
  type ModelClient,
  type ModelEvent,
  type ModelRequest,
  type ReceivedToolCall,
  type RequestOptions,
  type ResumeOptions,
  type TokenUsage,
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
  /** Other answers to the same message. */
  readonly others?: readonly ScriptedAnswer[];
  /** Refused before it began, so often, each under an id of its own that is not billed. */
  readonly refusals?: number;
  /** What the service has of it when it is asked for by its id; absent: it does not know it. */
  readonly atService?: ScriptedAnswer;
  /** Events that come before the text. */
  readonly aside?: readonly ModelEvent[];
}

export interface ScriptedModel extends ModelClient {
  /** What was asked, in order; a copy made when it was asked. */
  readonly requests: readonly ModelRequest[];
  /** Ids of the requests that left, that is, whose `beforeSend` had resolved. */
  readonly sent: readonly string[];
  /** Ids of requests whose answer was asked for again. */
  readonly resumed: readonly string[];
}

/** Plays the answers one after another; a request too many is an error. */
export function createScriptedModel(answers: readonly ScriptedAnswer[]): ScriptedModel {
  const rest = answers.values();
  const requests: ModelRequest[] = [];
  const sent: string[] = [];
  const kept = new Map<string, ScriptedAnswer>();
  const resumed: string[] = [];

  async function* play(request: ModelRequest, options: RequestOptions): AsyncGenerator<ModelEvent> {
    requests.push(structuredClone(request));
    const next = rest.next();
    if (next.done === true) throw new Error('The script has no answer to this request.');
    const answer = next.value;
    const taskUUID = `task-${requests.length}`;
    for (let refusal = 1; refusal <= (answer.refusals ?? 0); refusal += 1) {
      await options.beforeSend(`${taskUUID}-refused-${refusal}`);
      options.unbilled?.(`${taskUUID}-refused-${refusal}`);
    }
    if (answer.atService !== undefined) kept.set(taskUUID, answer.atService);
    await options.beforeSend(taskUUID);
    options.signal.throwIfAborted();
    sent.push(taskUUID);
    yield* pieces(answer);
    if (answer.instead instanceof Error) throw answer.instead;
    if (answer.instead === 'hang') await stopped(options.signal);
    if (answer.instead === 'deaf') await new Promise(() => undefined);
    const others = (answer.others ?? []).map(other => whole(other, taskUUID));
    yield { type: 'done', answer: whole(answer, taskUUID), others };
  }

  async function* again(
    taskUUID: string,
    { signal, shownText }: ResumeOptions,
  ): AsyncGenerator<ModelEvent> {
    resumed.push(taskUUID);
    await Promise.resolve();
    signal.throwIfAborted();
    const answer = kept.get(taskUUID);
    if (answer === undefined) throw new AnswerNotThere(new PlumbError('Unknown'));
    if (answer.instead instanceof Error) throw answer.instead;
    const made = whole(answer, taskUUID);
    const rest = made.text.slice(shownText.length);
    if (rest !== '') yield { type: 'text', text: rest };
    const others = (answer.others ?? []).map(other => whole(other, taskUUID));
    yield { type: 'done', answer: made, others };
  }

  return {
    requests,
    sent,
    resumed,
    answer: play,
    resume: again,
  };
}

function* pieces(answer: ScriptedAnswer): Generator<ModelEvent> {
  if (answer.waiting !== undefined) yield { type: 'waiting', ...answer.waiting };
  for (const text of answer.reasoning ?? []) yield { type: 'reasoning', text };
  yield* answer.aside ?? [];
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
