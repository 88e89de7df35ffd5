import { untilAborted } from '../base/abort.ts';
import type { FindAnswer } from './answerFinder.ts';
import { requireKey } from './apiKey.ts';
import { AnswerNotThere, type ModelEvent, type ResumeOptions } from './modelClient.ts';
import { createRequestFaults } from './requestFaults.ts';
import { restOfAnswer } from './restOfAnswer.ts';
import { doneWith } from './sendOnce.ts';
import { openTransport, type ServiceConnection } from './serviceConnection.ts';

/** `ModelClient.resume`: asks for the answer of a request that was sent before; costs nothing. */
export async function* resumeAnswer(
  connection: ServiceConnection,
  find: FindAnswer,
  taskUUID: string,
  { signal, shownText }: ResumeOptions,
): AsyncGenerator<ModelEvent, undefined> {
  const { host } = openTransport(connection).endpoint;
  const key = requireKey(await untilAborted(connection.key(), signal), host);
  const faults = createRequestFaults({ host, taskUUID, key });
  const finding = yield* find(taskUUID, { signal, firstMs: 0, faults });
  if (finding.kind !== 'answer') throw new AnswerNotThere(finding.error);
  const shown = { text: shownText, reasoning: '', sources: [], serviceToolUses: [] };
  for (const event of restOfAnswer(finding.events, shown)) {
    // How much of it was shown is not known here; the whole is in `done`.
    if (event.type !== 'reasoning') yield event;
  }
  yield doneWith(finding.accumulator);
}
