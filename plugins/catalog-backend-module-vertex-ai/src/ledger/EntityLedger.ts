import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { contentHashOf } from '../entities/contentHash';
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
 * processed a change. An entity counts as settled only when both agree; a needless write is no harm, as the catalog
 * compares before it stores, but a missing one would be.
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
  }

  async recoverOnce(): Promise<void> {
    if (!this.#recovered) {
      await this.recover();
    }
  }

  all(): KnownEntity[] {
    return [...new Map([...this.#stored, ...this.#emitted]).values()];
  }

  find(entityRef: string): KnownEntity | undefined {
    return this.#emitted.get(entityRef) ?? this.#stored.get(entityRef);
  }

  /** Whether the catalog surely holds exactly this. */
  isSettled(entityRef: string, hash: string): boolean {
    const emitted = this.#emitted.get(entityRef);
    return (
      this.#stored.get(entityRef)?.hash === hash &&
      (emitted === undefined || emitted.hash === hash)
    );
  }

  /** Whether this is what is known last, be it processed by the catalog or not. */
  isLatest(entity: Entity): boolean {
    return (
      this.find(stringifyEntityRef(entity))?.hash === contentHashOf(entity)
    );
  }

  /** Runs one after the other, so that a plan is made on what it will be applied to. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Writes a change; nothing at all when there is none. Call it inside {@link EntityLedger.inTurn}. */
  async apply({ added, removed }: Delta): Promise<void> {
    for (const batch of batches(added)) {
      await this.#mutate(batch, []);
      for (const { entity, asOf } of batch) {
        const known = knownEntityOf(entity, asOf);
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
    added: readonly ObservedEntity[],
    removed: readonly string[],
  ): Promise<void> {
    const { connection, locationKey } = this.#options;
    await connection.applyMutation({
      type: 'delta',
      added: added.map(({ entity }) => ({ entity, locationKey })),
      removed: removed.map(entityRef => ({ entityRef, locationKey })),
    });
  }
}

function* batches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += BATCH_SIZE) {
    yield items.slice(start, start + BATCH_SIZE);
  }
}
