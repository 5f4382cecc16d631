import { LoggerService } from '@backstage/backend-plugin-api';
import type { Ending } from '@backstage-vertex/plugin-vertex-ai-common';
import { AccessGate, AccessSubject, VertexAiError } from '../core';
import { EndingStore } from './EndingStore';
import { EndingsInForce, wordsOf } from './scopes';

/** How often a replica looks for endings that another one made. One row by its key, so it costs the database nearly nothing. */
const POLL_MS = 250;
/** What is known is believed for so long. Whoever asks later waits for a look; that is where the promise of a second is kept. */
const MAX_AGE_MS = 750;
/** A look that takes longer has failed. */
const READ_TIMEOUT_MS = 2_000;

interface Reading {
  startedAtMs: number;
  done: Promise<void>;
}

/**
 * The endings in force, as every replica on the database sees them within a second.
 *
 * Kept fresh by looking at one revision number a few times a second; that works the same on SQLite and PostgreSQL, behind every
 * pooler, and a connection that broke is noticed by the next look, where a listener would go on believing that nothing had happened.
 * When the database cannot be read nobody is admitted: what is not known is not a yes.
 */
export class EndingWatch implements AccessGate {
  readonly #store: EndingStore;
  readonly #logger: LoggerService;
  #known = new EndingsInForce([]);
  #revision = -1;
  /** When the last good look began, on the process's forward clock. */
  #readAtMs = -Infinity;
  #reading?: Reading;
  #timer?: NodeJS.Timeout;
  #stopped = false;
  #failing = false;
  readonly #listeners: ((ending: Ending) => void)[] = [];

  constructor(services: { store: EndingStore; logger: LoggerService }) {
    this.#store = services.store;
    this.#logger = services.logger;
  }

  /** Knows what is ended before anybody can ask. @throws when the database cannot be read */
  async start(): Promise<void> {
    await this.refresh();
    this.#schedule();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Told of every ending that comes into force, once, by whichever replica it was made. */
  onEnded(listener: (ending: Ending) => void): void {
    this.#listeners.push(listener);
  }

  async admit(subject: AccessSubject): Promise<void> {
    await this.#keepFresh();
    refuse(this.#known.holding(subject));
  }

  async admitPerson(actor: string): Promise<void> {
    await this.#keepFresh();
    refuse(
      this.#known.all.find(
        ending => ending.scope === 'actor' && ending.actor === actor,
      ),
    );
  }

  /** The ending that shuts the subject out, as of the last look. */
  holding(subject: AccessSubject): Ending | undefined {
    return this.#known.holding(subject);
  }

  isLeaseEnded(lease: string): boolean {
    return this.#known.isLeaseEnded(lease);
  }

  /** All that hold, as of the last look. */
  get inForce(): readonly Ending[] {
    return this.#known.all;
  }

  /** Looks now, so that what was committed before is known afterwards. */
  async refresh(): Promise<void> {
    await this.#read().done;
  }

  async #keepFresh(): Promise<void> {
    if (performance.now() - this.#readAtMs > MAX_AGE_MS) {
      await this.#readSoon();
    }
  }

  /** A look that began not long ago serves as well. @throws VertexAiError `internal` with a retry */
  async #readSoon(): Promise<void> {
    const reading = this.#reading;
    const isYoung =
      reading && performance.now() - reading.startedAtMs <= MAX_AGE_MS;
    try {
      await (isYoung ? reading : this.#read()).done;
    } catch (error) {
      throw new VertexAiError(
        'internal',
        'It cannot be read whether somebody’s access was ended, so nothing is given out.',
        { cause: error, retry: { afterMs: 1_000 } },
      );
    }
  }

  #read(): Reading {
    const startedAtMs = performance.now();
    const reading: Reading = { startedAtMs, done: this.#look(startedAtMs) };
    this.#reading = reading;
    reading.done
      .catch(() => undefined)
      .finally(() => {
        if (this.#reading === reading) {
          this.#reading = undefined;
        }
      });
    return reading;
  }

  async #look(startedAtMs: number): Promise<void> {
    const revision = await this.#store.revision(READ_TIMEOUT_MS);
    if (revision > this.#revision) {
      // Read after the number, so it is of that revision or a later one.
      const known = new EndingsInForce(
        await this.#store.inForce(READ_TIMEOUT_MS),
      );
      // Of two looks at once the older may end last.
      if (revision > this.#revision) {
        const news = known.since(this.#known);
        this.#known = known;
        this.#revision = revision;
        news.forEach(ending =>
          this.#listeners.forEach(listener => listener(ending)),
        );
      }
    }
    this.#readAtMs = Math.max(this.#readAtMs, startedAtMs);
  }

  #schedule(): void {
    if (this.#stopped) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.refresh()
        .then(
          () => this.#tell(false),
          error => this.#tell(true, error),
        )
        .finally(() => this.#schedule());
    }, POLL_MS);
    this.#timer.unref();
  }

  /** Once when it begins and once when it is over. */
  #tell(failing: boolean, error?: Error): void {
    if (failing !== this.#failing && !this.#stopped) {
      this.#failing = failing;
      this.#logger.warn(
        failing
          ? `Endings of access cannot be read, so no credentials are given out: ${error?.message}`
          : 'Endings of access can be read again.',
      );
    }
  }
}

/** @throws VertexAiError `access_ended` */
function refuse(ending: Ending | undefined): void {
  if (ending) {
    throw new VertexAiError('access_ended', wordsOf(ending));
  }
}
