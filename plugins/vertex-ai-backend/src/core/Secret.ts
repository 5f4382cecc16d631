import { inspect } from 'node:util';

/**
 * A value that cannot be printed: not by template strings, JSON, `util.inspect` or an error's properties.
 *
 * Holds access tokens. Whoever needs the value calls {@link Secret.reveal} at the one place where it leaves for Google.
 */
export class Secret<T> {
  readonly #value: T;
  readonly #guard?: () => void;

  /** @param guard is asked whenever the value is wanted; it throws when the value must not be used any more */
  constructor(value: T, guard?: () => void) {
    this.#value = value;
    this.#guard = guard;
  }

  /** @throws what the guard throws */
  reveal(): T {
    this.#guard?.();
    return this.#value;
  }

  /** The same value under one more guard. */
  guarded(guard: () => void): Secret<T> {
    return new Secret(this.#value, () => {
      this.#guard?.();
      guard();
    });
  }

  /** A text without the value in it, for words that may repeat what they were sent. Asks no guard. */
  takenOutOf(text: string): string {
    return text.replaceAll(String(this.#value), '[secret]');
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
