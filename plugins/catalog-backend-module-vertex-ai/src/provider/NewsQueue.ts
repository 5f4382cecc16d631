import { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../inventory/RegistryReading';

export interface NewsQueueOptions {
  /** Brings one thing up to date. */
  handle(id: string, signal: AbortSignal): Promise<void>;
  logger: LoggerService;
  /** How long further news of the same thing is awaited before it is handled. */
  gatherMs?: number;
  /** Pauses before the second, third, … attempt; after the last one the next refresh has to do. */
  retryAfterMs?: readonly number[];
}

/**
 * Takes in news that something changed, and has each thing handled once for a burst of news about it.
 *
 * One thing at a time: news come in bursts about few things, and a burst must not become a burst of requests.
 */
export class NewsQueue {
  readonly #options: Required<NewsQueueOptions>;
  readonly #stop = new AbortController();
  /** Attempts made so far, by id, in the order of the news. */
  readonly #waiting = new Map<string, number>();
  #draining = false;

  constructor(options: NewsQueueOptions) {
    this.#options = {
      gatherMs: 200,
      retryAfterMs: [1_000, 5_000, 15_000],
      ...options,
    };
  }

  add(id: string): void {
    this.#waiting.set(id, 0);
    if (!this.#draining) {
      this.#draining = true;
      this.#drain().catch(() => undefined);
    }
  }

  /** Handles nothing more. */
  stop(): void {
    this.#stop.abort();
  }

  async #drain(): Promise<void> {
    const { signal } = this.#stop;
    try {
      while (this.#waiting.size > 0) {
        await delay(this.#options.gatherMs, undefined, { signal, ref: false });
        for (const [id, attempts] of [...this.#waiting]) {
          signal.throwIfAborted();
          this.#waiting.delete(id);
          await this.#handle(id, attempts);
        }
      }
    } finally {
      this.#draining = false;
    }
  }

  async #handle(id: string, attempts: number): Promise<void> {
    const { handle, logger, retryAfterMs } = this.#options;
    const { signal } = this.#stop;
    try {
      await handle(id, signal);
    } catch (error) {
      const pauseMs = retryAfterMs[attempts];
      logger.warn(
        `Could not bring deployment ${id} up to date, ${
          pauseMs === undefined ? 'the next refresh will' : 'trying again'
        }: ${messageOf(error)}`,
      );
      if (pauseMs !== undefined) {
        this.#retry(id, attempts + 1, pauseMs);
      }
    }
  }

  #retry(id: string, attempts: number, pauseMs: number): void {
    const timer = setTimeout(() => {
      if (!this.#stop.signal.aborted && !this.#waiting.has(id)) {
        this.add(id);
        this.#waiting.set(id, attempts);
      }
    }, pauseMs);
    timer.unref();
  }
}
