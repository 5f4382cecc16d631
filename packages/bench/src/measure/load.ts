import { performance } from 'node:perf_hooks';

/** How many pieces of work a second, with so many going on at a time. */
export async function ratePerSecond(
  work: () => Promise<unknown>,
  { concurrency, durationMs }: { concurrency: number; durationMs: number },
): Promise<number> {
  const startedMs = performance.now();
  const endMs = startedMs + durationMs;
  let done = 0;
  let lastMs = startedMs;
  const worker = async () => {
    while (performance.now() < endMs) {
      await work();
      done += 1;
      lastMs = performance.now();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return (done * 1000) / (lastMs - startedMs);
}
