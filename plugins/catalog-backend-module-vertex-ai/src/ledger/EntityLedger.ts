import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { ANNOTATION_AS_OF } from '../entities/annotations';
import { contentHashOf } from '../entities/contentHash';
import { isNewer } from './isNewer';
import { KnownEntity, knownEntityOf } from './KnownEntity';
import { ObservedEntity } from './planScope';
import { StoredEntities } from './StoredEntities';

/** So many entities go into one transaction of the catalog. */
const BATCH_SIZE = 500;

export interface Delta {
  added: readonly ObservedEntity[];
  /** Entity refs. */
  removed: readonly string[];
}

export interface EntityLedgerOptions {
  connection: EntityProviderConnection;
  stored: StoredEntities;
  /** Ties entities to this provider, so that no other can take or overwrite them. */
  locationKey: string;
}

/**
 * What this provider has put into the catalog, and the only place that puts it there.
 *
 * It knows from two sources: what this process emitted, and what the catalog answers. Neither is enough. The first is
 * empty after a restart, and another replica may have written since. The second lags behind until the catalog has
 * processed a change. So a write is left out only for what the catalog was seen to hold; a needless write is no harm, as
 * the catalog compares before it stores, but a missing one would be.
 *
 * Reading the catalog was chosen over a full mutation at start: a full mutation needs every location to be readable
 * at once, and would remove whatever is not.
 */
export class EntityLedger {
  readonly #options: EntityLedgerOptions;
  readonly #emitted = new Map<string, KnownEntity>();
  #stored = new Map<string, KnownEntity>();
  #recovered = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: EntityLedgerOptions) {
    this.#options = options;
  }

  /** Reads what the catalog holds. */
  async recover(): Promise<void> {
    const entities = await this.#options.stored.read();
    this.#stored = new Map(entities.map(entity => [entity.entityRef, entity]));
    this.#recovered = true;
    for (const { entityRef, asOf } of this.#emitted.values()) {
      if (isNewer(this.#stored.get(entityRef)?.asOf, asOf)) {
        this.#emitted.delete(entityRef);
      }
    }
  }

  async recoverOnce(): Promise<void> {
    if (!this.#recovered) {
      await this.recover();
    }
  }

  /** Reads again what the catalog holds of these few. */
  async recheck(entityRefs: readonly string[]): Promise<void> {
    const found = await this.#options.stored.find(entityRefs);
    entityRefs.forEach(entityRef => this.#stored.delete(entityRef));
    found.forEach(entity => this.#stored.set(entity.entityRef, entity));
  }

  all(): KnownEntity[] {
    return [...new Map([...this.#stored, ...this.#emitted]).values()];
  }

  /** The newest that is known of it, be it processed by the catalog or not. */
  find(entityRef: string): KnownEntity | undefined {
    const emitted = this.#emitted.get(entityRef);
    const stored = this.#stored.get(entityRef);
    return isNewer(stored?.asOf, emitted?.asOf) ? stored : emitted ?? stored;
  }

  /** Whether the catalog was seen to hold exactly this, and nothing else was emitted since. */
  isSettled(entityRef: string, hash: string): boolean {
    const emitted = this.#emitted.get(entityRef);
    return (
      this.#stored.get(entityRef)?.hash === hash &&
      (emitted === undefined || emitted.hash === hash)
    );
  }

  /**
   * Like {@link EntityLedger.isSettled}, and of a state that is not older. What looks the same but is older may be about to be
   * replaced by what another replica wrote in between.
   */
  isCurrent({ entity, asOf }: ObservedEntity): boolean {
    const entityRef = stringifyEntityRef(entity);
    const storedAsOf = this.#stored.get(entityRef)?.asOf;
    return (
      this.isSettled(entityRef, contentHashOf(entity)!) &&
      storedAsOf !== undefined &&
      !isNewer(asOf, storedAsOf)
    );
  }

  /** Whether something newer is known of it. */
  isOutdated({ entity, asOf }: ObservedEntity): boolean {
    return isNewer(this.find(stringifyEntityRef(entity))?.asOf, asOf);
  }

  /** Runs one after the other, so that a plan is made on what it will be applied to. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Writes a change; nothing at all when there is none. Call it inside {@link EntityLedger.inTurn}. */
  async apply({ added, removed }: Delta): Promise<void> {
    for (const batch of batches(added.map(stampAsOf))) {
      await this.#mutate(batch, []);
      for (const known of batch.map(knownEntityOf)) {
        if (known) {
          this.#emitted.set(known.entityRef, known);
        }
      }
    }
    for (const batch of batches(removed)) {
      await this.#mutate([], batch);
      for (const entityRef of batch) {
        this.#emitted.delete(entityRef);
        this.#stored.delete(entityRef);
      }
    }
  }

  async #mutate(
    added: readonly Entity[],
    removed: readonly string[],
  ): Promise<void> {
    const { connection, locationKey } = this.#options;
    await connection.applyMutation({
      type: 'delta',
      added: added.map(entity => ({ entity, locationKey })),
      removed: removed.map(entityRef => ({ entityRef, locationKey })),
    });
  }
}

function stampAsOf({ entity, asOf }: ObservedEntity): Entity {
  const { metadata } = entity;
  return asOf === undefined
    ? entity
    : {
        ...entity,
        metadata: {
          ...metadata,
          annotations: { ...metadata.annotations, [ANNOTATION_AS_OF]: asOf },
        },
      };
}

function* batches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += BATCH_SIZE) {
    yield items.slice(start, start + BATCH_SIZE);
  }
}
