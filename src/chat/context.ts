import type { ModelFacts } from '../api/models.ts';
import { boundUsd } from './price.ts';

export interface ContextState {
  readonly isFull: boolean;
  /** Prompt tokens that a request may hold: what is allowed, or what the model has room for if less. */
  readonly ceilingTokens: number;
  /** Prompt tokens that a person may allow at most; no limit if the model is not known. */
  readonly mostTokens: number;
  /** USD of going on all the same, with the longest answer; undefined without a price. */
  readonly atMostUsd: number | undefined;
  /** The model's price step, if the prompt is beyond it. */
  readonly beyondTokens: number | undefined;
}

/**
 * How full the context is, and what going on would cost.
 * @param of.allowedTokens by the setting or by the person
 * @param of.maxTokens longest answer: the context holds it too
 */
export function contextState(of: {
  readonly estimatedTokens: number;
  readonly allowedTokens: number;
  readonly maxTokens: number;
  readonly model: Pick<ModelFacts, 'contextTokens' | 'price'> | undefined;
}): ContextState {
  const { estimatedTokens: promptTokens, maxTokens, model } = of;
  const mostTokens = Math.max(0, (model?.contextTokens ?? Infinity) - maxTokens);
  const ceilingTokens = Math.min(of.allowedTokens, mostTokens);
  const price = model?.price;
  const step = price?.step?.aboveTokens;
  return {
    isFull: promptTokens > ceilingTokens,
    ceilingTokens,
    mostTokens,
    atMostUsd:
      price === undefined
        ? undefined
        : boundUsd({ promptTokens, maxTokens, numberResults: 1 }, price),
    beyondTokens: step !== undefined && promptTokens > step ? step : undefined,
  };
}
