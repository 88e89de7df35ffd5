import * as l10n from '@vscode/l10n';
import { CHAT_ACTIONS, unreachable } from '../base/errors.ts';
import type { ChatEvent } from '../chat/events.ts';
import type { NoticeItem } from '../protocol/viewModel.ts';

type TurnEnded = Extract<ChatEvent, { type: 'turnEnded' }>;

/**
 * What a person is told below a turn that did not simply end; undefined if it did.
 * @param isAnswered whether all that was asked of the service has been answered, and so billed
 */
export function turnNotice(
  id: string,
  event: TurnEnded,
  isAnswered = false,
): NoticeItem | undefined {
  const continueAction = { label: l10n.t('Continue'), command: 'continue' };
  switch (event.reason) {
    case 'done':
      return undefined;
    case 'stopped':
      return {
        kind: 'notice',
        id,
        severity: 'info',
        message: isAnswered
          ? l10n.t('Stopped. Nothing more happens here.')
          : l10n.t(
              'Stopped. Nothing more happens here; the service may still finish this answer and bill it.',
            ),
        actions: [continueAction],
      };
    case 'failed':
    case 'budget':
    case 'contextFull':
      return {
        kind: 'notice',
        id,
        severity: 'error',
        message: event.error?.message ?? l10n.t('This turn failed. The log says more.'),
        actions: [
          event.error?.action ?? { label: l10n.t('Retry'), command: CHAT_ACTIONS.retry },
          ...(event.error?.moreActions ?? []),
        ],
      };
    case 'truncated':
      return {
        kind: 'notice',
        id,
        severity: 'warning',
        message: l10n.t('The connection ended before the answer did. What arrived is kept.'),
        actions: [continueAction],
      };
    case 'length':
      return {
        kind: 'notice',
        id,
        severity: 'warning',
        message: l10n.t('The answer reached the limit on output tokens and was cut there.'),
        actions: [continueAction],
      };
    case 'stepLimit':
      return {
        kind: 'notice',
        id,
        severity: 'warning',
        message: l10n.t('Plumb paused after many steps, so that nothing runs on unseen.'),
        actions: [continueAction],
      };
    case 'interrupted':
      return {
        kind: 'notice',
        id,
        severity: 'warning',
        message: l10n.t('This turn was interrupted when the window closed. Nothing has run since.'),
        actions: [continueAction],
      };
    default:
      return unreachable(event.reason);
  }
}

/** What stays of the notice below an answer that was cut, once it is continued. */
export function continuedNotice(id: string, reason: TurnEnded['reason']): NoticeItem {
  return { kind: 'notice', id, severity: 'info', message: continuedWords(reason), actions: [] };
}

function continuedWords(reason: TurnEnded['reason']): string {
  switch (reason) {
    case 'length':
      return l10n.t('The answer reached the limit on output tokens and was continued.');
    case 'truncated':
      return l10n.t('The connection ended before the answer did; it was continued.');
    case 'stopped':
      return l10n.t('The answer was stopped and then continued.');
    case 'interrupted':
      return l10n.t('The answer was interrupted when the window closed, and then continued.');
    case 'done':
    case 'failed':
    case 'stepLimit':
    case 'budget':
    case 'contextFull':
      return l10n.t('The answer broke off and was continued.');
  }
}
