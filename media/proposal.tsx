import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { unreachable } from '../src/base/errors.ts';
import type { Params } from '../src/protocol/messages.ts';
import type { ProposalView } from '../src/protocol/viewModel.ts';
import { CommandView } from './commandView.tsx';
import { DiffView } from './diffView.tsx';
import { useChatId } from './chatId.ts';
import { usePanel } from './panelContext.ts';
import { proposalTitle } from './proposalTitle.ts';
import { Cautions, FoldedReasons, ReadBefore } from './reasons.tsx';

type Decision = Params<'decide'>['decision'];

/** Everything that a person decides on: what is asked, what to take care of, what led to it. */
export function AskedProposal({ proposal }: { readonly proposal: ProposalView }): VNode {
  return (
    <>
      <p class="asked">{proposalTitle(proposal)}</p>
      <Cautions proposal={proposal} />
      <Proposal proposal={proposal} />
      <ReadBefore sources={proposal.sources} />
    </>
  );
}

/** What was decided, with the reasons folded. */
export function DecidedProposal({ proposal }: { readonly proposal: ProposalView }): VNode {
  return (
    <>
      <Proposal proposal={proposal} />
      <FoldedReasons proposal={proposal} />
    </>
  );
}

/** What would happen, exactly; the files of a read are all in its cautions. */
function Proposal({ proposal }: { readonly proposal: ProposalView }): VNode | null {
  switch (proposal.kind) {
    case 'command':
      return <CommandView command={proposal} />;
    case 'edit':
      return (
        <>
          {proposal.files.map((file, at) => (
            <DiffView key={at} file={file} />
          ))}
        </>
      );
    case 'read':
      return <p class="asked-note">{l10n.t('The model is sent what they hold.')}</p>;
    case 'offer':
      return (
        <p class="asked-note">
          {l10n.t(
            'They run at the service. What the model asks of them leaves this machine, and you see it only afterwards.',
          )}
        </p>
      );
    default:
      return unreachable(proposal);
  }
}

/** From the left; the one that goes furthest comes last. */
const ORDER: readonly Decision[] = ['approve', 'reject', 'alwaysForChat', 'always'];

/** The buttons of a proposal that waits. The decision carries the hash of what was shown. */
export function DecisionButtons(props: {
  readonly callId: string;
  readonly proposal: ProposalView;
}): VNode {
  const { callId, proposal } = props;
  const { ask, report } = usePanel();
  const chatId = useChatId();
  const [isDeciding, setDeciding] = useState(false);
  const row = useFocusAfterwards();

  const decide = async (decision: Decision): Promise<void> => {
    setDeciding(true);
    const answer = await ask('decide', { chatId, callId, hash: proposal.hash, decision });
    setDeciding(false);
    if (answer?.accepted === false) report(l10n.t('There was nothing left to decide here.'));
  };
  const offered = ORDER.filter(decision => proposal.choices.includes(decision));
  const button = (decision: Decision): VNode => (
    <button
      key={decision}
      type="button"
      class={decision === 'approve' ? 'button primary' : 'button'}
      title={meaningOf(decision, proposal)}
      aria-disabled={isDeciding}
      onClick={() => {
        if (!isDeciding) void decide(decision);
      }}
    >
      {labelOf(decision)}
    </button>
  );
  return (
    <div class="decision" ref={row}>
      {offered.map(button)}
    </div>
  );
}

function labelOf(decision: Decision): string {
  switch (decision) {
    case 'approve':
      return l10n.t('Approve');
    case 'reject':
      return l10n.t('Reject');
    case 'alwaysForChat':
      return l10n.t('Always for this chat');
    case 'always':
      return l10n.t('Always for this command');
    default:
      return unreachable(decision);
  }
}

/** What an answer means beyond this once; undefined for those that say it themselves. */
function meaningOf(decision: Decision, { kind }: ProposalView): string | undefined {
  if (decision === 'always') {
    return l10n.t(
      'Exactly this command in exactly this folder, in this workspace, until the agent changes a file that you have not kept',
    );
  }
  if (decision !== 'alwaysForChat') return undefined;
  switch (kind) {
    case 'edit':
      return l10n.t(
        'Edits of this chat no longer ask, until the model reads text of a kind that it had not read; protected files always ask',
      );
    case 'read':
      return l10n.t('The model may read these files again in this chat');
    case 'offer':
      return l10n.t(
        'Requests of this chat may use them, also after more text of the kinds listed here; secrets always ask',
      );
    case 'command':
      return undefined;
    default:
      return unreachable(kind);
  }
}

/**
 * When the buttons go and the keyboard was on them, it goes to the next card that waits, or else to
 * the composer; never straight onto a button, where a second press of Enter would approve unread.
 */
function useFocusAfterwards() {
  const { focusComposer } = usePanel();
  const row = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const buttons = row.current;
    return () => {
      if (buttons === null || !buttons.contains(document.activeElement)) return;
      const next = document.querySelector<HTMLElement>('.tool[data-state="waiting"]');
      if (next === null || next.contains(buttons)) focusComposer();
      else next.focus();
    };
  }, []);
  return row;
}
