import type { DeliveryMethod, ThinkingLevel } from './modelClient.ts';

/** What is known of a model; from the table below, corrected by what the service lists. */
export interface ModelFacts {
  /** As in the settings and on the model page. */
  readonly id: string;
  readonly label: string;
  /** Runware's other name of it, which the service may want instead of the id. */
  readonly air?: string;
  /** Tokens, answer included. */
  readonly contextTokens: number;
  readonly maxOutputTokens: number;
  /** Undefined if nobody said what it costs. */
  readonly price?: ModelPrice;
  readonly thinkingLevels: readonly ThinkingLevel[];
  readonly takesImages: boolean;
  readonly takesTools: boolean;
  /** False for a model that only the service's compatible endpoints serve. */
  readonly native: boolean;
  /** Deliveries that it allows; all if absent. */
  readonly deliveries?: readonly DeliveryMethod[];
}

/** In USD per million tokens; reasoning is billed as output. */
export interface ModelPrice {
  readonly input: number;
  /** Undefined if the cache gives no discount. */
  readonly cachedInput?: number;
  readonly output: number;
  /** A request with more input than this costs so many times as much, all of it. */
  readonly step?: {
    readonly aboveTokens: number;
    readonly inputFactor: number;
    readonly outputFactor: number;
  };
}

/**
 * OpenAI's surcharge on long prompts (spec/runware-api.md 10.3). Whether Runware passes it on is not
 * known, so a limit on spending has to reckon with it.
 */
const OPENAI_STEP = { aboveTokens: 272_000, inputFactor: 2, outputFactor: 1.5 };

const ALL_LEVELS: readonly ThinkingLevel[] = ['none', 'low', 'medium', 'high', 'xhigh'];
/** For the siblings of GPT-5.5 only these were seen accepted (spec/runware-api.md 2.1). */
const SEEN_LEVELS: readonly ThinkingLevel[] = ['low', 'medium', 'high'];

/** Facts of a GPT model that the native endpoint serves; most of the family are alike. */
function gpt(facts: Pick<ModelFacts, 'id' | 'label'> & Partial<ModelFacts>): ModelFacts {
  return {
    contextTokens: 1_050_000,
    maxOutputTokens: 128_000,
    thinkingLevels: SEEN_LEVELS,
    takesImages: true,
    takesTools: true,
    native: true,
    ...facts,
  };
}

/** From spec/runware-api.md 10.3 and 13; used until the service's own list is there. */
export const MODELS: readonly ModelFacts[] = [
  gpt({
    id: 'openai-gpt-5-5',
    label: 'GPT-5.5',
    air: 'openai:gpt@5.5',
    price: { input: 5, cachedInput: 0.5, output: 30, step: OPENAI_STEP },
    thinkingLevels: ALL_LEVELS,
  }),
  gpt({
    id: 'openai-gpt-5-4',
    label: 'GPT-5.4',
    air: 'openai:gpt@5.4',
    price: { input: 2.5, cachedInput: 0.25, output: 15, step: OPENAI_STEP },
  }),
  gpt({
    id: 'openai-gpt-5-4-pro',
    label: 'GPT-5.4 pro',
    air: 'openai:gpt@5.4-pro',
    price: { input: 30, output: 180, step: OPENAI_STEP },
    deliveries: ['async'],
  }),
  gpt({
    id: 'openai-gpt-5-4-mini',
    label: 'GPT-5.4 mini',
    air: 'openai:gpt@5.4-mini',
    contextTokens: 400_000,
    price: { input: 0.75, cachedInput: 0.075, output: 4.5 },
  }),
  gpt({
    id: 'openai-gpt-5-4-nano',
    label: 'GPT-5.4 nano',
    air: 'openai:gpt@5.4-nano',
    contextTokens: 400_000,
    price: { input: 0.2, cachedInput: 0.02, output: 1.25 },
  }),
  gpt({
    id: 'openai-gpt-5-mini',
    label: 'GPT-5 mini',
    air: 'openai:gpt@5-mini',
    contextTokens: 400_000,
    price: { input: 0.25, cachedInput: 0.025, output: 2 },
  }),
];

/** @returns undefined for a model that Plumb was not told of; it is then sent as it was given. */
export function findModel(
  id: string,
  models: readonly ModelFacts[] = MODELS,
): ModelFacts | undefined {
  return models.find(model => model.id === id || model.air === id);
}
