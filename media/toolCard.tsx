import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { unreachable } from '../src/base/errors.ts';
import type { ToolItem } from '../src/protocol/viewModel.ts';
import { editNotes } from './editNotes.ts';
import { duration } from './format.ts';
import { Icon, type IconName } from './icons.tsx';
import { AskedProposal, DecidedProposal, DecisionButtons } from './proposal.tsx';
import { toolLabel } from './toolLabel.ts';
import { ToolText } from './toolText.tsx';
import { Visible } from './visible.tsx';
import { visibleText, withVisibleCharacters } from '../src/base/visibleCharacters.ts';

/** ms; shorter calls are as good as instant. */
const WORTH_TELLING = 100;

/**
 * One call of a tool: a line that says what and how it stands, and unfolded its proposal, arguments
 * and output. What waits for a decision, and what grows while it is written or runs, stands open.
 */
export function ToolCard({ item }: { readonly item: ToolItem }): VNode {
  const [choice, setChoice] = useState<boolean | undefined>(undefined);
  const { proposal } = item;
  const isWaiting = item.state === 'waiting';
  const grows = item.state === 'receiving' || item.state === 'running';
  const isOpen = choice ?? (grows && item.output !== '');
  const name = toolLabel(item.name);
  // What arrives before the call is whole are its arguments, not what came of it.
  const outputLabel = item.state === 'receiving' ? l10n.t('Being written') : l10n.t('Output');
  const state = stateName(item.state);
  // A call that was stopped or failed may have no other summary than that.
  const saysNoMore = item.summary.toLocaleLowerCase() === state.toLocaleLowerCase();
  const summary = saysNoMore ? '' : item.summary;
  const notes = useMemo(() => editNotes(item), [item]);
  return (
    <article
      class="tool"
      data-state={item.state}
      tabIndex={-1}
      aria-label={withVisibleCharacters(`${name} ${item.title}`.trim())}
    >
      <details open={isOpen}>
        <summary
          onClick={event => {
            event.preventDefault();
            setChoice(!isOpen);
          }}
        >
          <Icon name={stateIcon(item.state)} />
          <span class="tool-name">
            <Visible pieces={visibleText(name)} />
          </span>
          <span class="tool-title">
            <Visible pieces={visibleText(item.title)} />
          </span>
          <span class="tool-result">
            {/* What is done and has a summary needs no more words for those who see the mark. */}
            <span class={item.state === 'done' && summary !== '' ? 'visually-hidden' : ''}>
              {state}
            </span>
            {summary !== '' && (
              <span class="tool-part">
                <Visible pieces={visibleText(summary)} />
              </span>
            )}
            {item.durationMs !== undefined && item.durationMs >= WORTH_TELLING && (
              <span class="tool-part">{duration(item.durationMs)}</span>
            )}
          </span>
          <Icon name="chevron" />
        </summary>
        {isOpen && (
          <div class="tool-body">
            {proposal !== undefined && !isWaiting && <DecidedProposal proposal={proposal} />}
            {item.input !== '' && <Input text={item.input} isFolded={proposal !== undefined} />}
            {item.output !== '' && (
              <>
                <h4 class="tool-label">{outputLabel}</h4>
                <ToolText label={outputLabel} text={item.output} grows={grows} />
              </>
            )}
          </div>
        )}
      </details>
      {notes.map((note, at) => (
        <p key={at} class="tool-note">
          <Visible pieces={visibleText(note)} />
        </p>
      ))}
      {isWaiting && proposal !== undefined && (
        <div class="tool-body">
          <AskedProposal proposal={proposal} />
          <DecisionButtons key={proposal.hash} callId={item.id} proposal={proposal} />
        </div>
      )}
    </article>
  );
}

/** The arguments; folded where a proposal says the same in a better form. */
function Input(props: { readonly text: string; readonly isFolded: boolean }): VNode {
  const label = l10n.t('Input');
  if (!props.isFolded) {
    return (
      <>
        <h4 class="tool-label">{label}</h4>
        <ToolText label={label} text={withVisibleCharacters(props.text)} />
      </>
    );
  }
  return (
    <details class="tool-fold">
      <summary>
        <Icon name="chevron" />
        {label}
      </summary>
      <ToolText label={label} text={withVisibleCharacters(props.text)} />
    </details>
  );
}

function stateName(state: ToolItem['state']): string {
  switch (state) {
    case 'receiving':
      return l10n.t('Preparing…');
    case 'waiting':
      return l10n.t('Needs approval');
    case 'running':
      return l10n.t('Running…');
    case 'done':
      return l10n.t('Done');
    case 'failed':
      return l10n.t('Failed');
    case 'rejected':
      return l10n.t('Rejected');
    case 'stopped':
      return l10n.t('Stopped');
    default:
      return unreachable(state);
  }
}

function stateIcon(state: ToolItem['state']): IconName {
  switch (state) {
    case 'receiving':
    case 'running':
      return 'spinner';
    case 'waiting':
      return 'question';
    case 'done':
      return 'check';
    case 'failed':
      return 'error';
    case 'rejected':
      return 'rejected';
    case 'stopped':
      return 'stopped';
    default:
      return unreachable(state);
  }
}
