/** A request whose answer was lost may still reach Google within this time. */
export const SETTLE_MS = 5_000;

/** Operations are polled after 2 s, then ever more seldom, up to every 30 s. */
export function pollDelayMs(polls: number): number {
  return Math.min(30_000, Math.round(2_000 * 1.5 ** polls));
}

/** What may pass is tried again after 1 s, then after twice as long, up to a minute. */
export function retryDelayMs(attempts: number): number {
  return Math.min(60_000, 500 * 2 ** attempts);
}
