import type { ServiceTool } from '../api/modelClient.ts';
import { sha256 } from '../base/hash.ts';
import { canonicalJson } from '../base/json.ts';
import type { Reasons, ShownProposal } from './eventParts.ts';
import { choicesFor, decide } from './policy.ts';
import { fitting } from './reasons.ts';
import { standingOf } from './standing.ts';
import type { RunningTurn } from './turn.ts';

/**
 * The tools of the service that the next request may offer. What the model asks of them leaves the
 * machine and is seen only afterwards, so once it has read anything, a person is asked first; a
 * request goes out without them if they say no.
 */
export async function permittedOffers(turn: RunningTurn): Promise<readonly ServiceTool[]> {
  const unasked = offersUnasked(turn);
  const { serviceTools: tools } = turn.settings();
  const { newForNetwork, offerRejected } = standingOf(turn.history);
  if (unasked.length === tools.length || offerRejected) return unasked;
  return (await isAllowed([...tools], turn, {
    levels: ['network'],
    sources: fitting(newForNetwork),
    guarded: [],
    warnings: [],
  }))
    ? tools
    : [];
}

/** Those that need nobody's word: for a request that a person cannot be asked about. */
export function offersUnasked(turn: RunningTurn): readonly ServiceTool[] {
  const { serviceTools: tools, mode, approvals } = turn.settings();
  const { newForNetwork, offerRejected } = standingOf(turn.history);
  const holdsSecret = newForNetwork.some(({ origin }) => origin === 'secret');
  const verdict = decide({
    mode,
    level: 'network',
    isGranted: false,
    isAlways: false,
    newText: newForNetwork.length > 0 ? 'any text' : 'no text',
  });
  const isSet = approvals.network === 'always' && !holdsSecret && !offerRejected;
  return verdict === 'allow' || isSet ? tools : [];
}

async function isAllowed(
  tools: ServiceTool[],
  turn: RunningTurn,
  reasons: Reasons,
): Promise<boolean> {
  const shown: ShownProposal = { kind: 'offer', tools };
  const hash = await sha256(canonicalJson({ shown, reasons }));
  const callId = `offer:${turn.history.length}`;
  const choices = choicesFor(['network']);
  const [decision] = await Promise.all([
    turn.approvals.wait({ chatId: turn.chatId, callId, hash, choices }, turn.signal),
    turn.emit({
      type: 'toolProposed',
      at: turn.now(),
      callId,
      hash,
      shown,
      asks: true,
      reasons,
      choices,
    }),
  ]);
  await turn.emit({ type: 'toolDecided', at: turn.now(), callId, decision });
  return decision !== 'reject';
}
