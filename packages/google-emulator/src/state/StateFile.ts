import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { StateSnapshot } from './EmulatorState';

const FORMAT = 'google-emulator/1';

/**
 * The state on disk. Written whole, to a neighbour first and then renamed, before the answer to the request that
 * changed it: whoever kills the emulator finds the last answered state again. Holds token hashes, no tokens.
 */
export class StateFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** The stored state, or undefined when the file does not exist. Throws when the file is not a state file. */
  read(): StateSnapshot | undefined {
    if (!existsSync(this.#path)) return undefined;
    let stored: { format?: string; state?: StateSnapshot };
    try {
      stored = JSON.parse(readFileSync(this.#path, 'utf8'));
    } catch (error) {
      throw new Error(
        `${
          this.#path
        } is not a state file of the emulator. Remove it, or name another file.`,
        { cause: error },
      );
    }
    if (stored.format !== FORMAT || !stored.state) {
      throw new Error(
        `${
          this.#path
        } was written by another version of the emulator. Remove it, or name another file.`,
      );
    }
    return stored.state;
  }

  write(state: StateSnapshot): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    const neighbour = `${this.#path}.${process.pid}.tmp`;
    writeFileSync(neighbour, JSON.stringify({ format: FORMAT, state }), {
      mode: 0o600,
    });
    renameSync(neighbour, this.#path);
  }
}
