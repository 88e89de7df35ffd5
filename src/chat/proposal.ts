import { sha256 } from '../base/hash.ts';
import { canonicalJson } from '../base/json.ts';
import type { Proposal } from '../tools/tool.ts';
import type { Reasons, ShownProposal } from './eventParts.ts';

/** A proposal that can no longer change between being shown and being carried out. */
export interface SealedProposal {
  readonly proposal: Proposal;
  /** SHA-256 over the canonical JSON of the whole proposal and its reasons, hex. */
  readonly hash: string;
  readonly shown: ShownProposal;
  readonly reasons: Reasons;
}

export async function seal(proposal: Proposal, reasons: Reasons): Promise<SealedProposal> {
  freezeDeep(proposal);
  freezeDeep(reasons);
  const hash = await sha256(canonicalJson({ proposal, reasons }));
  return { proposal, hash, shown: shownOf(proposal), reasons };
}

function freezeDeep(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freezeDeep(inner);
}

function shownOf(proposal: Proposal): ShownProposal {
  if (proposal.kind === 'command') {
    const { command, cwd, timeoutMs, background } = proposal;
    return {
      kind: 'command',
      command,
      cwd: cwd.display,
      timeoutMs,
      ...(background === undefined ? {} : { background }),
    };
  }
  if (proposal.kind === 'read') {
    return { kind: 'read', files: proposal.files.map(file => ({ ...file })) };
  }
  return {
    kind: 'edit',
    files: proposal.diff.map(file => ({
      ...file,
      hunks: file.hunks.map(hunk => ({ ...hunk, lines: [...hunk.lines] })),
    })),
  };
}
