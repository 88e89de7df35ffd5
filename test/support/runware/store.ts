import type { JsonObject, JsonValue } from '../../../src/base/json.ts';
import { createPromptCounter, type PromptCounter } from './billing.ts';
import { Refusal, type ErrorItem } from './refusal.ts';

/** How a text task ended. */
export type Outcome =
  | { readonly kind: 'success'; readonly items: readonly JsonObject[] }
  | { readonly kind: 'error'; readonly item: ErrorItem; readonly as: 'item' | 'errors' };

export interface Job {
  readonly request: JsonObject;
  readonly outcome: Outcome;
  /** `getResponse` says `processing` so often before the outcome. */
  pollsLeft: number;
  /** How the row of a task that is not ready is called. */
  readonly pendingAs: 'getResponse' | 'textInference';
  /** `getResponse` does not know it. */
  readonly archiveOnly: boolean;
}

/** What the service remembers of an account. */
export interface Store {
  readonly jobs: Map<string, Job>;
  readonly media: Set<string>;
  readonly counter: PromptCounter;
  /** @throws Refusal if the id was sent before. */
  claim(taskUUID: string): void;
  /** USD that is left. */
  balance(): number;
  charge(cost: JsonValue | undefined): void;
}

const initialBalance = 25;

export function createStore(): Store {
  const claimed = new Set<string>();
  let spent = 0;
  return {
    jobs: new Map(),
    media: new Set(),
    counter: createPromptCounter(),
    claim: taskUUID => {
      const id = taskUUID.toLowerCase();
      if (claimed.has(id)) {
        throw new Refusal(400, {
          code: 'conflictTaskUUID',
          message: 'This taskUUID was used before: every task needs its own.',
          parameter: 'taskUUID',
        });
      }
      claimed.add(id);
    },
    balance: () => Math.round((initialBalance - spent) * 1e9) / 1e9,
    charge: cost => {
      spent += Number(cost ?? 0);
    },
  };
}
