import * as l10n from '@vscode/l10n';
import { ApiError } from '../apiErrors.ts';
import type { ModelRequest, ThinkingLevel } from '../modelClient.ts';
import { TOOLS_REFUSED } from './compatibleErrors.ts';
import { hasFunctions } from './compatibleRequest.ts';

/**
 * With which reasoning effort a model is asked. OpenAI refuses function tools beside an effort on
 * Chat Completions, for some models even without one, and then takes `none`
 * (spec/runware-api.md 11). What was taken is remembered per model.
 */
export interface EffortChoice {
  /** Undefined leaves it out. */
  of(request: ModelRequest): ThinkingLevel | undefined;
  /**
   * Changes what the model is asked with, if this failure of the request calls for it.
   * @returns what was changed, for people; undefined if nothing was
   */
  afterFailure(request: ModelRequest, error: unknown): string | undefined;
}

type Effort = 'asTheRequestSays' | 'none' | 'leftOut';

/** For Chat Completions: with function tools it is left out first, then `none` is tried. */
export function createChatEffort(): EffortChoice {
  return createEffortChoice(request => (hasFunctions(request) ? 'leftOut' : 'asTheRequestSays'));
}

/** For Responses: sent as the request says. */
export function createResponsesEffort(): EffortChoice {
  return createEffortChoice(() => 'asTheRequestSays');
}

function createEffortChoice(first: (request: ModelRequest) => Effort): EffortChoice {
  /** What was tried, the last one last, by model and whether it has tools. */
  const tried = new Map<string, readonly Effort[]>();
  const keyOf = (request: ModelRequest): string =>
    `${hasFunctions(request) ? 'tools' : 'plain'} ${request.model}`;
  const triedFor = (request: ModelRequest): readonly Effort[] =>
    tried.get(keyOf(request)) ?? [first(request)];
  const sent = (request: ModelRequest): ThinkingLevel | undefined => {
    switch (triedFor(request).at(-1)) {
      case 'none':
        return 'none';
      case 'leftOut':
        return undefined;
      case 'asTheRequestSays':
      case undefined:
        return request.thinkingLevel;
    }
  };
  return {
    of: sent,
    afterFailure: (request, error) => {
      const next = nextEffort(request, error, sent(request));
      const before = triedFor(request);
      if (next === undefined || before.includes(next)) return undefined;
      tried.set(keyOf(request), [...before, next]);
      return next === 'none'
        ? l10n.t(
            'This model does not think and use tools at once here, so the thinking level “none” was sent.',
          )
        : l10n.t('This model does not take the thinking level here, so it was left out.');
    },
  };
}

function nextEffort(
  request: ModelRequest,
  error: unknown,
  sent: ThinkingLevel | undefined,
): Effort | undefined {
  if (!(error instanceof ApiError) || error.group !== 'validation' || error.unsent)
    return undefined;
  const { code, parameter = '' } = error;
  if (code === TOOLS_REFUSED.code && parameter === TOOLS_REFUSED.parameter) {
    return hasFunctions(request) ? 'none' : undefined;
  }
  return sent !== undefined && parameter.startsWith('reasoning') ? 'leftOut' : undefined;
}
