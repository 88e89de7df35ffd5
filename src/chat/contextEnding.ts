import * as l10n from '@vscode/l10n';
import type { ModelRequest } from '../api/modelClient.ts';
import { CHAT_ACTIONS } from '../base/errors.ts';
import { decimal, inThousands } from '../base/figures.ts';
import { contextState, type ContextState } from './context.ts';
import type { Ending } from './ending.ts';
import type { RunningTurn } from './turn.ts';

/** Prompt tokens that a person may allow next, as far as the model can hold them. */
const STEPS = [400_000, 600_000, 900_000];
/** How much longer than now a prompt may become within a step. */
const ROOM = 1.1;

/** Ends a turn before a request whose prompt would be larger than what is allowed. */
export function contextEnding(turn: RunningTurn, request: ModelRequest): Ending | undefined {
  const { facts, maxInputTokens } = turn.settings();
  const { estimatedTokens } = turn.sizer.sizeOf(request);
  const context = contextState({
    estimatedTokens,
    allowedTokens: Math.max(maxInputTokens, raisedTo(turn)),
    maxTokens: request.maxTokens,
    model: facts,
  });
  if (!context.isFull) return undefined;

  const summarise = { label: l10n.t('Summarise and go on'), command: CHAT_ACTIONS.summarise };
  const { ceilingTokens, mostTokens } = context;
  const next = STEPS.find(step => step > estimatedTokens * ROOM) ?? mostTokens;
  if (next > mostTokens || estimatedTokens > mostTokens) {
    const message = l10n.t(
      'The next request would hold about {0} tokens, more than the {1} that the model can take. Summarise the chat to go on.',
      inThousands(estimatedTokens),
      inThousands(ceilingTokens),
    );
    return full(message, [summarise]);
  }
  const message = l10n.t(
    'The next request would hold about {0} tokens, more than the {1} that are allowed. Summarise the chat, or allow more.',
    inThousands(estimatedTokens),
    inThousands(ceilingTokens),
  );
  return full([message, ...costWords(context)].join(' '), [
    summarise,
    {
      label: l10n.t('Allow up to {0} tokens', inThousands(next)),
      command: CHAT_ACTIONS.raiseContext,
      args: [String(next)],
    },
  ]);
}

function costWords({ atMostUsd, beyondTokens }: ContextState): readonly string[] {
  if (atMostUsd === undefined) return [];
  const usd = decimal(atMostUsd, 2);
  if (beyondTokens === undefined) return [l10n.t('It could cost up to ${0}.', usd)];
  return [
    l10n.t(
      'Above {0} tokens the whole request costs more: this one up to ${1}.',
      inThousands(beyondTokens),
      usd,
    ),
  ];
}

function raisedTo({ history }: RunningTurn): number {
  return history.reduce(
    (tokens, event) => (event.type === 'contextRaised' ? Math.max(tokens, event.tokens) : tokens),
    0,
  );
}

type Action = NonNullable<NonNullable<Ending['error']>['action']>;

function full(message: string, [action, ...moreActions]: readonly [Action, ...Action[]]): Ending {
  return { reason: 'contextFull', error: { message, action, moreActions } };
}
