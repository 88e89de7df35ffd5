import {
  AnswerNotThere,
  type ModelAnswer,
  type ModelEvent,
  type ModelRequest,
} from '../api/modelClient.ts';
import { untilAborted } from '../base/abort.ts';
import { book, createBooking } from './booking.ts';
import { callIdsOf, freeId, withFreeIds } from './callIds.ts';
import type { ChatEvent, Purpose } from './events.ts';
import { optionsOf } from './request.ts';
import type { Asking, LostRequest, RunningTurn } from './turn.ts';

/** What came of one request. */
export interface Received {
  /** The answer, its calls under ids that are unique in the chat. */
  readonly answer: ModelAnswer;
  /** True if several answers came: they were offered to choose from and go no further. */
  readonly isOffer: boolean;
}

/**
 * Asks the model once and hands on what comes: a `requestSent` before anything leaves, the pieces
 * as they arrive, an `answerEnded` last. When the user stops it, the answer ends as `stopped`.
 * @throws BudgetError if it was not sent for its cost; what the client throws; the signal's reason
 */
export async function ask(
  turn: Asking,
  request: ModelRequest,
  purpose?: Purpose,
): Promise<Received> {
  const booking = createBooking(turn, request, purpose);
  let taskUUID: string | undefined;
  const events = turn.client.answer(request, {
    signal: turn.signal,
    beforeSend: async id => {
      await booking.beforeSend(id);
      taskUUID = id;
    },
    unbilled: id => {
      booking.unbilled(id);
    },
  });
  try {
    const isOffer = (request.numberResults ?? 1) > 1;
    const received = await receive(turn, events, { idOf: () => taskUUID, isOffer });
    await booking.answered(received.answer.taskUUID, received.answers);
    return received;
  } finally {
    await booking.close();
  }
}

/**
 * Asks for the answer of a request that was sent before, which costs nothing more.
 * @returns the error if it is certain that there is none
 * @throws what the client throws if nobody could tell; the signal's reason
 */
export async function askAgain(
  turn: RunningTurn,
  { taskUUID, shownText }: LostRequest,
): Promise<Received | AnswerNotThere> {
  const { signal } = turn;
  const events = turn.client.resume(taskUUID, { signal, shownText });
  let isTold = false;
  const tellOnce = async (): Promise<void> => {
    if (isTold) return;
    isTold = true;
    await turn.emit({ type: 'requestResumed', at: turn.now(), taskUUID });
  };
  try {
    const isOffer = (optionsOf(turn).numberResults ?? 1) > 1;
    const received = await receive(turn, events, {
      idOf: () => taskUUID,
      begun: tellOnce,
      isOffer,
    });
    const costUsd = sumOf(received.answers.map(answer => answer.costUsd));
    if (costUsd !== undefined) await book(turn.budget.settle(taskUUID, costUsd), turn.logger);
    return received;
  } catch (error) {
    if (signal.aborted || !(error instanceof AnswerNotThere)) throw error;
    turn.logger.info(`The answer of ${taskUUID} is not to be had: ${error.message}`);
    return error;
  }
}

/** Asks for one whole answer of which nothing is shown as it comes, and books its cost. */
export async function askQuietly(
  turn: RunningTurn,
  request: ModelRequest,
  purpose: Purpose,
): Promise<ModelAnswer> {
  const quiet: RunningTurn = {
    ...turn,
    emit: async event => {
      if (event.type !== 'text' && event.type !== 'reasoning') await turn.emit(event);
    },
  };
  return (await ask(quiet, request, purpose)).answer;
}

/** How an answer is taken. */
interface Receiving {
  readonly idOf: () => string | undefined;
  /** Awaited before the first event. */
  readonly begun?: () => Promise<void>;
  /** Several answers were asked for: none of them is told as the answer. */
  readonly isOffer: boolean;
}

