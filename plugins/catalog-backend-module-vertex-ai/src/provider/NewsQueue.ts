import { LoggerService } from '@backstage/backend-plugin-api';
import { messageOf } from '../inventory/RegistryReading';

export interface NewsQueueOptions {
  /** What is brought up to date, for the log; its id follows. */
  what: string;
  /** Brings one thing up to date. */
  handle(id: string, signal: AbortSignal): Promise<void>;
  logger: LoggerService;
  /** So many are handled at a time. */
  atOnce?: number;
  /** How long further news of the same thing is awaited before it is handled. */
  gatherMs?: number;
  /** Pauses before the second, third, … attempt; after the last one the next refresh has to do. */
  retryAfterMs?: readonly number[];
}

/**
 * Takes in news that something changed, and has each thing handled once for a burst of news about it.
 *
 * Several at a time, so that one that is slow does not hold up the others, but few, as a burst of news must not become a
 * burst of requests; and never the same thing twice at a time.
 */
export class NewsQueue {
  readonly #options: Required<NewsQueueOptions>;
  readonly #stop = new AbortController();
  /** Attempts made so far, by id, in the order of the news. */
  readonly #waiting = new Map<string, number>();
  readonly #handling = new Set<string>();
  #gathering?: NodeJS.Timeout;

  constructor(options: NewsQueueOptions) {
    this.#options = {
      atOnce: 4,
      gatherMs: 200,
      retryAfterMs: [1_000, 5_000, 15_000],
      ...options,
    };
  }

  add(id: string): void {
    this.#waiting.set(id, 0);
    this.#gather();
  }

  /** Handles nothing more. */
  stop(): void {
    this.#stop.abort();
    clearTimeout(this.#gathering);
  }

  #gather(): void {
    if (this.#gathering === undefined && !this.#stop.signal.aborted) {
      this.#gathering = setTimeout(() => {
        this.#gathering = undefined;
        this.#handleWaiting();
      }, this.#options.gatherMs);
      this.#gathering.unref();
    }
  }

  #handleWaiting(): void {
    const ready = [...this.#waiting].filter(([id]) => !this.#handling.has(id));
    for (const [id, attempts] of ready) {
      const isFull = this.#handling.size >= this.#options.atOnce;
      if (isFull || this.#stop.signal.aborted) {
        return;
      }
      this.#waiting.delete(id);
      this.#handling.add(id);
      this.#handle(id, attempts).finally(() => {
        this.#handling.delete(id);
        if (this.#waiting.size > 0) {
          this.#gather();
        }
      });
    }
  }

  /** Never throws. */
  async #handle(id: string, attempts: number): Promise<void> {
    const { handle, logger, retryAfterMs, what } = this.#options;
    const { signal } = this.#stop;
    try {
      await handle(id, signal);
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      const pauseMs = retryAfterMs[attempts];
      logger.warn(
        `Could not bring ${what} ${id} up to date, ${
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
      if (!this.#waiting.has(id)) {
        this.add(id);
        this.#waiting.set(id, attempts);
      }
    }, pauseMs);
    timer.unref();
  }
}
