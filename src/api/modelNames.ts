import { ApiError } from './apiErrors.ts';
import { findModel } from './models.ts';

/**
 * Which name of a model the service takes. The model page says the id, live clients used the AIR
 * (spec/runware-api.md, decision 2): the id is tried first, the AIR once after `invalidModel`, and
 * what worked is remembered.
 */
export interface ModelNames {
  /** The name to send for a model. */
  of(model: string): string;
  /** The other name, if this failure of `sent` says that it is worth a try. */
  afterFailure(model: string, sent: string, error: unknown): string | undefined;
  worked(model: string, sent: string): void;
}

export function createModelNames(): ModelNames {
  const known = new Map<string, string>();
  return {
    of: model => known.get(model) ?? model,
    afterFailure: (model, sent, error) => {
      if (!(error instanceof ApiError) || error.code !== 'invalidModel') return undefined;
      const air = findModel(model)?.air;
      return sent === air || known.has(model) ? undefined : air;
    },
    worked: (model, sent) => {
      known.set(model, sent);
    },
  };
}
