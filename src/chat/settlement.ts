import { describeError, isAbort } from '../base/errors.ts';
import type { Disposable } from '../base/disposable.ts';
import type { Logger } from '../base/logger.ts';
import type { Ledger, PendingAnswer } from './ledger.ts';

/** What the service says of a request by its id. */
export type TaskState =
  /** `costUsd` is undefined if it does not say. */
  | { readonly state: 'billed'; readonly costUsd: number | undefined }
  | { readonly state: 'running' }
  /** It came to nothing and costs nothing. */
  | { readonly state: 'failed' }
  /** The service does not know the id, or not yet. */
  | { readonly state: 'unknown' };

export interface Settled {
  readonly taskUUID: string;
  /** Undefined if the ledger of the last days does not know the request. */
  readonly chatId: string | undefined;
  /** USD; 0 if it was not billed. */
  readonly costUsd: number;
}

/** Finds out what answers cost that came without their bill. No timer runs while none is open. */
export interface Settlement extends Disposable {
  /** Begins to ask for these requests, if it does not already. */
  settleLater(taskUUIDs: readonly string[]): void;
  /** At start-up: begins to ask for what the ledger holds open, of all windows. */
  settleOpen(): Promise<void>;
}

export interface SettlementParts {
  readonly ledger: Pick<Ledger, 'pending' | 'settle' | 'release'>;
  readonly lookup: (taskUUID: string, signal: AbortSignal) => Promise<TaskState>;
  /** Called when the ledger has it. */
  readonly onSettled: (settled: Settled) => void;
  /** Rejects when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** ms since 1970. */
  readonly now: () => number;
  readonly logger: Logger;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;
/** Of all pauses together; what is still open then is asked for at the next start. */
const PATIENCE_MS = 300_000;
/** A younger one is most likely an answer that another window is still receiving. */
const YOUNGEST_MS = 10_000;
/** A request that the service does not know after this time never reached it. */
const LOST_AFTER_MS = 3_600_000;
const AT_ONCE = 8;

export function createSettlement(parts: SettlementParts): Settlement {
  const { ledger, logger } = parts;
  const ended = new AbortController();
  const { signal } = ended;
  const asking = new Set<string>();

  const ageOf = ({ at }: PendingAnswer): number =>
    // A clock that was set back makes an entry no younger than one that was set forward.
    Math.abs(parts.now() - at);

  /** Whether there is nothing more to ask about it. */
  const settle = async (taskUUID: string, entry: PendingAnswer | undefined): Promise<boolean> => {
    const chatId = entry?.chatId;
    const task = await parts.lookup(taskUUID, signal);
    signal.throwIfAborted();
    switch (task.state) {
      case 'billed':
        if (task.costUsd === undefined) {
          logger.warn(`The service does not say what ${taskUUID} cost; its bound stays booked`);
          return true;
        }
        await ledger.settle(taskUUID, task.costUsd);
        parts.onSettled({ taskUUID, chatId, costUsd: task.costUsd });
        return true;
      case 'failed':
        await ledger.settle(taskUUID, 0);
        parts.onSettled({ taskUUID, chatId, costUsd: 0 });
        return true;
      case 'unknown':
        if (entry === undefined || ageOf(entry) < LOST_AFTER_MS) return false;
        await ledger.release(taskUUID);
        parts.onSettled({ taskUUID, chatId, costUsd: 0 });
        return true;
      case 'running':
        return false;
    }
  };

  const isDone = async (taskUUID: string, entry: PendingAnswer | undefined): Promise<boolean> => {
    try {
      return await settle(taskUUID, entry);
    } catch (error) {
      if (signal.aborted || isAbort(error)) throw error;
      logger.warn(`It is not known yet what ${taskUUID} cost: ${describeError(error)}`);
      return false;
    }
  };

  const askUntilSettled = async (taskUUIDs: readonly string[]): Promise<void> => {
    const pending = await ledger.pending();
    const entries = new Map(pending.map(entry => [entry.taskUUID, entry]));
    let open = taskUUIDs;
    for (const pauseMs of pauses()) {
      await parts.wait(pauseMs, signal);
      const stillOpen: string[] = [];
      for (let index = 0; index < open.length; index += AT_ONCE) {
        const some = open.slice(index, index + AT_ONCE);
        const done = await Promise.all(some.map(id => isDone(id, entries.get(id))));
        stillOpen.push(...some.filter((_, at) => done[at] !== true));
      }
      open = stillOpen;
      if (open.length === 0) return;
    }
    logger.info(`${open.length} answers stay without their bill until the next start`);
  };

  const begin = (taskUUIDs: readonly string[]): void => {
    const added = [...new Set(taskUUIDs)].filter(id => !asking.has(id));
    if (added.length === 0 || signal.aborted) return;
    for (const id of added) asking.add(id);
    askUntilSettled(added)
      .catch((error: unknown) => {
        if (!signal.aborted) logger.error('Asking for what answers cost has failed', error);
      })
      .finally(() => {
        for (const id of added) asking.delete(id);
      });
  };

  return {
    settleLater: begin,
    settleOpen: async () => {
      const pending = await ledger.pending();
      begin(pending.filter(entry => ageOf(entry) > YOUNGEST_MS).map(({ taskUUID }) => taskUUID));
    },
    dispose: () => {
      ended.abort();
    },
  };
}

/** 1 s, 2 s, 4 s, 8 s, then 10 s each, for five minutes. */
function* pauses(): Generator<number> {
  let pauseMs = FIRST_PAUSE_MS;
  for (let waitedMs = pauseMs; waitedMs <= PATIENCE_MS; waitedMs += pauseMs) {
    yield pauseMs;
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
