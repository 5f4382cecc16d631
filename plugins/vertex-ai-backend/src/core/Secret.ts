import { inspect } from 'node:util';

/**
 * A value that cannot be printed: not by template strings, JSON, `util.inspect` or an error's properties.
 *
 * Holds access tokens. Whoever needs the value calls {@link Secret.reveal} at the one place where it leaves for Google.
 */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  reveal(): T {
    return this.#value;
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
