import * as l10n from '@vscode/l10n';
import { ApiError } from './apiErrors.ts';
import type { ModelRequest, ThinkingLevel } from './modelClient.ts';

/**
 * Which thinking levels a model does not take. The levels of the model page are not certain for
 * every model, so a level that the service refuses by name is left out from then on
 * (spec/runware-api.md 2.1).
 */
export interface ThinkingLevels {
  /** The request as it may be sent: without a level that its model does not take. */
  fit(request: ModelRequest): ModelRequest;
  /** @returns what was changed, in words for people, if this failure says that it is worth a try */
  afterFailure(sent: ModelRequest, error: unknown): string | undefined;
}

export function createThinkingLevels(): ThinkingLevels {
  const refused = new Map<string, Set<ThinkingLevel | 'all'>>();
  return {
    fit: request => {
      const { model, thinkingLevel } = request;
      const levels = refused.get(model);
      const isRefused = thinkingLevel !== undefined && levels?.has(thinkingLevel) === true;
      return isRefused || levels?.has('all') === true ? withoutLevel(request) : request;
    },
    afterFailure: ({ model, thinkingLevel: sent }, error) => {
      if (sent === undefined || !(error instanceof ApiError) || error.unsent) return undefined;
      if (error.parameter?.includes('thinkingLevel') !== true) return undefined;
      const levels = refused.get(model) ?? new Set();
      // The parameter itself may be unknown to the model, or this one of its values.
      levels.add(/^(unsupported|unknown)Parameter$/.test(error.code ?? '') ? 'all' : sent);
      refused.set(model, levels);
      return l10n.t(
        '{0} does not take the thinking level “{1}”. The request was sent again without one.',
        model,
        sent,
      );
    },
  };
}

function withoutLevel(request: ModelRequest): ModelRequest {
  const rest: Omit<ModelRequest, 'thinkingLevel'> & { thinkingLevel?: ThinkingLevel } = {
    ...request,
  };
  delete rest.thinkingLevel;
  return rest;
}
