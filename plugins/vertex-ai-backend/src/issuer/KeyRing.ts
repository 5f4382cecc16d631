import { AuditLog } from '../audit';
import { Clock } from '../core';
import { Database } from '../db';
import {
  KeySchedule,
  KeyTimes,
  nextKey,
  publishedKeys,
  signingKey,
} from './keySchedule';
import { addKey, erasePrivateKeys, listKeys } from './KeyStore';
import { generateSigningKey, SigningKey } from './SigningKey';

/**
 * Longest time for which a replica goes by what it last read. Half of the shortest publication time that can be configured (one
 * minute), so that every replica publishes and knows a key before any of them signs with it.
 */
const MAX_AGE_MS = 30_000;

const ACTOR = 'service:vertex-ai/issuer';

export interface KeyRingOptions {
  database: Database;
  audit: AuditLog;
  clock: Clock;
  schedule: KeySchedule;
}

/** The issuer's keys as every replica on the database sees them; rotates them as their time comes. */
export class KeyRing {
  readonly #options: KeyRingOptions;
  #known: { keys: SigningKey[]; readAtMs: number } = {
    keys: [],
    readAtMs: -Infinity,
  };
  #reading?: Promise<SigningKey[]>;

  private constructor(options: KeyRingOptions) {
    this.#options = options;
  }

  /** Makes sure that there is a key, so that discovery never answers with an empty set. */
  static async create(options: KeyRingOptions): Promise<KeyRing> {
    const ring = new KeyRing(options);
    await ring.#keys();
    return ring;
  }

  async signing(): Promise<SigningKey> {
    const key = signingKey(await this.#keys(), this.#nowMs());
    if (!key) {
      throw new Error('the issuer has no key although it has just made one');
    }
    return key;
  }

  async published(): Promise<SigningKey[]> {
    return publishedKeys(await this.#keys(), this.#nowMs());
  }

  #nowMs(): number {
    return this.#options.clock.now().getTime();
  }

  async #keys(): Promise<SigningKey[]> {
    const ageMs = this.#nowMs() - this.#known.readAtMs;
    if (ageMs >= 0 && ageMs < MAX_AGE_MS && !this.#dueKey(this.#known.keys)) {
      return this.#known.keys;
    }
    // One read for everybody who waits; a failed one is not kept.
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<SigningKey[]> {
    const readAtMs = this.#nowMs();
    let keys = await listKeys(this.#options.database.db);
    const due = this.#dueKey(keys);
    if (due) {
      await this.#make(due);
      keys = await listKeys(this.#options.database.db);
    }
    await this.#erase(keys);
    this.#known = { keys, readAtMs };
    return keys;
  }

  #dueKey(keys: readonly SigningKey[]): KeyTimes | undefined {
    return nextKey(keys, this.#nowMs(), this.#options.schedule);
  }

  /** Whether this replica's key was taken or another's does not matter to the caller, who reads again. */
  async #make(times: KeyTimes): Promise<void> {
    const { database, audit } = this.#options;
    const key = await generateSigningKey(times);
    await database.transaction(async tx => {
      if (await addKey(tx, key, this.#nowMs())) {
        await audit.append(tx, {
          event: 'issuer.keyCreated',
          outcome: 'success',
          actor: ACTOR,
          detail: {
            generation: key.generation,
            kid: key.publicJwk.kid,
            signsFrom: new Date(key.signsFromMs).toISOString(),
          },
        });
      }
    });
  }

  async #erase(keys: readonly SigningKey[]): Promise<void> {
    const published = new Set(publishedKeys(keys, this.#nowMs()));
    const over = keys.filter(key => !published.has(key));
    if (over.length > 0) {
      await erasePrivateKeys(
        this.#options.database.db,
        over.map(({ generation }) => generation),
      );
    }
  }
}
