import { untilAborted } from '../../base/abort.ts';
import { createAccumulator, type Accumulator } from '../accumulate.ts';
import { requireKey } from '../apiKey.ts';
import type { ModelAnswer, ModelEvent } from '../modelClient.ts';
import { createRequestFaults } from '../requestFaults.ts';
import type { Attempt } from '../sendUntilAnswered.ts';
import { openTransport, type ServiceConnection } from '../serviceConnection.ts';
import { isTooLong, readEvents } from '../sse.ts';
import { bodyOf } from '../transport.ts';
import { isAmbiguous } from '../unbilled.ts';
import type { AnswerReader } from './answerReader.ts';
import type { CompatibleName } from './carriable.ts';
import { readRefusedBody } from './compatibleErrors.ts';
import { prepareRequest, type CompatibleRequest } from './compatibleRequest.ts';

/** What one of the two formats is made of. */
export interface CompatibleFormat {
  readonly name: CompatibleName;
  readonly path: '/chat/completions' | '/responses';
  /** @param model the name that the service is told */
  readonly body: (request: CompatibleRequest, model: string) => object;
  /** @param wanted which of the answers that were asked for, from 0 */
  readonly createReader: (wanted: number) => AnswerReader;
}

/** One request under a new id; the events of each chunk, and `done` at the end. */
export async function* sendOnce(
  connection: ServiceConnection,
  format: CompatibleFormat,
  { request, model, signal, announce }: Attempt,
): AsyncGenerator<readonly ModelEvent[], undefined> {
  const transport = openTransport(connection);
  const { host } = transport.endpoint;
  const key = requireKey(await untilAborted(connection.key(), signal), host);
  const taskUUID = crypto.randomUUID();
  const prepared = prepareRequest(request, { transport: format.name, host, taskUUID });
  const body = format.body(prepared, model);
  const faults = createRequestFaults({ host, taskUUID, key });
  const readers = Array.from({ length: request.numberResults ?? 1 }, (_none, wanted) => {
    const reader = format.createReader(wanted);
    return { reader, accumulator: createAccumulator(taskUUID, faults, reader.read) };
  });
  const [first, ...others] = readers;
  if (first === undefined) throw faults.notAnAnswer('no answer was asked for');
  const { reader, accumulator } = first;
  await announce(taskUUID);
  const answerBody = await bodyOf(
    transport,
    {
      key,
      url: new URL(transport.endpoint.href.replace(/\/+$/, '') + format.path),
      body: JSON.stringify(body),
      about: taskUUID,
      faults,
      signal,
    },
    readRefusedBody,
  );
  let heard = false;
  try {
    for await (const data of readEvents(answerBody)) {
      heard ||= data.length > 0;
      for (const other of others) other.accumulator.add(data);
      const events = [...accumulator.add(data), ...reader.drain()];
      if (events.length > 0) yield events;
      if (accumulator.failure !== undefined) throw accumulator.failure;
      if (accumulator.done) break;
    }
  } catch (error) {
    if (isTooLong(error)) throw faults.notAnAnswer(error.message);
    // What came is kept: the answer says itself whether it is whole.
    if (!isAmbiguous(error) || !(accumulator.begun || accumulator.ended)) throw error;
  }
  if (!accumulator.begun && !accumulator.ended) {
    // A stream tells of its beginning before there is anything of an answer.
    throw heard && request.delivery === 'sync'
      ? faults.notAnAnswer('there is no result in the answer')
      : faults.endedEmpty();
  }
  yield [
    {
      type: 'done',
      answer: answerOf(first),
      others: others.filter(one => one.accumulator.ended).map(answerOf),
    },
  ];
}

function answerOf(from: {
  readonly reader: AnswerReader;
  readonly accumulator: Accumulator;
}): ModelAnswer {
  const { sources, serviceToolUses } = from.reader;
  return { ...from.accumulator.answer(), sources, serviceToolUses };
}
