import type { ReceivedToolCall } from '../api/modelClient.ts';
import { conversationOf } from './conversation.ts';
import type { ChatEvent } from './events.ts';
import { decide } from './policy.ts';
import type { SealedProposal } from './proposal.ts';
import type { RunningTurn } from './turn.ts';

/**
 * Asks the policy about a proposal, and the person where the policy says so; shows the proposal in
 * both cases (invariant 3). Rejects with the signal's reason if it is stopped while it waits.
 */
export async function permissionFor(
  call: ReceivedToolCall,
  { proposal, hash, shown }: SealedProposal,
  turn: RunningTurn,
): Promise<'granted' | 'rejected' | 'readOnly'> {
  const callId = call.id;
  const effect = proposal.kind;
  const alwaysEdits = saidAlways(turn.history);
  const verdict = decide({ mode: turn.settings().mode, effect, alwaysEdits });
  if (verdict === 'refuse') return 'readOnly';

  const asks = verdict === 'ask';
  const proposed = { type: 'toolProposed', at: turn.now(), callId, hash, shown, asks } as const;
  if (!asks) {
    await turn.emit(proposed);
    return 'granted';
  }
  // Waits before it shows, so that no decision can come too early to be heard.
  const [decision] = await Promise.all([
    turn.approvals.wait({ chatId: turn.chatId, callId, hash, effect }, turn.signal),
    turn.emit(proposed),
  ]);
  await turn.emit({ type: 'toolDecided', at: turn.now(), callId, decision });
  return decision === 'reject' ? 'rejected' : 'granted';
}

/** What was said in a part of the chat that was taken back no longer holds. */
function saidAlways(history: readonly ChatEvent[]): boolean {
  return conversationOf(history).some(
    event => event.type === 'toolDecided' && event.decision === 'alwaysForChat',
  );
}
