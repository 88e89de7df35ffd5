import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Params } from '../src/protocol/messages.ts';
import type { ProposalView } from '../src/protocol/viewModel.ts';
import { CommandView } from './commandView.tsx';
import { DiffView } from './diffView.tsx';
import { useChatId } from './chatId.ts';
import { usePanel } from './panelContext.ts';

type Decision = Params<'decide'>['decision'];

/** What would happen, exactly. */
export function Proposal({ proposal }: { readonly proposal: ProposalView }): VNode {
  if (proposal.kind === 'command') return <CommandView command={proposal} />;
  if (proposal.kind !== 'edit') return <></>;
  return (
    <>
      {proposal.files.map((file, at) => (
        <DiffView key={at} file={file} />
      ))}
    </>
  );
}

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
  const button = (decision: Decision, label: string, look: string): VNode => (
    <button
      type="button"
      class={look}
      aria-disabled={isDeciding}
      onClick={() => {
        if (!isDeciding) void decide(decision);
      }}
    >
      {label}
    </button>
  );
  return (
    <div class="decision" ref={row}>
      {button('approve', l10n.t('Approve'), 'button primary')}
      {button('reject', l10n.t('Reject'), 'button')}
      {proposal.choices.includes('alwaysForChat') &&
        button('alwaysForChat', l10n.t('Always for this chat'), 'button')}
      {proposal.choices.includes('always') &&
        button('always', l10n.t('Always for this command'), 'button')}
    </div>
  );
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
