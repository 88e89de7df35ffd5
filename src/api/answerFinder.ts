import * as l10n from '@vscode/l10n';
import { createAccumulator, type Accumulator } from './accumulate.ts';
import type { ApiError } from './apiErrors.ts';
import { getTaskDetails } from './getTaskDetails.ts';
import type { ModelEvent } from './modelClient.ts';
import type { RequestFaults } from './requestFaults.ts';
import type { WireError } from './responseSchema.ts';
import type { ServiceConnection } from './serviceConnection.ts';
import type { TaskPoller } from './taskPoller.ts';
import { isUnknownTask } from './taskStates.ts';

/** What became of a request that was sent. */
export type Finding =
  /** `events`: those of the whole answer, `done` left out. */
  | {
      readonly kind: 'answer';
      readonly events: readonly ModelEvent[];
      readonly accumulator: Accumulator;
    }
  /** The service reports that it failed. */
  | { readonly kind: 'failed'; readonly error: ApiError }
  /** It was answered and billed; `accumulator` holds the counts and the cost, its text is cut. */
  | { readonly kind: 'gone'; readonly error: ApiError; readonly accumulator: Accumulator }
  /** Neither the results nor the archive know it. */
  | { readonly kind: 'unknown'; readonly error: ApiError };

/**
 * Asks by its id for the answer of a request, and waits until there is one; first among the
 * results, then, once, in the archive. Yields a `waiting` event before each pause.
 * @throws ApiError if asking failed: the id may be asked for again. The signal's reason
 */
export type FindAnswer = (
  taskUUID: string,
  options: {
    readonly signal: AbortSignal;
    /** Pause before the first question, in ms. */
    readonly firstMs: number;
    readonly faults: RequestFaults;
  },
) => AsyncGenerator<ModelEvent, Finding>;

export function createFindAnswer(connection: ServiceConnection, poller: TaskPoller): FindAnswer {
  return async function* (taskUUID, options) {
    const { signal, faults } = options;
    let error: WireError | undefined;
    for await (const report of poller.watch(taskUUID, options)) {
      switch (report.status) {
        case 'pending':
          yield {
            type: 'waiting',
            reason: report.reached ? workingReason() : l10n.t('The service cannot be reached'),
            delayMs: report.nextMs,
          };
          break;
        case 'success':
          return read(report.items, taskUUID, faults);
        case 'error':
          ({ error } = report);
          break;
      }
    }
    if (error === undefined || !isUnknownTask(error)) {
      return { kind: 'failed', error: faults.refused(error ?? {}) };
    }
    const archived = await getTaskDetails(connection, taskUUID, signal);
    switch (archived.kind) {
      case 'answered': {
        const found = read(archived.items, taskUUID, faults);
        if (!archived.cut || found.kind !== 'answer') return found;
        return { kind: 'gone', error: faults.textGone(), accumulator: found.accumulator };
      }
      case 'failed':
        return { kind: 'failed', error: faults.refused(archived.error) };
      case 'running':
      case 'ended':
        throw faults.tooSlow('the archive knows the task, and has no answer yet');
      case 'unknown':
        return { kind: 'unknown', error: faults.unknownTask() };
    }
  };
}

/** Said while the service works on a request that is asked for by its id. */
export function workingReason(): string {
  return l10n.t('The service is working on the answer');
}

function read(items: readonly unknown[], taskUUID: string, faults: RequestFaults): Finding {
  const accumulator = createAccumulator(taskUUID, faults);
  const events = accumulator.addParsed({ data: items });
  const { failure } = accumulator;
  if (failure !== undefined) return { kind: 'failed', error: failure };
  if (!accumulator.ended) {
    return { kind: 'failed', error: faults.notAnAnswer('there is no result in the answer') };
  }
  return { kind: 'answer', events, accumulator };
}
