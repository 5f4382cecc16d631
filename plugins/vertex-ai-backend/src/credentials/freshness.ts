/** When a credential was asked for and when it ends. */
export interface Life {
  readonly mintedAtMs: number;
  readonly expiresAtMs: number;
  /** Reading of a clock that only runs forward, at the same moment as `mintedAtMs`. */
  readonly mintedAtMonotonicMs: number;
}

export interface Instant {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

/** `fresh`: use it. `ageing`: use it and get the next. `spent`: it must not be used any more. */
export type Freshness = 'fresh' | 'ageing' | 'spent';

/** A credential is spent this long before its end, so that a call that is on its way still finds it valid. */
const MAX_MARGIN_MS = 30_000;

/**
 * How a credential stands.
 *
 * Two clocks have to agree: the wall clock can be set back, and a set-back clock would give an ended token more life; a clock that
 * runs forward only can stand still while the machine sleeps. A wall clock before the birth of the credential says that it cannot
 * be trusted about its end either.
 */
export function freshness(life: Life, now: Instant): Freshness {
  const lifetimeMs = life.expiresAtMs - life.mintedAtMs;
  const left = leftMs(life, now);
  if (
    now.wallMs < life.mintedAtMs ||
    left <= Math.min(MAX_MARGIN_MS, lifetimeMs / 8)
  ) {
    return 'spent';
  }
  return left <= lifetimeMs / 4 ? 'ageing' : 'fresh';
}

/** Milliseconds to the end, by whichever of the two clocks says less. */
export function leftMs(life: Life, now: Instant): number {
  const ageMs = Math.max(
    now.wallMs - life.mintedAtMs,
    now.monotonicMs - life.mintedAtMonotonicMs,
  );
  return life.expiresAtMs - life.mintedAtMs - ageMs;
}
