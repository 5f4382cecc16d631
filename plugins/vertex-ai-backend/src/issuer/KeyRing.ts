import { LoggerService } from '@backstage/backend-plugin-api';
import type { IssuerSigner } from '@backstage-vertex/plugin-vertex-ai-node';
import { AuditLog } from '../audit';
import { Clock } from '../core';
import { Database } from '../db';
import { createVerifiedKey } from './createVerifiedKey';
import {
  KeySchedule,
  KeyTimes,
  nextGeneration,
  nextKey,
  publishedKeys,
  signingKey,
} from './keySchedule';
import {
  addKey,
  listKeys,
  markDestroyed,
  withdrawKeysBefore,
} from './KeyStore';
import { SigningKey } from './SigningKey';

/** How long a replica goes by what it last read: so soon does it follow an emergency rotation on another. */
const MAX_AGE_MS = 1_000;

/** After a signer could not destroy a key, how long nobody tries again. */
const DESTROY_AGAIN_MS = 60_000;

const ACTOR = 'service:vertex-ai/issuer';

export interface KeyRingOptions {
  database: Database;
  audit: AuditLog;
  clock: Clock;
  schedule: KeySchedule;
  signer: IssuerSigner;
  logger: Pick<LoggerService, 'warn'>;
}

/** Who replaces all keys at once, and why. */
export interface EmergencyRotation {
  actor: string;
  reason: string;
  correlationId: string;
}

/** The issuer's keys as every replica on the database sees them; rotates them as their time comes. */
export class KeyRing {
  readonly #options: KeyRingOptions;
  #known: { keys: SigningKey[]; readAtMs: number } = {
    keys: [],
    readAtMs: -Infinity,
  };
  #reading?: Promise<SigningKey[]>;
  #destroyFromMs = -Infinity;

  private constructor(options: KeyRingOptions) {
    this.#options = options;
  }

  /** Makes sure that there is a key, so that discovery never answers with an empty set. */
  static async create(options: KeyRingOptions): Promise<KeyRing> {
    const ring = new KeyRing(options);
    await ring.all();
    return ring;
  }

  async signing(): Promise<SigningKey> {
    const key = signingKey(this.#own(await this.all()), this.#nowMs());
    if (!key) {
      throw new Error('the issuer has no key although it has just made one');
    }
    return key;
  }

  async published(): Promise<SigningKey[]> {
    return publishedKeys(await this.all(), this.#nowMs());
  }

  /** Every key that is in use, and the newest of those before; the newest first. */
  async all(): Promise<SigningKey[]> {
    const ageMs = this.#nowMs() - this.#known.readAtMs;
    if (ageMs >= 0 && ageMs < MAX_AGE_MS && !this.#due(this.#known.keys)) {
      return this.#known.keys;
    }
    // One read for everybody who waits; a failed one is not kept.
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** When the interval of the configuration ends: the next key takes over then, or a little later. */
  async nextRotationMs(): Promise<number> {
    const own = this.#own(await this.all());
    const newest = own[own.length - 1];
    return newest.signsFromMs > this.#nowMs()
      ? newest.signsFromMs
      : newest.signsFromMs + this.#options.schedule.rotationMs;
  }

  /** Reads anew before the next answer. */
  forget(): void {
    this.#known = { keys: [], readAtMs: -Infinity };
  }

  /**
   * Replaces every key at once, as one of them may be in wrong hands: the new one signs from now, the others are withdrawn and
   * destroyed. Another replica that rotates at the same time is before or after, never in between.
   */
  async rotateNow(rotation: EmergencyRotation): Promise<void> {
    let done = false;
    while (!done) {
      const keys = await listKeys(this.#options.database.db);
      done = await this.#make(
        { generation: nextGeneration(keys), signsFromMs: this.#nowMs() },
        rotation,
      );
    }
    this.forget();
    await this.all();
  }

  #nowMs(): number {
    return this.#options.clock.now().getTime();
  }

  /**
   * The keys that this replica can sign with, so that Google can verify it: a handle means something to its own signer only. After a
   * change of the signer the replicas that still have the old one go on until its last key is no longer published.
   */
  #own(keys: readonly SigningKey[]): SigningKey[] {
    const { signer } = this.#options;
    return publishedKeys(keys, this.#nowMs()).filter(
      key => key.signer === signer.name,
    );
  }

  #due(keys: readonly SigningKey[]): KeyTimes | undefined {
    const due = nextKey(this.#own(keys), this.#nowMs(), this.#options.schedule);
    return due && { ...due, generation: nextGeneration(keys) };
  }

  async #read(): Promise<SigningKey[]> {
    const readAtMs = this.#nowMs();
    const { db } = this.#options.database;
    let keys = await listKeys(db);
    const due = this.#due(keys);
    if (due) {
      // Whether this replica's key was taken or another's does not matter: both are read.
      await this.#make(due);
      keys = await listKeys(db);
    }
    this.#known = { keys, readAtMs };
    await this.#destroyUnpublished(keys);
    return keys;
  }

  /** @returns whether this key is the one of its generation */
  async #make(
    times: KeyTimes,
    emergency?: EmergencyRotation,
  ): Promise<boolean> {
    const { database, signer } = this.#options;
    const key = await createVerifiedKey(signer, times, this.#nowMs());
    const taken = await database.transaction(async tx => {
      if (!(await addKey(tx, key))) {
        return false;
      }
      const withdrawn = emergency
        ? await withdrawKeysBefore(tx, key.generation, this.#nowMs())
        : [];
      await this.#record(tx, key, emergency && { ...emergency, withdrawn });
      return true;
    });
    if (!taken) {
      await signer.destroyKey(key.handle);
    }
    return taken;
  }

  async #record(
    tx: Parameters<AuditLog['append']>[0],
    key: SigningKey,
    emergency: (EmergencyRotation & { withdrawn: string[] }) | undefined,
  ): Promise<void> {
    const { audit } = this.#options;
    await audit.append(tx, {
      event: emergency ? 'issuer.keysReplaced' : 'issuer.keyCreated',
      outcome: 'success',
      actor: emergency?.actor ?? ACTOR,
      correlationId: emergency?.correlationId,
      detail: {
        generation: key.generation,
        kid: key.publicJwk.kid,
        signer: key.signer,
        signsFrom: new Date(key.signsFromMs).toISOString(),
        ...(emergency && {
          reason: emergency.reason,
          withdrawn: emergency.withdrawn,
        }),
      },
    });
  }

  /** A signer that cannot destroy a key now must not keep the others from signing. */
  async #destroyUnpublished(keys: readonly SigningKey[]): Promise<void> {
    const { signer, database, logger } = this.#options;
    const nowMs = this.#nowMs();
    const published = new Set(publishedKeys(keys, nowMs));
    const over = keys.filter(
      key =>
        key.signer === signer.name &&
        key.destroyedAtMs === undefined &&
        !published.has(key),
    );
    if (nowMs < this.#destroyFromMs) {
      return;
    }
    for (const key of over) {
      try {
        await signer.destroyKey(key.handle);
        await markDestroyed(database.db, key.generation, nowMs);
      } catch (error) {
        this.#destroyFromMs = nowMs + DESTROY_AGAIN_MS;
        logger.warn(
          `The signer ${signer.name} did not destroy the key ${key.handle}; tried again in a minute: ${error}`,
        );
      }
    }
  }
}
