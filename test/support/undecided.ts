import type { ProposalView } from '../../src/protocol/viewModel.ts';

/** What a proposal has beside what it proposes, where a test does not look at it. */
export const undecided: Pick<
  ProposalView,
  'levels' | 'sources' | 'guarded' | 'warnings' | 'choices'
> = { levels: [], sources: [], guarded: [], warnings: [], choices: ['approve', 'reject'] };

/** The same of an edit, which can be allowed for the chat. */
export const undecidedEdit: typeof undecided = {
  ...undecided,
  levels: ['edit'],
  choices: ['approve', 'reject', 'alwaysForChat'],
};
