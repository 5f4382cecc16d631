/**
 * Asks again and again until the answer is a value, and gives that. For what happens by itself soon, where a fixed pause would be
 * too short on one machine and too long on the other.
 *
 * @throws Error with `what` and the last failure after the deadline
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  options: { timeoutMs?: number; intervalMs?: number } = {},
): Promise<T> {
  const { timeoutMs = 15_000, intervalMs = 20 } = options;
  const deadlineMs = performance.now() + timeoutMs;
  let failure: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) {
        return answer;
      }
    } catch (error) {
      failure = error;
    }
    await new Promise(resolve => {
      setTimeout(resolve, intervalMs);
    });
  } while (performance.now() < deadlineMs);
  throw new Error(`Not within ${timeoutMs} ms: ${what}`, { cause: failure });
}
