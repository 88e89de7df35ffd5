import type { ReceivedToolCall } from '../api/modelClient.ts';
import type { AccessLevel } from '../base/accessLevel.ts';
import type { Proposal } from '../tools/tool.ts';
import { askPerson } from './askPerson.ts';
import { decide, strictest, type Verdict } from './policy.ts';
import { seal, type SealedProposal } from './proposal.ts';
import { reasonsFor } from './reasons.ts';
import { standingOf, type Standing } from './standing.ts';
import type { RunningTurn } from './turn.ts';

export type Permission = 'granted' | 'rejected' | 'readOnly';

/**
 * Asks the policy about a proposal, and the person where the policy says so; shows the proposal in
 * both cases (invariant 3). Rejects with the signal's reason if it is stopped while it waits.
 * @returns the sealed proposal: what was shown, and nothing else, may be carried out
 */
export async function permissionFor(
  call: ReceivedToolCall,
  proposal: Proposal,
  turn: RunningTurn,
): Promise<{ readonly permission: Permission; readonly sealed: SealedProposal }> {
  const standing = standingOf(turn.history);
  const sealed = await seal(proposal, reasonsFor(proposal, standing));
  const { hash, shown, reasons } = sealed;
  const verdict = verdictOn(sealed, standing, turn);
  if (verdict === 'refuse') return { permission: 'readOnly', sealed };

  const question = { callId: call.id, hash, shown, reasons };
  if (verdict === 'allow') {
    await turn.emit({ type: 'toolProposed', at: turn.now(), ...question, asks: false });
    return { permission: 'granted', sealed };
  }
  const decision = await askPerson(question, turn);
  if (decision === 'always' && proposal.kind === 'command') {
    await turn.allowedCommands.add(proposal.command, proposal.cwd);
  }
  return { permission: decision === 'reject' ? 'rejected' : 'granted', sealed };
}

function verdictOn(
  { proposal, reasons }: SealedProposal,
  standing: Standing,
  turn: RunningTurn,
): Verdict {
  const { mode, approvals } = turn.settings();
  const newText = standing.newForEdits.length > 0 ? 'untrusted text' : 'no text';
  const verdicts = reasons.levels.map(level =>
    decide({
      mode,
      level,
      isGranted: isGranted(level, proposal, standing, turn),
      isAlways:
        proposal.kind !== 'edit' || level === 'edit' ? approvals[level] === 'always' : false,
      newText,
    }),
  );
  return strictest(verdicts);
}

/** A word given for reading a file says nothing of changing it. */
function isGranted(
  level: AccessLevel,
  proposal: Proposal,
  standing: Standing,
  turn: RunningTurn,
): boolean {
  switch (proposal.kind) {
    case 'edit':
      return level === 'edit' && standing.editsGranted;
    case 'command':
      return turn.allowedCommands.holds(proposal.command, proposal.cwd);
    case 'read':
      return proposal.files.every(({ uri }) => standing.readable.has(uri));
  }
}
