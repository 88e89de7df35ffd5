import type { ModelAnswer, ModelRequest, ReceivedToolCall } from '../api/modelClient.ts';
import { untilAborted } from '../base/abort.ts';
import type { ChatEvent } from './events.ts';
import type { RunningTurn } from './turn.ts';

/**
 * Asks the model once and hands on what comes: a `requestSent` before anything leaves, the pieces
 * as they arrive, an `answerEnded` last. When the user stops it, the answer ends as `stopped`.
 * @returns the answer, its calls under ids that are unique in the chat
 * @throws what the client throws; the signal's reason
 */
export async function ask(turn: RunningTurn, request: ModelRequest): Promise<ModelAnswer> {
  const usedIds = callIdsOf(turn.history);
  let taskUUID: string | undefined;
  const events = turn.client.answer(request, {
    signal: turn.signal,
    beforeSend: async id => {
      taskUUID = id;
      const { model, thinkingLevel } = request;
      await turn.emit({
        type: 'requestSent',
        at: turn.now(),
        taskUUID: id,
        model,
        ...(thinkingLevel === undefined ? {} : { thinkingLevel }),
      });
    },
  });

  let streamed = false;
  try {
    for await (const event of untilStopped(events, turn.signal)) {
      switch (event.type) {
        case 'text':
          streamed = true;
          await turn.emit({ type: 'text', at: turn.now(), text: event.text });
          break;
        case 'reasoning':
          await turn.emit({ type: 'reasoning', at: turn.now(), text: event.text });
          break;
        case 'toolCall':
          turn.tell({
            type: 'receivingCall',
            callId: freeId(event.id, usedIds),
            name: event.name,
            argumentsDelta: event.argumentsDelta,
          });
          break;
        case 'waiting':
          turn.tell(event);
          break;
        case 'adjusted':
          await turn.emit({ ...event, at: turn.now() });
          break;
        case 'sources':
        case 'serviceTool':
          break;
        case 'done': {
          const answer = {
            ...event.answer,
            toolCalls: withFreeIds(event.answer.toolCalls, usedIds),
          };
          // A service that answers in one piece, in spite of being asked for a stream.
          if (!streamed && answer.text !== '') {
            await turn.emit({ type: 'text', at: turn.now(), text: answer.text });
          }
          await turn.emit(answerEnded(answer, turn.now()));
          return answer;
        }
      }
    }
  } catch (error) {
    if (turn.signal.aborted && taskUUID !== undefined) {
      const finishReason = 'stopped';
      await turn.emit({
        type: 'answerEnded',
        at: turn.now(),
        taskUUID,
        toolCalls: [],
        finishReason,
      });
    }
    throw error;
  }
  throw new Error('The model client ended its stream without a `done` event.');
}

function answerEnded(answer: ModelAnswer, at: number): ChatEvent {
  const { taskUUID, toolCalls, finishReason, usage, costUsd } = answer;
  return {
    type: 'answerEnded',
    at,
    taskUUID,
    toolCalls,
    finishReason,
    ...(usage === undefined ? {} : { usage }),
    ...(costUsd === undefined ? {} : { costUsd }),
  };
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

function callIdsOf(history: readonly ChatEvent[]): ReadonlySet<string> {
  const ids = history.flatMap(event =>
    event.type === 'answerEnded' ? event.toolCalls.map(call => call.id) : [],
  );
  return new Set(ids);
}

/** Ids that the service left out are made up per answer, so they return; results go by id. */
function withFreeIds(
  calls: readonly ReceivedToolCall[],
  usedIds: ReadonlySet<string>,
): readonly ReceivedToolCall[] {
  const taken = new Set(usedIds);
  return calls.map(call => {
    const id = freeId(call.id, taken);
    taken.add(id);
    return { ...call, id };
  });
}

function freeId(id: string, taken: ReadonlySet<string>): string {
  let free = id;
  for (let n = 2; taken.has(free); n += 1) free = `${id}_${n}`;
  return free;
}
