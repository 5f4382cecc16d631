import { performance } from 'node:perf_hooks';

export interface Alternatives {
  /** Ours. */
  ours(round: number): Promise<number>;
  /** What ours is compared with. */
  other(round: number): Promise<number>;
}

/**
 * Measures two ways of doing the same by turns, so that whatever else the machine does meanwhile hits both alike. Which one
 * goes first changes every round.
 */
export async function alternate(
  alternatives: Alternatives,
  { warmUp, rounds }: { warmUp: number; rounds: number },
): Promise<{ ours: number[]; other: number[] }> {
  const samples = { ours: [] as number[], other: [] as number[] };
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const order =
      round % 2 === 0
        ? (['ours', 'other'] as const)
        : (['other', 'ours'] as const);
    for (const way of order) {
      const sample = await alternatives[way](round);
      if (round >= warmUp) {
        samples[way].push(sample);
      }
    }
  }
  return samples;
}

/** How long something takes, in milliseconds. */
export async function timeMs(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
