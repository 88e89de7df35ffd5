import * as l10n from '@vscode/l10n';
import { ApiError } from './apiErrors.ts';
import { withLevel, type LevelChoice } from './levelChoice.ts';
import type { ThinkingLevel } from './modelClient.ts';

/**
 * The levels of the native endpoint: one that the service refuses by name is left out from then on
 * (spec/runware-api.md 2.1).
 */
export function createThinkingLevels(): LevelChoice {
  const refused = new Map<string, Set<ThinkingLevel | 'all'>>();
  return {
    fit: request => {
      const { model, thinkingLevel } = request;
      const levels = refused.get(model);
      const isRefused = thinkingLevel !== undefined && levels?.has(thinkingLevel) === true;
      return isRefused || levels?.has('all') === true ? withLevel(request, undefined) : request;
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
