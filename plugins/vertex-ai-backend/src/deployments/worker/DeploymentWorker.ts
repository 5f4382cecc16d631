import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../../core';
import { DeploymentNews } from '../news/DeploymentNews';
import type { Claim } from '../store/Claim';
import { DeploymentStore } from '../store/DeploymentStore';
import { DeploymentRun, RunServices } from './DeploymentRun';
import { HeldLease, LEASE_MS, LeaseLostError } from './HeldLease';

/** How often the clock is asked. A timer for the exact moment would oversleep when the machine does. */
const TICK_MS = 50;
/** How often the database is asked for what other replicas have made due. */
const LOOK_EVERY_MS = 1_000;
/** Deployments between two steps hold no place; so few at once are plenty. */
const MOST_AT_ONCE = 16;
/** How long a shutdown waits for the steps that are under way. */
const STOP_WITHIN_MS = 10_000;

export interface WorkerServices extends RunServices {
  store: DeploymentStore;
  news: DeploymentNews;
  clock: Clock;
  logger: LoggerService;
}

/**
 * Takes the deployments that are due and runs them, a few at a time. Every replica has one; the database decides who gets what.
 *
 * Safe to kill at any moment. `stop` only spares the next worker the wait for the leases.
 */
export class DeploymentWorker {
  readonly #services: WorkerServices;
  readonly #runs = new Map<string, { done: Promise<void>; lease: HeldLease }>();
  /** Claims under way: each may become a run, so each has a place already. */
  #taking = 0;
  #timer?: NodeJS.Timeout;
  #stopping = false;
  #looking?: Promise<void>;
  readonly #wakings = new Set<Promise<unknown>>();
  #lookAgain = false;
  #nextDueAtMs = 0;
  #lastLookMs = 0;

  constructor(services: WorkerServices) {
    this.#services = services;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
  }

  /** Lets the steps under way end, takes nothing new, and gives back what it holds. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    await Promise.all([this.#looking, ...this.#wakings]);
    const runs = [...this.#runs.values()];
    const timeout = setTimeout(() => {
      runs.forEach(({ lease }) => lease.lose());
    }, STOP_WITHIN_MS);
    await Promise.all(runs.map(({ done }) => done));
    clearTimeout(timeout);
  }

  /** A deployment is due now: it was accepted, or is to be cancelled. It is taken at once; what else is due, the next look finds. */
  wake(id: string): void {
    this.#nextDueAtMs = 0;
    if (!this.#runs.has(id)) {
      const waking = this.#take(id)
        .catch(error => this.#couldNotLook(error))
        .finally(() => this.#wakings.delete(waking));
      this.#wakings.add(waking);
    }
  }

  /** Takes everything that is due, and resolves when all of it was carried as far as it goes. */
  async runDue(): Promise<void> {
    await this.#look();
    await Promise.all([...this.#runs.values()].map(({ done }) => done));
  }

  #tick(): void {
    const nowMs = this.#services.clock.now().getTime();
    const due = nowMs >= this.#nextDueAtMs;
    const unsure = Math.abs(nowMs - this.#lastLookMs) >= LOOK_EVERY_MS;
    if ((due || unsure) && !this.#isFull) {
      this.#look();
    }
  }

  /** One look at a time; a wish for one during a look is met by another after it. Never rejects. */
  #look(): Promise<void> {
    if (this.#looking) {
      this.#lookAgain = true;
      return this.#looking;
    }
    this.#looking = this.#lookUntilQuiet().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookUntilQuiet(): Promise<void> {
    do {
      this.#lookAgain = false;
      try {
        await this.#takeDue();
      } catch (error) {
        this.#couldNotLook(error);
      }
    } while (this.#lookAgain && !this.#stopping);
  }

  async #takeDue(): Promise<void> {
    const { store, clock, news } = this.#services;
    const nowMs = clock.now().getTime();
    this.#lastLookMs = nowMs;
    while (await this.#take()) {
      // Until there is nothing left, or no place.
    }
    for (const { id, environment } of await store.noteWaiting(nowMs)) {
      news.phaseChanged({ id, environment, phase: 'queued' });
    }
    this.#nextDueAtMs = (await store.nextDueAtMs()) ?? Infinity;
  }

  /** Claims one and runs it. @returns whether there was one */
  async #take(only?: string): Promise<boolean> {
    if (this.#stopping || this.#isFull) {
      return false;
    }
    const { store, clock } = this.#services;
    const nowMs = clock.now().getTime();
    this.#taking += 1;
    try {
      const claim = await store.claimNext(
        { owner: randomUUID(), nowMs, untilMs: nowMs + LEASE_MS },
        { held: [...this.#runs.keys()], only },
      );
      if (claim) {
        this.#run(claim, nowMs);
      }
      return claim !== undefined;
    } finally {
      this.#taking -= 1;
    }
  }

  get #isFull(): boolean {
    return this.#runs.size + this.#taking >= MOST_AT_ONCE;
  }

  /** The database may be away for a while; the next look is soon. */
  #couldNotLook(error: unknown): void {
    this.#services.logger.warn(`Could not look for due deployments: ${error}`);
  }

  #run(claim: Claim, claimedAtMs: number): void {
    const lease = new HeldLease(claim, this.#services, claimedAtMs);
    const run = new DeploymentRun(claim, this.#services, {
      lease,
      stopping: () => this.#stopping,
    });
    const done = run
      .run()
      .catch(error => this.#ended(claim.id, error))
      .finally(() => {
        lease.end();
        this.#runs.delete(claim.id);
        // What it was waiting for, or what waited for it, may be due at once.
        this.#lookAgain = true;
        if (!this.#stopping) {
          this.#look();
        }
      });
    this.#runs.set(claim.id, { done, lease });
  }

  /** After anything but a lost claim the lease is left to run out: whoever takes over then does so after a pause. */
  #ended(id: string, error: unknown): void {
    const { logger } = this.#services;
    if (error instanceof LeaseLostError) {
      logger.info(error.message);
    } else {
      logger.error(
        `Deployment ${id} was interrupted: ${
          error instanceof Error ? error.stack : String(error)
        }`,
      );
    }
  }
}
