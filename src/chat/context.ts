import type { ModelFacts } from '../api/models.ts';
import { boundUsd } from './price.ts';

/** From this share of the ceiling on, a chat does well to be summarised. */
const NEAR = 0.85;

export interface ContextState {
  readonly fill: 'roomy' | 'near' | 'full';
  /** Prompt tokens that a request may hold: the setting, or what the model has room for if less. */
  readonly ceilingTokens: number;
  /** Prompt tokens that a person may allow at most; undefined if the model is not known. */
  readonly mostTokens: number | undefined;
  /** What a request beyond the model's price step costs; undefined where there is no such step. */
  readonly beyondStep: BeyondStep | undefined;
}

/** USD, for one result and without the cache. */
export interface BeyondStep {
  readonly aboveTokens: number;
  /** The prompt alone: this one, or the smallest beyond the step. */
  readonly promptUsd: number;
  /** The same prompt if there were no step. */
  readonly promptUsdWithoutStep: number;
  /** With the longest answer. */
  readonly atMostUsd: number;
}

/**
 * How full the context is, and what going on would cost.
 * @param of.ceilingTokens what the setting or the person allows
 * @param of.maxTokens longest answer: the context holds it too
 */
export function contextState(of: {
  readonly estimatedTokens: number;
  readonly ceilingTokens: number;
  readonly maxTokens: number;
  readonly model: Pick<ModelFacts, 'contextTokens' | 'price'> | undefined;
}): ContextState {
  const { estimatedTokens, maxTokens, model } = of;
  const mostTokens = model === undefined ? undefined : Math.max(0, model.contextTokens - maxTokens);
  const ceilingTokens = Math.min(of.ceilingTokens, mostTokens ?? Infinity);
  return {
    fill: fillOf(estimatedTokens, ceilingTokens),
    ceilingTokens,
    mostTokens,
    beyondStep: beyondStep(estimatedTokens, maxTokens, model),
  };
}

function fillOf(tokens: number, ceiling: number): ContextState['fill'] {
  if (tokens > ceiling) return 'full';
  return tokens >= ceiling * NEAR ? 'near' : 'roomy';
}

function beyondStep(
  estimatedTokens: number,
  maxTokens: number,
  model: Pick<ModelFacts, 'price'> | undefined,
): BeyondStep | undefined {
  const price = model?.price;
  if (price?.step === undefined) return undefined;
  const { aboveTokens } = price.step;
  const promptTokens = Math.max(estimatedTokens, aboveTokens + 1);
  const prompt = { promptTokens, maxTokens: 0, numberResults: 1 };
  return {
    aboveTokens,
    promptUsd: boundUsd(prompt, price),
    promptUsdWithoutStep: boundUsd(prompt, { input: price.input, output: price.output }),
    atMostUsd: boundUsd({ ...prompt, maxTokens }, price),
  };
}
