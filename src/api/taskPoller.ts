import { untilAborted } from '../base/abort.ts';
import { ApiError } from './apiErrors.ts';
import type { RequestFaults } from './requestFaults.ts';
import type { TaskState } from './taskStates.ts';

/** What is heard of a task, until it ended. */
export type PollReport =
  /** It is asked for again in `nextMs`; `reached` is false where the last question got no answer. */
  | { readonly status: 'pending'; readonly reached: boolean; readonly nextMs: number }
  | Exclude<TaskState, { readonly status: 'processing' }>;

/** Asks the service for the tasks that wait for their results, all of them in one request. */
export interface TaskPoller {
  /**
   * Tells a task's state each time that it was asked for; the last report is a success or an error.
   * @throws ApiError if asking failed too often in a row, or for good, or if the task takes longer
   * than an hour; the task may be watched again. The signal's reason
   */
  watch(
    taskUUID: string,
    options: {
      readonly signal: AbortSignal;
      /** Pause before it is asked for the first time. */
      readonly firstMs: number;
      readonly faults: RequestFaults;
    },
  ): AsyncGenerator<PollReport, undefined>;
}

export interface PollerOptions {
  /** One request for the states of these tasks; those that the reply does not name are left out. */
  readonly ask: (
    taskUUIDs: readonly string[],
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<string, TaskState>>;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** spec/runware-api.md 6: from 1 s on, 1.5 times as long each time, at most 10 s. */
export const FIRST_POLL_MS = 1_000;
const FACTOR = 1.5;
const LONGEST_MS = 10_000;
/** A service that names a longer pause is asked after this. */
const LONGEST_RETRY_AFTER_MS = 60_000;
const MAX_FAILURES = 10;
/** Pauses in all, after which a task that still works is given up. */
const MAX_WAIT_MS = 60 * 60_000;

interface Watcher {
  readonly taskUUID: string;
  readonly faults: RequestFaults;
  readonly reports: (PollReport | Error)[];
  wake: () => void;
  /** Questions in a row that brought no state. */
  failures: number;
  waitedMs: number;
}

/** Has a timer or a request only while somebody watches (invariant 9). */
export function createTaskPoller({ ask, wait }: PollerOptions): TaskPoller {
  const watchers = new Set<Watcher>();
  let running = false;
  let delayMs = FIRST_POLL_MS;
  /** Ends the pause, so that it begins anew with a shorter one. */
  let pause: AbortController | undefined;
  /** Ends the pause and the request when nobody is left. */
  let idle = new AbortController();

  const join = (watcher: Watcher, firstMs: number): void => {
    const wasAlone = watchers.size === 0;
    watchers.add(watcher);
    if (wasAlone || firstMs < delayMs) {
      delayMs = firstMs;
      pause?.abort();
    }
    if (running) return;
    running = true;
    idle = new AbortController();
    void run(idle.signal);
  };

  const leave = (watcher: Watcher): void => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    running = false;
    idle.abort();
  };

  /** One life of the poller: from the first that watches to the last. */
  const run = async (over: AbortSignal): Promise<void> => {
    try {
      while (!over.aborted) {
        if (await paused(over)) await round(over);
      }
    } catch (error) {
      // Whoever watches has to hear of it; nobody else is there to.
      if (!over.aborted) for (const watcher of [...watchers]) tell(watcher, asError(error));
    }
  };

  /** @returns false if the pause was cut short, by a shorter one or because nobody is left */
  const paused = async (over: AbortSignal): Promise<boolean> => {
    const own = new AbortController();
    pause = own;
    try {
      await wait(delayMs, AbortSignal.any([own.signal, over]));
    } catch (error) {
      if (!own.signal.aborted && !over.aborted) throw error;
    } finally {
      if (pause === own) pause = undefined;
    }
    return !own.signal.aborted && !over.aborted;
  };

  const round = async (over: AbortSignal): Promise<void> => {
    const asked = [...watchers];
    const pausedMs = delayMs;
    delayMs = Math.min(LONGEST_MS, Math.max(FIRST_POLL_MS, pausedMs * FACTOR));
    const reply = await askOnce(asked, over);
    if (over.aborted) return;
    if (reply instanceof ApiError) delayMs = Math.max(delayMs, retryAfter(reply));
    for (const watcher of asked) {
      watcher.waitedMs += pausedMs;
      if (reply instanceof ApiError) fail(watcher, reply);
      else report(watcher, reply.get(watcher.taskUUID));
    }
  };

  const askOnce = async (
    asked: readonly Watcher[],
    over: AbortSignal,
  ): Promise<ReadonlyMap<string, TaskState> | ApiError> => {
    try {
      return await ask(
        asked.map(watcher => watcher.taskUUID),
        over,
      );
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
  };

  const tell = (watcher: Watcher, heard: PollReport | Error): void => {
    watcher.reports.push(heard);
    // Nobody has to take the last report for the questions to end.
    if (heard instanceof Error || heard.status !== 'pending') leave(watcher);
    watcher.wake();
  };

  const report = (watcher: Watcher, state: TaskState | undefined): void => {
    if (state === undefined) {
      fail(watcher, watcher.faults.notAnAnswer('the service does not say what became of the task'));
    } else if (state.status !== 'processing') {
      tell(watcher, state);
    } else if (watcher.waitedMs >= MAX_WAIT_MS) {
      tell(watcher, watcher.faults.tooSlow('the task was still processing after an hour'));
    } else {
      watcher.failures = 0;
      tell(watcher, { status: 'pending', reached: true, nextMs: delayMs });
    }
  };

  const fail = (watcher: Watcher, error: ApiError): void => {
    watcher.failures += 1;
    if (watcher.failures >= MAX_FAILURES || !isPassing(error)) tell(watcher, error);
    else tell(watcher, { status: 'pending', reached: false, nextMs: delayMs });
  };

  return {
    async *watch(taskUUID, { signal, firstMs, faults }) {
      signal.throwIfAborted();
      const watcher: Watcher = {
        taskUUID,
        faults,
        reports: [],
        wake: () => undefined,
        failures: 0,
        waitedMs: 0,
      };
      join(watcher, firstMs);
      try {
        for (;;) {
          const next = await untilAborted(nextOf(watcher), signal);
          if (next instanceof Error) throw next;
          yield next;
          if (next.status !== 'pending') return undefined;
        }
      } finally {
        leave(watcher);
      }
    },
  };
}

function retryAfter({ retryAfterMs }: ApiError): number {
  return Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
}

/** Failures that may be over at the next question, which costs nothing. */
function isPassing({ group }: ApiError): boolean {
  return ['network', 'timeout', 'serverError', 'provider', 'rateLimit', 'protocol'].includes(group);
}

async function nextOf(watcher: Watcher): Promise<PollReport | Error> {
  for (;;) {
    const report = watcher.reports.shift();
    if (report !== undefined) return report;
    await new Promise<void>(resolve => {
      watcher.wake = resolve;
    });
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
