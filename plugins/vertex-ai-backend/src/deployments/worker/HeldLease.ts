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

/** Keeps one claim alive while its work goes on, and tells the work when it is lost. */
export class HeldLease {
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #end: NodeJS.Timeout;

  constructor(
    claim: Claim,
    services: { store: DeploymentStore; clock: Clock; logger: LoggerService },
  ) {
    const { store, clock, logger } = services;
    // Whoever cannot reach the database does not hear that another has taken over: so the lease also ends by itself.
    this.#end = setTimeout(() => this.lose(claim.id), LEASE_MS).unref();
    this.#timer = setInterval(() => {
      store
        .renew(claim.id, {
          owner: claim.leaseOwner,
          untilMs: clock.now().getTime() + LEASE_MS,
        })
        .then(
          held => (held ? this.#end.refresh() : this.lose(claim.id)),
          // The database may be back before the lease ends.
          error => logger.warn(`Could not renew a claim: ${error}`),
        );
    }, RENEW_EVERY_MS);
    this.#timer.unref();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  lose(id: string): void {
    this.#abort.abort(new LeaseLostError(id));
  }

  end(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#end);
  }
}
