import type { TokenUsage } from '../api/modelClient.ts';
import type { ModelPrice } from '../api/models.ts';
import { usdFromNano } from './money.ts';

/**
 * What requests cost, reckoned in integers: a price has six decimals at most, which are whole
 * pico-dollars a token, and a factor of a price step has three. All amounts are USD with whole
 * nano-dollars.
 */
const PICO_USD_PER_TOKEN = 1e6;
const FACTOR_PARTS = 1e3;
/** Nano-dollars in units of the product of the two. */
const NANO = 1_000_000n;

export interface RequestSize {
  /** The most that the prompt of one result can be, cached or not. */
  readonly promptTokens: number;
  /** The most that one result can be, reasoning included. */
  readonly maxTokens: number;
  readonly numberResults: number;
}

/**
 * The most that a request can cost, in USD, rounded up. It reckons with no cache; with the whole
 * request at the dearer price where its prompt may pass the price step; and with the prompt billed
 * for each result, because it is not published that several results share one prompt.
 */
export function boundUsd(of: RequestSize, price: ModelPrice): number {
  const step = stepFor(of.promptTokens, price);
  // A step or a cache that made it cheaper cannot be counted on: the prompt may turn out shorter.
  const input = Math.max(price.input, price.cachedInput ?? 0);
  const parts =
    charge(of.promptTokens, input, Math.max(1, step.input)) +
    charge(of.maxTokens, price.output, Math.max(1, step.output));
  // Rounded for each result, as each is billed on its own.
  return usdFromNano(Number(ceilDivide(parts, NANO)) * of.numberResults);
}

/**
 * What an answer costs by the price list, in USD, to the nearest nano-dollar. Cached tokens are
 * part of the prompt and reasoning is part of the completion: each is counted once (R53).
 */
export function costUsd(usage: TokenUsage, price: ModelPrice): number {
  const { promptTokens, completionTokens } = usage;
  const cached = Math.min(usage.cachedTokens ?? 0, promptTokens);
  const step = stepFor(promptTokens, price);
  const parts =
    charge(promptTokens - cached, price.input, step.input) +
    charge(cached, price.cachedInput ?? price.input, step.input) +
    charge(completionTokens, price.output, step.output);
  return nearestUsd(parts);
}

/**
 * What the cache would have saved on `tokens` of a prompt of `promptTokens`, in USD: the price of a
 * broken prefix.
 */
export function cacheSavingUsd(tokens: number, price: ModelPrice, promptTokens: number): number {
  const step = stepFor(promptTokens, price);
  const full = charge(tokens, price.input, step.input);
  const cached = charge(tokens, price.cachedInput ?? price.input, step.input);
  return nearestUsd(full > cached ? full - cached : 0n);
}

interface StepFactors {
  readonly input: number;
  readonly output: number;
}

function stepFor(promptTokens: number, { step }: ModelPrice): StepFactors {
  return step !== undefined && promptTokens > step.aboveTokens
    ? { input: step.inputFactor, output: step.outputFactor }
    : { input: 1, output: 1 };
}

/** @param usdPerMillion tokens */
function charge(tokens: number, usdPerMillion: number, factor: number): bigint {
  return (
    BigInt(Math.ceil(tokens)) *
    BigInt(Math.round(usdPerMillion * PICO_USD_PER_TOKEN)) *
    BigInt(Math.round(factor * FACTOR_PARTS))
  );
}

function nearestUsd(parts: bigint): number {
  return usdFromNano(Number((parts + NANO / 2n) / NANO));
}

function ceilDivide(amount: bigint, by: bigint): bigint {
  return (amount + by - 1n) / by;
}
