import type { Decision } from '../base/accessLevel.ts';
import type { Reasons } from './eventParts.ts';
import type { ChatEvent } from './events.ts';
import { choicesFor } from './policy.ts';
import type { RunningTurn } from './turn.ts';

type Proposed = Extract<ChatEvent, { type: 'toolProposed' }>;

/** What is asked, and the hash that the decision is bound to. */
export interface Question extends Pick<Proposed, 'callId' | 'hash' | 'shown'> {
  readonly reasons: Reasons;
}

/**
 * Shows a proposal and waits for a person's decision, which is one of those that its levels allow.
 * Rejects with the signal's reason if it is stopped while it waits.
 */
export async function askPerson(question: Question, turn: RunningTurn): Promise<Decision> {
  const { callId, hash, reasons } = question;
  const choices = choicesFor(reasons.levels);
  // Waits before it shows, so that no decision can come too early to be heard.
  const [decision] = await Promise.all([
    turn.approvals.wait({ chatId: turn.chatId, callId, hash, choices }, turn.signal),
    turn.emit({ type: 'toolProposed', at: turn.now(), ...question, asks: true, choices }),
  ]);
  await turn.emit({ type: 'toolDecided', at: turn.now(), callId, decision });
  return decision;
}
