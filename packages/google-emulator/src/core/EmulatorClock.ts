/**
 * The clock every rule of the emulator reads: token expiry, deployment stages, timestamps, quotas per minute.
 * It runs with real time until a test sets it; a set clock stands still until it is advanced.
 */
export class EmulatorClock {
  #fixedMs: number | undefined;
  #offsetMs = 0;

  now(): Date {
    return new Date(this.#fixedMs ?? Date.now() + this.#offsetMs);
  }

  /**
   * Moves the clock forward by `ms` milliseconds. A real-time clock keeps running from there.
   * Throws RangeError for a negative or non-finite step: time never runs backwards by accident.
   */
  advance(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0) {
      throw new RangeError(
        `The clock advances by zero or more milliseconds, not by ${ms}`,
      );
    }
    if (this.#fixedMs === undefined) this.#offsetMs += ms;
    else this.#fixedMs += ms;
  }

  /** Sets the clock and stops it there. */
  set(date: Date): void {
    if (Number.isNaN(date.getTime())) {
      throw new RangeError('The clock was set to an invalid date');
    }
    this.#fixedMs = date.getTime();
  }

  useRealTime(): void {
    this.#fixedMs = undefined;
    this.#offsetMs = 0;
  }

  get mode(): 'real' | 'shifted' | 'fixed' {
    if (this.#fixedMs !== undefined) return 'fixed';
    return this.#offsetMs === 0 ? 'real' : 'shifted';
  }
}
