import type { ChatEvent } from './events.ts';
import { isFromElsewhere } from './fromElsewhere.ts';

/** What a chat has cost so far; USD. */
export interface Spending {
  readonly billedUsd: number;
  /** The most that requests may still cost whose bill is not known. */
  readonly pendingUsd: number;
  /** Requests whose bill is not known, the oldest first. */
  readonly pending: readonly string[];
  /** What a person allowed beyond the setting. */
  readonly raisedUsd: number;
}

/** Counts each request once: by its bill, or by the most that it may cost until the bill is known. */
export interface SpendingTally {
  add(event: ChatEvent): void;
  spending(): Spending;
}

export function createSpendingTally(): SpendingTally {
  const bounds = new Map<string, number>();
  let billedUsd = 0;
  let raisedUsd = 0;
  return {
    add: event => {
      if ('taskUUID' in event && isFromElsewhere(event.taskUUID)) return;
      if (event.type === 'requestSent') {
        bounds.set(event.taskUUID, event.boundUsd ?? 0);
      } else if (event.type === 'answerEnded' || event.type === 'costSettled') {
        // Told twice of an answer that was stopped, settled and then fetched: paid once all the same.
        if (event.costUsd !== undefined && bounds.delete(event.taskUUID)) {
          billedUsd = exact(billedUsd + event.costUsd);
        }
      } else if (event.type === 'budgetRaised') {
        raisedUsd += event.usd;
      } else if (event.type === 'branched') {
        // Paid in the chat that it was copied from.
        bounds.clear();
        billedUsd = 0;
        raisedUsd = 0;
      }
    },
    spending: () => ({
      billedUsd,
      pendingUsd: exact([...bounds.values()].reduce((sum, bound) => sum + bound, 0)),
      pending: [...bounds.keys()],
      raisedUsd,
    }),
  };
}

export function spendingOf(events: readonly ChatEvent[]): Spending {
  const tally = createSpendingTally();
  for (const event of events) tally.add(event);
  return tally.spending();
}

/** Sums of binary fractions drift; bills are told to a billionth of a dollar. */
function exact(usd: number): number {
  return Math.round(usd * 1e9) / 1e9;
}
