import type { ListedModel } from './listedModel.ts';
import type { ThinkingLevel } from './modelClient.ts';
import { findModel, MODELS, type ModelFacts, type ModelPrice } from './models.ts';

/**
 * The built-in table, corrected by what the service lists, and behind it the models that only the
 * list has. A model of the table that is not listed stays: the list is of the compatible endpoints,
 * and a native request may take what these do not.
 */
export function mergeModels(listed: readonly ListedModel[]): readonly ModelFacts[] {
  const corrected = MODELS.map(known => {
    const entry = listed.find(({ id }) => id === known.id || id === known.air);
    return entry === undefined ? known : correct(known, entry);
  });
  const further = listed.filter(({ id }) => findModel(id) === undefined).map(factsOf);
  return [...corrected, ...further];
}

function correct(known: ModelFacts, listed: ListedModel): ModelFacts {
  const price = listed.price === undefined ? known.price : correctPrice(known.price, listed.price);
  return {
    ...known,
    contextTokens: listed.contextTokens ?? known.contextTokens,
    maxOutputTokens: listed.maxOutputTokens ?? known.maxOutputTokens,
    takesImages: listed.takesImages ?? known.takesImages,
    native: listed.native,
    ...(price === undefined ? {} : { price }),
  };
}

/** The list has no price steps, and often no price of cached tokens. */
function correctPrice(
  known: ModelPrice | undefined,
  listed: NonNullable<ListedModel['price']>,
): ModelPrice {
  const cachedInput = listed.cachedInput ?? cachedLike(known, listed.input);
  return {
    input: listed.input,
    output: listed.output,
    ...(cachedInput === undefined ? {} : { cachedInput }),
    ...(known?.step === undefined ? {} : { step: known.step }),
  };
}

/** The same discount as in the table: an old price beside a new one could be above it. */
function cachedLike(known: ModelPrice | undefined, input: number): number | undefined {
  if (known?.cachedInput === undefined || known.input === 0) return undefined;
  return Math.round(((known.cachedInput * input) / known.input) * 1e6) / 1e6;
}

/** What every family was seen to take (spec/runware-api.md 2.1); the rest differs between them. */
const COMMON_LEVELS: readonly ThinkingLevel[] = ['low', 'medium', 'high'];

/** Small enough for any model of today, where the list does not say. */
const ASSUMED_CONTEXT_TOKENS = 128_000;
const ASSUMED_OUTPUT_TOKENS = 16_000;

function factsOf(listed: ListedModel): ModelFacts {
  const { id, name, native, price } = listed;
  return {
    id,
    label: name ?? id,
    contextTokens: listed.contextTokens ?? ASSUMED_CONTEXT_TOKENS,
    maxOutputTokens: listed.maxOutputTokens ?? ASSUMED_OUTPUT_TOKENS,
    ...(price === undefined ? {} : { price: correctPrice(undefined, price) }),
    thinkingLevels: COMMON_LEVELS,
    takesImages: listed.takesImages ?? false,
    takesTools: true,
    native,
  };
}
