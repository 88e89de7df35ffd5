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
  const { serviceTools: tools, mode, approvals } = turn.settings();
  if (tools.length === 0) return tools;
  const standing = standingOf(turn.history);
  const { newForNetwork, offerRejected } = standing;
  const holdsSecret = newForNetwork.some(({ origin }) => origin === 'secret');
  const verdict = decide({
    mode,
    level: 'network',
    isGranted: false,
    isAlways: false,
    newText: newForNetwork.length > 0 ? 'any text' : 'no text',
  });
  if (verdict === 'allow') return tools;
  if (offerRejected) return [];
  if (approvals.network === 'always' && !holdsSecret) return tools;
  return (await isAllowed([...tools], turn, {
    levels: ['network'],
    sources: fitting(newForNetwork),
    guarded: [],
    warnings: [],
  }))
    ? tools
    : [];
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
