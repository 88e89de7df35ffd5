import * as l10n from '@vscode/l10n';
import { untilAborted } from '../base/abort.ts';
import { createAccumulator, type Accumulator } from './accumulate.ts';
import { workingReason, type FindAnswer, type Finding } from './answerFinder.ts';
import { ApiError } from './apiErrors.ts';
import { requireKey } from './apiKey.ts';
import type { DeliveryMethod, ModelEvent } from './modelClient.ts';
import { createRequestFaults, type RequestFaults } from './requestFaults.ts';
import { restOfAnswer } from './restOfAnswer.ts';
import type { Attempt } from './sendUntilAnswered.ts';
import { openTransport, type ServiceConnection } from './serviceConnection.ts';
import { createEventStream, isTooLong } from './sse.ts';
import { FIRST_POLL_MS } from './taskPoller.ts';
import { buildTextTask } from './textTask.ts';
import { post } from './transport.ts';
import { isAmbiguous, isGarbled, NeverArrived } from './unbilled.ts';

type Batches = AsyncGenerator<readonly ModelEvent[], undefined>;

/** A request that was sent or is about to be. */
interface Sent {
  readonly taskUUID: string;
  readonly deliveryMethod: DeliveryMethod;
  /** Sends it; gives the body of its answer. */
  readonly post: () => ReturnType<typeof post>;
  readonly faults: RequestFaults;
  readonly signal: AbortSignal;
  /** Everything that comes goes through it. */
  readonly accumulator: Accumulator;
}

/**
 * Sends a request once, under a new taskUUID, and reads its answer in whichever delivery; where
 * the connection breaks, the service is asked for the answer by that id. Yields the events of each
 * chunk, and `done` at the end.
 * @throws ApiError; NeverArrived, after which it may be sent again; the signal's reason
 */
export async function* sendOnce(
  connection: ServiceConnection,
  find: FindAnswer,
  attempt: Attempt,
): Batches {
  const { signal, request } = attempt;
  const transport = openTransport(connection);
  const { host } = transport.endpoint;
  const key = requireKey(await untilAborted(connection.key(), signal), host);
  const taskUUID = crypto.randomUUID();
  const task = buildTextTask(request, { model: attempt.model, taskUUID, host });
  const deliveryMethod = request.delivery ?? 'stream';
  const faults = createRequestFaults({ host, taskUUID, key });
  const accumulator = createAccumulator(taskUUID, faults);
  const sent = {
    ...{ taskUUID, deliveryMethod, faults, signal, accumulator },
    post: () => post(transport, { key, task, faults, signal }),
  };
  await attempt.announce(taskUUID);
  const { heard, lost } = yield* receive(sent);
  if (accumulator.ended) yield [doneWith(accumulator)];
  else if (heard && lost === undefined && deliveryMethod === 'async') yield* follow(find, sent);
  else yield* recover(find, sent, { heard, lost: lost ?? faults.endedEmpty() });
}

/** How the answer's own body ended. */
interface BodyEnd {
  /** It said something. */
  readonly heard: boolean;
  /** It broke off, and the answer may be there all the same. */
  readonly lost?: ApiError;
}

/** The events of the answer's own body; a chunk costs as few turns of its own as it can. */
async function* receive({
  accumulator,
  faults,
  post: send,
}: Sent): AsyncGenerator<readonly ModelEvent[], BodyEnd> {
  const stream = createEventStream();
  let heard = false;
  const take = (data: readonly string[]): readonly ModelEvent[] => {
    heard ||= data.length > 0;
    return accumulator.add(data);
  };
  try {
    for await (const chunk of await send()) {
      const events = take(stream.read(chunk));
      if (events.length > 0) yield events;
      if (accumulator.failure !== undefined) throw accumulator.failure;
      if (accumulator.done) return { heard };
    }
    const events = take(stream.end());
    if (events.length > 0) yield events;
    if (accumulator.failure !== undefined) throw accumulator.failure;
    return { heard };
  } catch (thrown) {
    const error = isTooLong(thrown) ? faults.notAnAnswer(thrown.message) : thrown;
    // Bytes that went wrong on their way are lost as well, once it is sure that this is an answer.
    if (!isAmbiguous(error) && !(accumulator.begun && isGarbled(error))) throw error;
    return { heard, lost: error };
  }
}

/** The result of an async task that was acknowledged. */
async function* follow(find: FindAnswer, sent: Sent): Batches {
  yield [{ type: 'waiting', reason: workingReason(), delayMs: FIRST_POLL_MS }];
  const finding = yield* asked(find, sent, FIRST_POLL_MS);
  if (finding.kind !== 'answer') throw finding.error;
  yield [...finding.events, doneWith(finding.accumulator)];
}

/** What can be had of an answer whose connection broke (R39). */
async function* recover(find: FindAnswer, sent: Sent, { heard, lost }: Required<BodyEnd>): Batches {
  const { accumulator, signal } = sent;
  const reason = l10n.t('The connection broke. Plumb asks the service for the answer');
  yield [{ type: 'waiting', reason, delayMs: 0 }];
  let finding: Finding | undefined;
  try {
    finding = yield* asked(find, sent, 0);
  } catch (error) {
    if (signal.aborted || !(error instanceof ApiError)) throw error;
    // What came is kept: the answer says itself that it is cut off.
    if (!accumulator.begun) throw lost;
    yield [doneWith(accumulator)];
    return;
  }
  switch (finding.kind) {
    case 'answer':
      yield [
        ...(accumulator.begun
          ? restOfAnswer(finding.events, accumulator.answer())
          : finding.events),
        doneWith(finding.accumulator),
      ];
      return;
    case 'failed':
      throw finding.error;
    case 'gone': {
      if (!accumulator.begun) throw finding.error;
      const { usage, costUsd } = finding.accumulator.answer();
      yield [{ type: 'done', answer: { ...accumulator.answer(), usage, costUsd }, others: [] }];
      return;
    }
    case 'unknown':
      // Who said anything of it has had it, and may bill it.
      if (!accumulator.begun) throw heard ? lost : new NeverArrived(lost);
      yield [doneWith(accumulator)];
      return;
  }
}

/** Asks for the answer by its id. @returns what became of it */
async function* asked(
  find: FindAnswer,
  { taskUUID, signal, faults }: Sent,
  firstMs: number,
): AsyncGenerator<readonly ModelEvent[], Finding> {
  const events = find(taskUUID, { signal, faults, firstMs });
  for (;;) {
    const next = await events.next();
    if (next.done === true) return next.value;
    yield [next.value];
  }
}

export function doneWith(accumulator: Accumulator): ModelEvent {
  return { type: 'done', answer: accumulator.answer(), others: accumulator.others() };
}
