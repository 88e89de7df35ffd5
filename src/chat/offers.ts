import type { ServiceTool } from '../api/modelClient.ts';
import { sha256 } from '../base/hash.ts';
import { canonicalJson } from '../base/json.ts';
import { askPerson } from './askPerson.ts';
import type { Reasons, ShownProposal } from './eventParts.ts';
import { decide } from './policy.ts';
import { fitting } from './reasons.ts';
import { standingOf, type Standing } from './standing.ts';
import type { RunningTurn } from './turn.ts';

/**
 * The tools of the service that the next request may offer. What the model asks of them leaves the
 * machine and is seen only afterwards, so once it has read anything, a person is asked first; a
 * request goes out without them if they say no.
 */
export async function permittedOffers(turn: RunningTurn): Promise<readonly ServiceTool[]> {
  const { serviceTools: tools } = turn.settings();
  if (tools.length === 0) return tools;
  const standing = standingOf(turn.history);
  if (needsNobody(turn, standing)) return tools;
  if (standing.offerRejected) return [];
  return (await isAllowed([...tools], turn, standing)) ? tools : [];
}

/** Those that need nobody's word: for a request that a person cannot be asked about. */
export function offersUnasked(turn: RunningTurn): readonly ServiceTool[] {
  const { serviceTools: tools } = turn.settings();
  return tools.length === 0 || needsNobody(turn, standingOf(turn.history)) ? tools : [];
}

function needsNobody(turn: RunningTurn, { newForNetwork, offerRejected }: Standing): boolean {
  const { mode, approvals } = turn.settings();
  const holdsSecret = newForNetwork.some(({ origin }) => origin === 'secret');
  const verdict = decide({
    mode,
    level: 'network',
    isGranted: false,
    isAlways: false,
    newText: newForNetwork.length > 0 ? 'any text' : 'no text',
  });
  return verdict === 'allow' || (approvals.network === 'always' && !holdsSecret && !offerRejected);
}

async function isAllowed(
  tools: ServiceTool[],
  turn: RunningTurn,
  { newForNetwork }: Standing,
): Promise<boolean> {
  const shown: ShownProposal = { kind: 'offer', tools };
  const reasons: Reasons = {
    levels: ['network'],
    sources: fitting(newForNetwork),
    guarded: [],
    warnings: [],
  };
  const hash = await sha256(canonicalJson({ shown, reasons }));
  const callId = `offer:${turn.history.length}`;
  return (await askPerson({ callId, hash, shown, reasons }, turn)) !== 'reject';
}
