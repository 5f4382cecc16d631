import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock, VertexAiError } from '../core';
import type { Credential } from './Credential';
import { Freshness, freshness, Life } from './freshness';

/** After a refresh in the background failed, the next one waits this long; meanwhile the credential at hand is still good. */
const REFRESH_PAUSE_MS = 10_000;

interface Held {
  credential: Credential;
  life: Life;
}

interface Entry {
  held?: Held;
  /** The one mint that is under way. */
  minting?: Promise<Held>;
  refreshNotBeforeMs: number;
}

export interface CredentialCacheOptions {
  clock: Clock;
  logger: LoggerService;
  /** Milliseconds of a clock that only runs forward. */
  monotonicMs: () => number;
}

/**
 * Credentials in memory, one mint at a time for each key.
 *
 * Whoever asks for an ageing one gets it and sets off the next in the background. A spent one is never returned: not when the
 * clock jumps, not when a refresh fails, not when it ended while it was on its way.
 */
export class CredentialCache {
  readonly #entries = new Map<string, Entry>();
  readonly #options: CredentialCacheOptions;

  constructor(options: CredentialCacheOptions) {
    this.#options = options;
  }

  /** @throws what `mint` throws, to everybody who waited for it; the next caller tries again */
  async get(key: string, mint: () => Promise<Credential>): Promise<Credential> {
    const entry = this.#entry(key);
    if (entry.held) {
      const state = this.#state(entry.held);
      if (state === 'ageing') {
        this.#refresh(entry, mint);
      }
      if (state !== 'spent') {
        return entry.held.credential;
      }
    }
    return this.#wait(entry, mint);
  }

  #entry(key: string): Entry {
    let entry = this.#entries.get(key);
    if (!entry) {
      this.#dropSpent();
      entry = { refreshNotBeforeMs: -Infinity };
      this.#entries.set(key, entry);
    }
    return entry;
  }

  #dropSpent(): void {
    for (const [key, { held, minting }] of this.#entries) {
      if (!minting && (!held || this.#state(held) === 'spent')) {
        this.#entries.delete(key);
      }
    }
  }

  async #wait(
    entry: Entry,
    mint: () => Promise<Credential>,
  ): Promise<Credential> {
    // Twice, because one that was under way when the clock jumped is spent on arrival.
    for (let attempt = 0; attempt < 2; attempt++) {
      const held = await this.#mint(entry, mint);
      if (this.#state(held) !== 'spent') {
        return held.credential;
      }
    }
    throw new VertexAiError(
      'handshake_failed',
      'Google gave a credential that has ended already. Compare the clock of this machine with the time.',
    );
  }

  #mint(entry: Entry, mint: () => Promise<Credential>): Promise<Held> {
    entry.minting ??= this.#minted(mint)
      .then(({ credential, life }) => {
        const held: Held = {
          credential: {
            ...credential,
            refused() {
              if (entry.held === held) {
                entry.held = undefined;
              }
            },
          },
          life,
        };
        entry.held = held;
        return held;
      })
      .finally(() => {
        entry.minting = undefined;
      });
    return entry.minting;
  }

  /** Counts the life from before the first hop, which errs to the safe side. */
  async #minted(mint: () => Promise<Credential>): Promise<Held> {
    const mintedAtMs = this.#options.clock.now().getTime();
    const mintedAtMonotonicMs = this.#options.monotonicMs();
    const credential = await mint();
    return {
      credential,
      life: {
        mintedAtMs,
        mintedAtMonotonicMs,
        expiresAtMs: credential.expiresAt.getTime(),
      },
    };
  }

  #refresh(entry: Entry, mint: () => Promise<Credential>): void {
    const nowMs = this.#options.monotonicMs();
    if (entry.minting || nowMs < entry.refreshNotBeforeMs) {
      return;
    }
    this.#mint(entry, mint).catch(error => {
      entry.refreshNotBeforeMs = this.#options.monotonicMs() + REFRESH_PAUSE_MS;
      this.#options.logger.warn(
        `A credential could not be refreshed early: ${
          VertexAiError.is(error) ? error.message : 'unexpected failure'
        }`,
      );
    });
  }

  #state({ life }: Held): Freshness {
    return freshness(life, {
      wallMs: this.#options.clock.now().getTime(),
      monotonicMs: this.#options.monotonicMs(),
    });
  }
}
