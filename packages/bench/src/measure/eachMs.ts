import { performance } from 'node:perf_hooks';

/** The time of each of so many calls, one after the other, in milliseconds. */
export async function eachMs(
  work: () => Promise<unknown>,
  count: number,
): Promise<number[]> {
  const samples = new Array<number>(count);
  for (let index = 0; index < count; index += 1) {
    const startedMs = performance.now();
    await work();
    samples[index] = performance.now() - startedMs;
  }
  return samples;
}