/** Hands on the events of an answer. */
async function receive(
  turn: Asking,
  events: AsyncIterable<ModelEvent>,
  { idOf, begun, isOffer }: Receiving,
): Promise<Received & { readonly answers: readonly ModelAnswer[] }> {
  const usedIds = callIdsOf(turn.history);
  let streamed = false;
  let inCall = false;
  try {
    for await (const event of untilStopped(events, turn.signal)) {
      if (event.type === 'waiting') {
        turn.tell(event);
        continue;
      }
      await begun?.();
      if (isOffer && (event.type === 'text' || event.type === 'reasoning')) continue;
      if (event.type !== 'done') {
        streamed ||= event.type === 'text';
        inCall = event.type === 'toolCall' || (inCall && event.type !== 'text');
        await handOn(event, turn, usedIds, idOf() ?? '');
        continue;
      }
      const answer = { ...event.answer, toolCalls: withFreeIds(event.answer.toolCalls, usedIds) };
      const answers = [answer, ...event.others] as const;
      // A service that answers in one piece, in spite of being asked for a stream.
      if (!streamed && answer.text !== '' && answers.length === 1) {
        await turn.emit({ type: 'text', at: turn.now(), text: answer.text });
      }
      // Where none of several has a text there is nothing to choose from.
      const isOffered = answers.length > 1 && answers.some(({ text }) => text !== '');
      if (isOffered) await offer(answers, turn);
      await turn.emit(answerEnded(answers, turn.now()));
      return { answer, answers, isOffer: isOffered };
    }
  } catch (error) {
    const taskUUID = idOf();
    if (turn.signal.aborted && taskUUID !== undefined) {
      await turn.emit({
        type: 'answerEnded',
        at: turn.now(),
        taskUUID,
        toolCalls: [],
        finishReason: 'stopped',
        ...(inCall ? { inCall } : {}),
      });
    }
    throw error;
  }
  throw new Error('The model client ended its answer without a `done` event.');
}

async function handOn(
  event: Exclude<ModelEvent, { type: 'done' | 'waiting' }>,
  turn: Asking,
  usedIds: ReadonlySet<string>,
  taskUUID: string,
): Promise<void> {
  const at = turn.now();
  switch (event.type) {
    case 'text':
    case 'reasoning':
    case 'adjusted':
      await turn.emit({ ...event, at });
      break;
    case 'toolCall':
      turn.tell({
        type: 'receivingCall',
        callId: freeId(event.id, usedIds),
        name: event.name,
        argumentsDelta: event.argumentsDelta,
      });
      break;
    case 'sources':
      await turn.emit({ type: 'sourcesFound', at, taskUUID, sources: event.sources });
      break;
    case 'serviceTool':
      await turn.emit({ type: 'serviceToolUsed', at, taskUUID, use: event.use });
      break;
  }
}

async function offer(answers: readonly ModelAnswer[], turn: Asking): Promise<void> {
  const [first] = answers;
  if (first === undefined) return;
  await turn.emit({
    type: 'answersOffered',
    at: turn.now(),
    taskUUID: first.taskUUID,
    answers: answers.map(({ text, finishReason, usage, costUsd }) => ({
      text,
      finishReason,
      ...(usage === undefined ? {} : { usage }),
      ...(costUsd === undefined ? {} : { costUsd }),
    })),
  });
}

/** Of several answers the prompt is counted once, what they wrote and what they cost together. */
function answerEnded(answers: readonly [ModelAnswer, ...ModelAnswer[]], at: number): ChatEvent {
  const [{ taskUUID, toolCalls, finishReason, usage }] = answers;
  const costUsd = sumOf(answers.map(answer => answer.costUsd));
  const completionTokens = sumOf(answers.map(answer => answer.usage?.completionTokens));
  return {
    type: 'answerEnded',
    at,
    taskUUID,
    toolCalls: answers.length > 1 ? [] : toolCalls,
    finishReason,
    ...(usage === undefined
      ? {}
      : { usage: { ...usage, ...(completionTokens === undefined ? {} : { completionTokens }) } }),
    ...(costUsd === undefined ? {} : { costUsd }),
  };
}

/** Undefined if any part of it is not known. */
function sumOf(parts: readonly (number | undefined)[]): number | undefined {
  return parts.reduce(
    (sum, part) => (sum === undefined || part === undefined ? undefined : sum + part),
    0,
  );
}

/** Ends with the signal's reason even if the source is slow to notice; the signal ends that too. */
async function* untilStopped<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void> {
  const iterator = source[Symbol.asyncIterator]();
  for (;;) {
    const next = await untilAborted(iterator.next(), signal);
    if (next.done === true) return;
    yield next.value;
  }
}
