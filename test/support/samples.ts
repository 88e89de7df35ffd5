/** The sample below which this share of them lies, between 0 and 1. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** A ratio as it is published. */
export function rounded(ratio: number, digits = 2): number {
  return Number(ratio.toFixed(digits));
}
