import * as l10n from '@vscode/l10n';
import type { ModelRequest } from '../api/modelClient.ts';
import type { ModelPrice } from '../api/models.ts';
import type { Ending } from './ending.ts';
import { boundUsd } from './price.ts';
import type { RunningTurn } from './turn.ts';

/** How much more a person may allow at once, as a share of what the model can hold. */
const STEPS = [400_000, 600_000, 900_000];

/** Ends a turn before a request whose prompt would be larger than what is allowed. */
export function contextEnding(turn: RunningTurn, request: ModelRequest): Ending | undefined {
  const { facts, maxInputTokens } = turn.settings();
  const most = (facts?.contextTokens ?? Infinity) - request.maxTokens;
  const allowed = Math.min(most, Math.max(maxInputTokens, raisedTo(turn)));
  const { estimatedTokens } = turn.sizer.sizeOf(request);
  if (estimatedTokens <= allowed) return undefined;

  const summarise = { label: l10n.t('Summarise and go on'), command: 'summarise' };
  const next = STEPS.find(step => step > estimatedTokens * 1.1) ?? most;
  if (next > most || estimatedTokens > most) {
    return full(
      l10n.t(
        'The next request would hold about {0} tokens, more than the {1} that the model can take. Summarise the chat to go on.',
        thousands(estimatedTokens),
        thousands(allowed),
      ),
      [summarise],
    );
  }
  return full(
    [
      l10n.t(
        'The next request would hold about {0} tokens, more than the {1} that are allowed. Summarise the chat, or allow more.',
        thousands(estimatedTokens),
        thousands(allowed),
      ),
      ...costWords(estimatedTokens, request.maxTokens, facts?.price),
    ].join(' '),
    [
      summarise,
      {
        label: l10n.t('Allow up to {0} tokens', thousands(next)),
        command: 'raiseContext',
        args: [String(next)],
      },
    ],
  );
}

/** What the request would cost at most; nothing where the price is not known. */
function costWords(
  promptTokens: number,
  maxTokens: number,
  price: ModelPrice | undefined,
): readonly string[] {
  if (price === undefined) return [];
  const cost = boundUsd({ promptTokens, maxTokens, numberResults: 1 }, price).toFixed(2);
  const { step } = price;
  return step !== undefined && promptTokens > step.aboveTokens
    ? [
        l10n.t(
          'Above {0} tokens the whole request costs more: this one up to ${1}.',
          thousands(step.aboveTokens),
          cost,
        ),
      ]
    : [l10n.t('It could cost up to ${0}.', cost)];
}

function raisedTo({ history }: RunningTurn): number {
  return history.reduce(
    (tokens, event) => (event.type === 'contextRaised' ? Math.max(tokens, event.tokens) : tokens),
    0,
  );
}

type Actions = NonNullable<NonNullable<Ending['error']>['moreActions']>;

function full(message: string, [action, ...moreActions]: Actions): Ending {
  return {
    reason: 'contextFull',
    error: { message, ...(action === undefined ? {} : { action }), moreActions },
  };
}

function thousands(tokens: number): string {
  return `${Math.round(tokens / 1_000)}k`;
}
