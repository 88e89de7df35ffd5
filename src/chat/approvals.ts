import { untilAborted } from '../base/abort.ts';
import type { Decision } from '../base/accessLevel.ts';
import { canonicalJson } from '../base/json.ts';

/** What a decision is about: one call of one chat, and the hash of exactly what was shown of it. */
export interface DecisionSubject {
  readonly chatId: string;
  readonly callId: string;
  readonly hash: string;
}

export interface Approvals {
  /** Waits until a person decided. Rejects with the signal's reason when it aborts. */
  wait(
    subject: DecisionSubject & { readonly choices: readonly Decision[] },
    signal: AbortSignal,
  ): Promise<Decision>;
  /**
   * Takes a person's decision. False, and nothing happens, unless exactly this is waiting: a
   * decision that was made before, forged, about another chat or about a text that changed since, or
   * one that was not offered.
   */
  decide(decision: DecisionSubject & { readonly decision: Decision }): boolean;
}

export function createApprovals(): Approvals {
  const pending = new Map<
    string,
    { choices: readonly Decision[]; settle: (decision: Decision) => void }
  >();

  return {
    wait: async (subject, signal) => {
      const key = keyOf(subject);
      const decided = new Promise<Decision>(resolve => {
        pending.set(key, { choices: subject.choices, settle: resolve });
      });
      try {
        return await untilAborted(decided, signal);
      } finally {
        pending.delete(key);
      }
    },
    decide: ({ decision, ...subject }) => {
      const key = keyOf(subject);
      const waiting = pending.get(key);
      if (waiting === undefined) return false;
      if (!waiting.choices.includes(decision)) return false;
      pending.delete(key);
      waiting.settle(decision);
      return true;
    },
  };
}

function keyOf({ chatId, callId, hash }: DecisionSubject): string {
  return canonicalJson([chatId, callId, hash]);
}
