/** What a benchmark says about repeated measurements of one thing, in the unit of the samples. */
export interface Summary {
  count: number;
  p50: number;
  p99: number;
  max: number;
}

/**
 * Quantiles by the nearest-rank method: each is a value that was really measured.
 *
 * With fewer than 100 samples the 99th percentile is the largest one.
 */
export function summarise(samples: readonly number[]): Summary {
  if (samples.length === 0) {
    throw new Error('nothing was measured');
  }
  const sorted = [...samples].sort((one, other) => one - other);
  const rank = (share: number) =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return {
    count: sorted.length,
    p50: rank(0.5),
    p99: rank(0.99),
    max: sorted[sorted.length - 1],
  };
}
