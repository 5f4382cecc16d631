import { Clock, VertexAiError } from '../core';

/** A library renews once in several minutes; ten at once leave room for a few processes that share one lease. */
const BURST = 10;
const REFILL_MS = 6_000;
/** Leases that are remembered. Those that asked longest ago go first. */
const MAX_KEYS = 10_000;

interface Bucket {
  tokens: number;
  atMs: number;
}

/** How often a lease may be asked for, by whoever asks: a token bucket for each, in the memory of this replica. */
export class RenewalLimiter {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws VertexAiError `too_many_requests` */
  take(lease: string): void {
    const nowMs = this.#clock.now().getTime();
    const before = this.#buckets.get(lease) ?? { tokens: BURST, atMs: nowMs };
    const tokens = Math.min(
      BURST,
      before.tokens + Math.max(0, nowMs - before.atMs) / REFILL_MS,
    );
    this.#buckets.delete(lease);
    this.#buckets.set(lease, { tokens: Math.max(0, tokens - 1), atMs: nowMs });
    if (this.#buckets.size > MAX_KEYS) {
      this.#buckets.delete(this.#buckets.keys().next().value!);
    }
    if (tokens < 1) {
      throw new VertexAiError(
        'too_many_requests',
        'This lease was asked for too often. Keep a token until shortly before its end.',
        { retry: { afterMs: REFILL_MS } },
      );
    }
  }
}
