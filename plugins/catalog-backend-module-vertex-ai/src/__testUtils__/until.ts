import { setTimeout as delay } from 'node:timers/promises';

/** Waits until a value is there; fails with the last error, or with what was there, at the deadline. */
export async function until<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  { timeoutMs = 20_000 } = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      const value = await look();
      if (value !== undefined && value !== false) {
        return value;
      }
      if (Date.now() > deadline) {
        throw new Error(`still ${value} after ${timeoutMs} ms`);
      }
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
    }
    await delay(50);
  }
}
