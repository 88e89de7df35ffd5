/**
 * Amounts of money as whole nano-dollars (1 USD = 10⁹), so that sums are exact: a float holds every
 * integer up to nine million dollars' worth of them, and no token price has finer parts that matter.
 */

const NANO_PER_USD = 1e9;

/**
 * The nearest nano-dollar.
 * @throws RangeError if this is no amount that somebody can be charged: negative, no number, or
 * beyond nine million dollars
 */
export function nanoFromUsd(usd: number): number {
  const nano = Math.round(usd * NANO_PER_USD);
  if (!Number.isSafeInteger(nano) || nano < 0) throw new RangeError(`No amount of money: ${usd}`);
  return nano;
}

const HIGHEST_LIMIT_USD = 9_000_000;

/** A limit of more than can be counted is as good as nine million dollars. */
export function nanoFromLimit(usd: number): number {
  return nanoFromUsd(Math.min(usd, HIGHEST_LIMIT_USD));
}

/** @param nano whole nano-dollars */
export function usdFromNano(nano: number): number {
  return nano / NANO_PER_USD;
}
