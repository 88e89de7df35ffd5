import * as l10n from '@vscode/l10n';
import { unreachable } from '../src/base/errors.ts';
import type { ProposalView } from '../src/protocol/viewModel.ts';
import { toolLabel } from './toolLabel.ts';

/** What a person is asked to allow, in one line. */
export function proposalTitle(proposal: ProposalView): string {
  switch (proposal.kind) {
    case 'edit':
      return proposal.files.length === 1
        ? l10n.t('Change 1 file')
        : l10n.t('Change {0} files', proposal.files.length);
    case 'command':
      return proposal.background === true
        ? l10n.t('Run a command in the background')
        : l10n.t('Run a command');
    case 'read':
      return proposal.guarded.length === 1
        ? l10n.t('Read a guarded file')
        : l10n.t('Read {0} guarded files', proposal.guarded.length);
    case 'offer':
      return l10n.t('Let this request use: {0}', proposal.tools.map(toolLabel).join(', '));
    default:
      return unreachable(proposal);
  }
}
