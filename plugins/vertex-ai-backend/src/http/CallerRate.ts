import { Clock, VertexAiError } from '../core';

/** Callers whose allowance is full again are forgotten beyond this number. */
const MAX_CALLERS = 10_000;

/** What a caller has left, and since when that is so. */
export interface Allowance {
  readonly left: number;
  readonly atMs: number;
}

/** One request out of an allowance that fills up evenly (a token bucket). Nothing is taken where less than one is left. */
export function takeOne(
  before: Allowance | undefined,
  nowMs: number,
  perMinute: number,
): { allowance: Allowance; waitMs: number } {
  const msForOne = 60_000 / perMinute;
  const refilled = before
    ? before.left + Math.max(0, nowMs - before.atMs) / msForOne
    : perMinute;
  const left = Math.min(perMinute, refilled);
  return left >= 1
    ? { allowance: { left: left - 1, atMs: nowMs }, waitMs: 0 }
    : {
        allowance: { left, atMs: nowMs },
        waitMs: Math.ceil((1 - left) * msForOne),
      };
}

/** So many requests of one kind for each caller and minute, in this process. */
export class CallerRate {
  readonly #options: { what: string; perMinute: number; clock: Clock };
  readonly #allowances = new Map<string, Allowance>();

  /** @param options.what for the refusal: `a diagnosis` */
  constructor(options: { what: string; perMinute: number; clock: Clock }) {
    this.#options = options;
  }

  /** @throws VertexAiError `too_many_requests`, with the time after which it works again */
  take(caller: string): void {
    const { what, perMinute, clock } = this.#options;
    const nowMs = clock.now().getTime();
    const taken = takeOne(this.#allowances.get(caller), nowMs, perMinute);
    if (this.#allowances.size >= MAX_CALLERS) {
      this.#forgetFull(nowMs);
    }
    this.#allowances.set(caller, taken.allowance);
    if (taken.waitMs > 0) {
      throw new VertexAiError(
        'too_many_requests',
        `${perMinute} times a minute is what there is of ${what} for one person. Try again in ${Math.ceil(
          taken.waitMs / 1000,
        )} s.`,
        { retry: { afterMs: taken.waitMs } },
      );
    }
  }

  #forgetFull(nowMs: number): void {
    for (const [caller, { atMs }] of this.#allowances) {
      if (nowMs - atMs >= 60_000) {
        this.#allowances.delete(caller);
      }
    }
  }
}
