import * as l10n from '@vscode/l10n';
import type { AnswerNotThere, ModelAnswer } from '../api/modelClient.ts';
import { CHAT_ACTIONS, describeError, PlumbError, type ErrorAction } from '../base/errors.ts';
import { decimal } from '../base/figures.ts';
import { BudgetError } from './budget.ts';
import type { ChatEvent } from './events.ts';
import type { Repeats } from './repeatedCalls.ts';

/** How a turn ends, without the time. */
export type Ending = Pick<Extract<ChatEvent, { type: 'turnEnded' }>, 'reason' | 'error'>;

/** Most output tokens that the service allows (the model page, `settings.maxTokens`). */
const MOST_TOKENS = 128_000;

/** How an answer ends the turn; undefined if it made calls and so goes on. */
export function endingOf(answer: ModelAnswer, maxTokens: number): Ending | undefined {
  const empty = answer.text.trim() === '' && answer.toolCalls.length === 0;
  switch (answer.finishReason) {
    case 'length':
      return empty ? emptyForLength(answer, maxTokens) : { reason: 'length' };
    case 'truncated':
      return empty ? brokeOff() : { reason: 'truncated' };
    case 'content_filter':
      return failed(
        l10n.t(
          "The service's content filter ended this answer. Put the question in other words, or leave out what may have set it off.",
        ),
        { label: l10n.t('Edit message'), command: CHAT_ACTIONS.edit },
      );
    case 'stop':
    case 'tool_calls':
    case 'unknown':
      if (answer.toolCalls.length > 0) return undefined;
      return empty ? emptyAnswer(answer) : { reason: 'done' };
  }
}

/** A failure as a person reads it; the detail is for the log. */
export function endingOfError(error: unknown): Ending & { readonly detail: string } {
  if (error instanceof PlumbError) {
    const reason = error instanceof BudgetError ? 'budget' : 'failed';
    const ending = { ...failed(error.message, error.action), reason } as const;
    return { ...ending, detail: error.detail ?? error.message };
  }
  return {
    ...failed(l10n.t('Something went wrong inside Plumb. The log says more.'), retry()),
    detail: error instanceof Error ? (error.stack ?? error.message) : describeError(error),
  };
}

/** Nobody asked for anything new, so a turn whose lost answer is not to be had ends with that. */
export function endingOfLost({ failure: { message, action } }: AnswerNotThere): Ending {
  const again = retry();
  const isOther = action !== undefined && action.command !== again.command;
  return isOther ? failed(message, action, [again]) : failed(message, again);
}

export function endingOfRepeats(toolName: string, repeats: Repeats): Ending {
  const message =
    repeats === 'failing'
      ? l10n.t(
          'The model kept making the same call to {0}, which fails each time. Tell it what to do differently, or continue.',
          toolName,
        )
      : l10n.t(
          'The model kept making the same call to {0}, with the same result each time. Tell it what to do differently, or continue.',
          toolName,
        );
  return failed(message, { label: l10n.t('Continue'), command: 'continue' });
}

/** The answer may have been billed, so it is never asked for again by itself (R38). */
function emptyForLength(answer: ModelAnswer, maxTokens: number): Ending {
  const more = Math.min(MOST_TOKENS, maxTokens * 2);
  const spent = answer.usage?.reasoningTokens ?? answer.usage?.completionTokens ?? maxTokens;
  if (more <= maxTokens) {
    return failed(
      l10n.t(
        'The model spent {0} tokens on thinking and had none left for the answer. Lower the thinking level and retry.',
        decimal(spent, 0),
      ),
      retry(),
    );
  }
  return failed(
    l10n.t(
      'The model spent {0} tokens on thinking and had none left for the answer. Retry with more tokens, or lower the thinking level.',
      decimal(spent, 0),
    ),
    {
      label: l10n.t('Retry with {0} tokens', decimal(more, 0)),
      command: 'retry',
      args: [String(more)],
    },
  );
}

function brokeOff(): Ending {
  return failed(
    l10n.t('The connection ended before an answer came. It may have been billed.'),
    retry(),
  );
}

function emptyAnswer(answer: ModelAnswer): Ending {
  return failed(
    l10n.t(
      'The model gave an empty answer (the service says: {0}). It may have been billed.',
      answer.finishReason,
    ),
    retry(),
  );
}

function retry(): ErrorAction {
  return { label: l10n.t('Retry'), command: 'retry' };
}

function failed(
  message: string,
  action?: ErrorAction,
  // A filter does not judge the same words in the same way each time.
  more: readonly ErrorAction[] = action?.command === CHAT_ACTIONS.edit ? [retry()] : [],
): Ending {
  if (action === undefined) return { reason: 'failed', error: { message } };
  return {
    reason: 'failed',
    error: {
      message,
      action: stored(action),
      ...(more.length === 0 ? {} : { moreActions: more.map(stored) }),
    },
  };
}

type StoredAction = NonNullable<NonNullable<Ending['error']>['action']>;

function stored({ label, command, args }: ErrorAction): StoredAction {
  return { label, command, ...(args === undefined ? {} : { args: [...args] }) };
}
