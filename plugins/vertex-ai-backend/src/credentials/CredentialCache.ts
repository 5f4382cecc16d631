import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock, VertexAiError } from '../core';
import type { Credential } from './Credential';
import { Ended, Slot } from './endings';
import { Freshness, freshness, Instant, leftMs, Life } from './freshness';

/** After a refresh in the background failed, the next one waits this long; meanwhile the credential at hand is still good. */
const REFRESH_PAUSE_MS = 10_000;

interface Held {
  credential: Credential;
  life: Life;
}

interface Entry {
  readonly slot: Slot;
  held?: Held;
  /** The one mint that is under way. */
  minting?: Promise<Held>;
  /** Callers who wait for a mint, so that it stays within reach of an ending. */
  waiting: number;
  refreshNotBeforeMs: number;
  /** Whatever it holds or still brings is given to nobody. */
  ended: boolean;
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
 * clock jumps, not when a refresh fails, not when it ended while it was on its way. Neither is one that somebody has ended, whether
 * it was at hand or still being minted.
 */
export class CredentialCache {
  readonly #entries = new Map<string, Entry>();
  /** Mints whose outcome is kept for nobody. */
  readonly #passing = new Set<Entry>();
  readonly #options: CredentialCacheOptions;

  constructor(options: CredentialCacheOptions) {
    this.#options = options;
  }

  /**
   * @throws what `mint` throws, to everybody who waited for it; the next caller tries again. VertexAiError `access_ended` when it was
   *   ended on its way, and from then on from the token of one that had been given already
   */
  async get(slot: Slot, mint: () => Promise<Credential>): Promise<Credential> {
    const entry = this.#entry(slot);
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

  /** One that is minted for this caller alone and kept for nobody. @throws as `get` */
  async once(slot: Slot, mint: () => Promise<Credential>): Promise<Credential> {
    const entry = newEntry(slot);
    this.#passing.add(entry);
    try {
      return await this.#wait(entry, mint);
    } finally {
      this.#passing.delete(entry);
    }
  }

  /** Ends everything that the question is true of, at hand and under way. @returns how many were at hand */
  end(ended: Ended): number {
    let atHand = 0;
    for (const entry of [...this.#entries.values(), ...this.#passing]) {
      if (ended(entry.slot)) {
        atHand += this.#isGood(entry) ? 1 : 0;
        entry.ended = true;
        entry.held = undefined;
        // Whoever comes from now on has an entry of its own, and a mint of its own.
        this.#entries.delete(entry.slot.key);
      }
    }
    return atHand;
  }

  #entry(slot: Slot): Entry {
    let entry = this.#entries.get(slot.key);
    if (!entry) {
      this.#dropOver();
      entry = newEntry(slot);
      this.#entries.set(slot.key, entry);
    }
    return entry;
  }

  /** Not before its end, as somebody may hold what is only spent, and an ending has to reach that too. */
  #dropOver(): void {
    for (const [key, entry] of this.#entries) {
      const { held, minting, waiting } = entry;
      if (!minting && waiting === 0 && (!held || this.#isOver(held))) {
        this.#entries.delete(key);
      }
    }
  }

  async #wait(
    entry: Entry,
    mint: () => Promise<Credential>,
  ): Promise<Credential> {
    entry.waiting += 1;
    try {
      // Twice, because one that was under way when the clock jumped is spent on arrival.
      for (let attempt = 0; attempt < 2; attempt++) {
        const held = await this.#mint(entry, mint);
        refuseEnded(entry);
        if (this.#state(held) !== 'spent') {
          return held.credential;
        }
      }
    } finally {
      entry.waiting -= 1;
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
            token: credential.token.guarded(() => refuseEnded(entry)),
            refused() {
              if (entry.held === held) {
                entry.held = undefined;
              }
            },
          },
          life,
        };
        entry.held = entry.ended ? undefined : held;
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

  #isGood({ held }: Entry): boolean {
    return held !== undefined && this.#state(held) !== 'spent';
  }

  #isOver({ life }: Held): boolean {
    return leftMs(life, this.#now()) <= 0;
  }

  #state({ life }: Held): Freshness {
    return freshness(life, this.#now());
  }

  #now(): Instant {
    return {
      wallMs: this.#options.clock.now().getTime(),
      monotonicMs: this.#options.monotonicMs(),
    };
  }
}

function newEntry(slot: Slot): Entry {
  return { slot, waiting: 0, refreshNotBeforeMs: -Infinity, ended: false };
}

function refuseEnded({ ended, slot }: Entry): void {
  if (ended) {
    throw new VertexAiError(
      'access_ended',
      `The access of ${slot.actor} to ${slot.environment} was ended in the meantime.`,
    );
  }
}
