import { performance } from 'node:perf_hooks';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../../core';
import type { Claim } from '../store/Claim';
import { DeploymentStore } from '../store/DeploymentStore';

/** How long a worker may be silent before another takes its deployment over. */
export const LEASE_MS = 30_000;
const RENEW_EVERY_MS = LEASE_MS / 3;

/** Aborts the work of a worker whose claim went to another. */
export class LeaseLostError extends Error {
  constructor(id: string) {
    super(`the claim on deployment ${id} was lost`);
    this.name = 'LeaseLostError';
  }
}

/**
 * One moment on two clocks: the first is set anew by people and time servers, the second stands still while the machine sleeps.
 */
interface Moment {
  wallMs: number;
  monotonicMs: number;
}

/**
 * Keeps one claim alive while its work goes on, and tells the work when it is lost.
 *
 * A lease that cannot be renewed ends by itself: whoever cannot reach the database does not hear that another has taken over.
 */
export class HeldLease {
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #claim: Claim;
  readonly #store: DeploymentStore;
  readonly #clock: Clock;
  #end: NodeJS.Timeout;
  /** Since when, at the latest, the lease runs as it is in the database. */
  #confirmed: Moment;

  /** @param claimedAtMs - from when the lease that was claimed counts */
  constructor(
    claim: Claim,
    services: { store: DeploymentStore; clock: Clock; logger: LoggerService },
    claimedAtMs: number,
  ) {
    this.#claim = claim;
    this.#store = services.store;
    this.#clock = services.clock;
    const now = this.#now();
    const claimTookMs = Math.max(0, now.wallMs - claimedAtMs);
    this.#confirmed = {
      wallMs: claimedAtMs,
      monotonicMs: now.monotonicMs - claimTookMs,
    };
    this.#end = this.#endsBy(this.#confirmed);
    this.#timer = setInterval(() => {
      this.#renew().catch(error =>
        // The database may be back before the lease ends.
        services.logger.warn(`Could not renew a claim: ${error}`),
      );
    }, RENEW_EVERY_MS);
    this.#timer.unref();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /**
   * To be asked right before every write. Where a renewal is overdue by either clock (a machine that slept, a database that was away, a
   * clock that was set) the database says whether the claim is still ours. So two thirds of the lease are left whenever something is
   * sent, which is by how much the clocks of two replicas may differ.
   *
   * @throws LeaseLostError, also when the database does not answer
   */
  async confirm(): Promise<void> {
    this.signal.throwIfAborted();
    if (sinceMs(this.#confirmed, this.#now()) >= RENEW_EVERY_MS) {
      await this.#renew().catch(() => this.lose());
    }
    this.signal.throwIfAborted();
  }

  lose(): void {
    this.#abort.abort(new LeaseLostError(this.#claim.id));
  }

  end(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#end);
  }

  /** Counts from before the question: when it was answered, part of the lease had gone by. */
  async #renew(): Promise<void> {
    const asked = this.#now();
    const held = await this.#store.renew(this.#claim.id, {
      owner: this.#claim.leaseOwner,
      untilMs: asked.wallMs + LEASE_MS,
    });
    if (!held) {
      this.lose();
      return;
    }
    this.#confirmed = asked;
    clearTimeout(this.#end);
    this.#end = this.#endsBy(asked);
  }

  #endsBy({ monotonicMs }: Moment): NodeJS.Timeout {
    const leftMs = monotonicMs + LEASE_MS - performance.now();
    return setTimeout(() => this.lose(), Math.max(0, leftMs)).unref();
  }

  #now(): Moment {
    return {
      wallMs: this.#clock.now().getTime(),
      monotonicMs: performance.now(),
    };
  }
}

/** By the clock on which more has gone by. A clock that was set back says nothing about how much, so that counts as much. */
function sinceMs(before: Moment, now: Moment): number {
  const wallMs = now.wallMs - before.wallMs;
  return wallMs < 0
    ? Infinity
    : Math.max(wallMs, now.monotonicMs - before.monotonicMs);
}
