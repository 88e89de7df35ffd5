import * as l10n from '@vscode/l10n';
import { unreachable } from '../src/base/errors.ts';
import { cutLine } from '../src/base/text.ts';
import { withVisibleCharacters } from '../src/base/visibleCharacters.ts';
import type { ChatItem, PanelState, ToolItem } from '../src/protocol/viewModel.ts';
import { proposalTitle } from './proposalTitle.ts';
import { toolLabel } from './toolLabel.ts';

/** Longest part of an answer that is read out, in UTF-16 code units; the rest is in the log. */
const SPOKEN = 300;

/**
 * What a screen reader is told of a step from one state to the next: each approval that is asked
 * for, each notice, and an answer once, when it is whole (R58). Never a token.
 */
export function announcements(before: PanelState | undefined, after: PanelState): string[] {
  if (before === undefined || before.status.chatId !== after.status.chatId) return [];
  if (before.items === after.items && before.status.run === after.status.run) return [];
  const said: string[] = [];
  after.items.forEach((item, at) => {
    const place = after.from + at;
    // What stands above all that was known before is loaded, not new.
    if (place < before.from || before.items[place - before.from] === item) return;
    said.push(
      ...ofItem(
        before.items.find(old => old.id === item.id),
        item,
      ),
    );
  });
  const lastMessage = before.items.findLastIndex(item => item.kind === 'user');
  const isBackBefore = lastMessage !== -1 && after.total <= before.from + lastMessage;
  if (isBackBefore) {
    said.push(l10n.t('The conversation was taken back to before your message'));
  }
  const hasEnded = before.status.run.state !== 'idle' && after.status.run.state === 'idle';
  const answer = hasEnded ? lastAnswer(after.items) : undefined;
  if (answer !== undefined) said.unshift(answer);
  return said;
}

function ofItem(before: ChatItem | undefined, item: ChatItem): string[] {
  const waited = before?.kind === 'tool' && before.state === 'waiting';
  if (item.kind === 'tool' && item.state === 'waiting' && !waited) {
    return [spoken(l10n.t('Approval needed: {0} {1}', asked(item), subject(item)))];
  }
  if (before !== undefined) return [];
  switch (item.kind) {
    case 'notice':
      return [item.message];
    case 'answers':
      return [l10n.t('{0} answers to choose from', item.answers.length)];
    case 'summary':
      return [l10n.t('The conversation so far was summarised')];
    case 'user':
    case 'thinking':
    case 'text':
    case 'tool':
    case 'turn':
    case 'sources':
    case 'plan':
    case 'instructions':
      return [];
    default:
      return unreachable(item);
  }
}

/** What is hidden would not be spoken either. */
function spoken(text: string): string {
  return withVisibleCharacters(text.trim());
}

function asked({ name, proposal }: ToolItem): string {
  return proposal === undefined ? toolLabel(name) : proposalTitle(proposal);
}

/** What a call is about: its title, or before it has one what it proposes. */
function subject({ title, proposal }: ToolItem): string {
  if (title !== '' || proposal === undefined) return title;
  switch (proposal.kind) {
    case 'command':
      return cutLine(proposal.command, SPOKEN);
    case 'edit':
      return proposal.files.map(file => file.path).join(', ');
    case 'read':
      return proposal.guarded.map(({ path }) => path).join(', ');
    case 'offer':
      return '';
  }
}

/** The text that ended the last turn, if one did. */
function lastAnswer(items: readonly ChatItem[]): string | undefined {
  const turnStart = items.findLastIndex(item => item.kind === 'user');
  const answer = items.slice(turnStart + 1).findLast(item => item.kind === 'text');
  if (answer === undefined) return undefined;
  // What was there before it went on has been said.
  const { continuedAt = 0 } = answer;
  const text = answer.text.slice(continuedAt);
  const words = text.slice(0, SPOKEN).replace(/[*_`#>|~]+/g, '');
  const whole = text.length > SPOKEN ? `${words}…` : words;
  return continuedAt === 0
    ? l10n.t('Plumb answered: {0}', whole)
    : l10n.t('Plumb continued: {0}', whole);
}
