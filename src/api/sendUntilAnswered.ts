import * as l10n from '@vscode/l10n';
import { abortReason, delay, untilAborted } from '../base/abort.ts';
import { ApiError } from './apiErrors.ts';
import type { LevelChoice } from './levelChoice.ts';
import type { ModelClient, ModelEvent, ModelRequest } from './modelClient.ts';
import { createModelNames } from './modelNames.ts';
import { resendDelayMs, retryDelayMs } from './retry.ts';
import type { ServiceConnection } from './serviceConnection.ts';
import { isUnbilled, NeverArrived } from './unbilled.ts';

export interface ClientOptions extends ServiceConnection {
  /** A number in [0, 1). */
  readonly random?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** One sending of a request. */
export interface Attempt {
  readonly request: ModelRequest;
  /** The name that the service is told. */
  readonly model: string;
  readonly signal: AbortSignal;
  /** To be awaited, with a fresh id, right before the request leaves. */
  readonly announce: (taskUUID: string) => Promise<void>;
}

/** What a transport has of its own. */
export interface Sender {
  readonly levels: LevelChoice;
  /**
   * Sends once, and yields the events of each chunk, `done` last.
   * @throws ApiError; NeverArrived, after which it may be sent again; the signal's reason
   */
  readonly send: (attempt: Attempt) => AsyncGenerator<readonly ModelEvent[], undefined>;
}

/**
 * `ModelClient.answer` over a transport: sends, and sends again where that is safe; under the other
 * name of the model, with another level or later. Never once something of an answer was given out.
 */
export function sendUntilAnswered(
  { levels, send }: Sender,
  options: Pick<ClientOptions, 'random' | 'wait'>,
): ModelClient['answer'] {
  const random = options.random ?? Math.random;
  const wait = options.wait ?? delay;
  const names = createModelNames();

  const paused = async function* (
    error: unknown,
    delayMs: number,
    signal: AbortSignal,
  ): AsyncGenerator<ModelEvent, undefined> {
    yield { type: 'waiting', reason: reasonToWait(error), delayMs };
    await wait(delayMs, signal);
  };

  return async function* (wanted, { signal, beforeSend, unbilled }) {
    let model = names.of(wanted.model);
    let neverArrived = false;
    /** Told once it is known that the change helped. */
    let adjusted: string | undefined;
    for (let sends = 1; ; sends += 1) {
      const request = levels.fit(wanted);
      const sent: { taskUUID?: string; left: boolean } = { left: false };
      const announce = async (taskUUID: string): Promise<void> => {
        sent.taskUUID = taskUUID;
        await untilAborted(beforeSend(taskUUID), signal);
        if (signal.aborted) throw abortReason(signal);
        sent.left = true;
      };
      let given = false;
      try {
        for await (const events of send({ request, model, signal, announce })) {
          for (const event of events) {
            if (signal.aborted) throw abortReason(signal);
            if (event.type !== 'waiting' && !given) {
              given = true;
              names.worked(wanted.model, model);
              if (adjusted !== undefined) yield { type: 'adjusted', message: adjusted };
            }
            yield event;
          }
        }
        return undefined;
      } catch (error) {
        if (given) throw error;
        if (sent.taskUUID !== undefined && (!sent.left || isUnbilled(error))) {
          unbilled?.(sent.taskUUID);
        }
        if (error instanceof NeverArrived) {
          const pauseMs = neverArrived ? undefined : resendDelayMs(error.failure);
          if (pauseMs === undefined) throw error.failure;
          neverArrived = true;
          if (pauseMs > 0) yield* paused(error.failure, pauseMs, signal);
          continue;
        }
        const otherName = names.afterFailure(wanted.model, model, error);
        if (otherName !== undefined) {
          model = otherName;
          continue;
        }
        const change = levels.afterFailure(request, error);
        if (change !== undefined) {
          adjusted = change;
          continue;
        }
        const delayMs = retryDelayMs(error, sends, random());
        if (delayMs === undefined) throw error;
        yield* paused(error, delayMs, signal);
      }
    }
  };
}

function reasonToWait(error: unknown): string {
  return error instanceof ApiError && error.group !== 'rateLimit'
    ? l10n.t('The service cannot be reached')
    : l10n.t('The service has too many requests');
}
