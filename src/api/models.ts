import type { ThinkingLevel } from './modelClient.ts';

/** What is known of a model without asking the service. */
export interface ModelFacts {
  /** As in the settings and on the model page. */
  readonly id: string;
  readonly label: string;
  /** Runware's other name of it, which the service may want instead of the id. */
  readonly air: string;
  /** Tokens, answer included. */
  readonly contextTokens: number;
  readonly maxOutputTokens: number;
  /** In USD per million tokens; reasoning is billed as output. */
  readonly price: {
    readonly input: number;
    readonly cachedInput: number;
    readonly output: number;
  };
  readonly thinkingLevels: readonly ThinkingLevel[];
}

/** For the siblings of GPT-5.5 only these were seen accepted (spec/runware-api.md 2.1). */
const SEEN_LEVELS: readonly ThinkingLevel[] = ['low', 'medium', 'high'];

/** The GPT models that the native endpoint streams (spec/runware-api.md 10.3 and 13). */
export const MODELS: readonly ModelFacts[] = [
  {
    id: 'openai-gpt-5-5',
    label: 'GPT-5.5',
    air: 'openai:gpt@5.5',
    contextTokens: 1_050_000,
    maxOutputTokens: 128_000,
    price: { input: 5, cachedInput: 0.5, output: 30 },
    thinkingLevels: ['none', 'low', 'medium', 'high', 'xhigh'],
  },
  {
    id: 'openai-gpt-5-4',
    label: 'GPT-5.4',
    air: 'openai:gpt@5.4',
    contextTokens: 1_050_000,
    maxOutputTokens: 128_000,
    price: { input: 2.5, cachedInput: 0.25, output: 15 },
    thinkingLevels: SEEN_LEVELS,
  },
  {
    id: 'openai-gpt-5-4-mini',
    label: 'GPT-5.4 mini',
    air: 'openai:gpt@5.4-mini',
    contextTokens: 400_000,
    maxOutputTokens: 128_000,
    price: { input: 0.75, cachedInput: 0.075, output: 4.5 },
    thinkingLevels: SEEN_LEVELS,
  },
];

/** @returns undefined for a model that Plumb was not told of; it is then sent as it was given. */
export function findModel(id: string): ModelFacts | undefined {
  return MODELS.find(model => model.id === id || model.air === id);
}
