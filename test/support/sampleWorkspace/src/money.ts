/** A share of an amount, rounded to the nearest cent. */
export function percentOf(cents: number, percent: number): number {
  return Math.round((cents * percent) / 100);
}

/** Shares an amount out by weight without losing a cent: the parts add up to it exactly. */
export function shareOut(cents: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0) throw new RangeError('There must be a weight above 0.');
  const exact = weights.map(weight => (cents * weight) / total);
  const parts = exact.map(Math.floor);
  const left = cents - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact
    .map((amount, index) => ({ index, remainder: amount - Math.floor(amount) }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder.slice(0, left)) parts[index]! += 1;
  return parts;
}

/** 123456 as "1,234.56 €". */
export function formatCents(cents: number): string {
  let sign = '';
  if (cents < 0) {
    sign = '-';
  }
  const whole = Math.floor(Math.abs(cents) / 100);
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  return sign + whole.toLocaleString('en-US') + '.' + rest + ' €';
}
