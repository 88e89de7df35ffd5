import type { Budget } from '../../src/chat/budget.ts';

/** What was booked, in order: `reserve`, `settle` and `release` with their ids. */
export interface RecordingBudget extends Budget {
  readonly booked: readonly string[];
}

/** A budget without limits, that notes what is booked. */
export function createFreeBudget(): RecordingBudget {
  const booked: string[] = [];
  const note = (what: string): Promise<void> => {
    booked.push(what);
    return Promise.resolve();
  };
  return {
    booked,
    reserve: ({ taskUUID }) => note(`reserve ${taskUUID}`),
    settle: (taskUUID, costUsd) => note(`settle ${taskUUID} ${costUsd}`),
    release: taskUUID => note(`release ${taskUUID}`),
  };
}
