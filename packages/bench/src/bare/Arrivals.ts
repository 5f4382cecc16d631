import type { Emulator, JournalEntry } from '@backstage-vertex/google-emulator';
import { performance } from 'node:perf_hooks';

/** Tells the moment at which a request reached the emulator, finer than its journal does. */
export class Arrivals {
  readonly #waiting: {
    matches: (entry: JournalEntry) => boolean;
    arrived: (atMs: number) => void;
  }[] = [];

  constructor({ journal }: Emulator) {
    const record = journal.record.bind(journal);
    journal.record = entry => {
      const recorded = record(entry);
      const atMs = performance.now();
      for (const waiting of [...this.#waiting]) {
        if (waiting.matches(recorded)) {
          this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
          waiting.arrived(atMs);
        }
      }
      return recorded;
    };
  }

  /** Of the next request of a method whose path has a part. @returns on the clock of `performance.now` */
  next(method: string, pathPart: string): Promise<number> {
    return new Promise(resolve => {
      this.#waiting.push({
        matches: entry =>
          entry.method === method && entry.path.includes(pathPart),
        arrived: resolve,
      });
    });
  }
}
