import * as l10n from '@vscode/l10n';
import { ApiError } from '../apiErrors.ts';
import { withLevel, type LevelChoice } from '../levelChoice.ts';
import type { ModelRequest } from '../modelClient.ts';
import { TOOLS_REFUSED } from './compatibleErrors.ts';
import { hasFunctions } from './compatibleRequest.ts';

type Effort = 'asTheRequestSays' | 'none' | 'leftOut';

/**
 * For Chat Completions. OpenAI refuses function tools beside an effort there, for some models even
 * without one, and then takes `none` (spec/runware-api.md 11): with function tools it is left out
 * first, then `none` is tried.
 */
export function createChatEffort(): LevelChoice {
  return createEffortChoice(request => (hasFunctions(request) ? 'leftOut' : 'asTheRequestSays'));
}

/** For Responses: sent as the request says. */
export function createResponsesEffort(): LevelChoice {
  return createEffortChoice(() => 'asTheRequestSays');
}

/** What was taken is remembered per model. */
function createEffortChoice(first: (request: ModelRequest) => Effort): LevelChoice {
  /** What was tried, the last one last, by model and whether it has tools. */
  const tried = new Map<string, readonly Effort[]>();
  const keyOf = (request: ModelRequest): string =>
    `${hasFunctions(request) ? 'tools' : 'plain'} ${request.model}`;
  const triedFor = (request: ModelRequest): readonly Effort[] =>
    tried.get(keyOf(request)) ?? [first(request)];
  return {
    fit: request => {
      switch (triedFor(request).at(-1)) {
        case 'none':
          return withLevel(request, 'none');
        case 'leftOut':
          return withLevel(request, undefined);
        case 'asTheRequestSays':
        case undefined:
          return request;
      }
    },
    afterFailure: (request, error) => {
      const next = nextEffort(request, error);
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

function nextEffort(sent: ModelRequest, error: unknown): Effort | undefined {
  if (!(error instanceof ApiError) || error.group !== 'validation' || error.unsent) {
    return undefined;
  }
  const { code, parameter = '' } = error;
  if (code === TOOLS_REFUSED.code && parameter === TOOLS_REFUSED.parameter) {
    return hasFunctions(sent) ? 'none' : undefined;
  }
  const isOfTheEffort = sent.thinkingLevel !== undefined && parameter.startsWith('reasoning');
  return isOfTheEffort ? 'leftOut' : undefined;
}
