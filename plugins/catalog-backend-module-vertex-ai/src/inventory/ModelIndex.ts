import { Entity } from '@backstage/catalog-model';
import { Ownership } from '../entities/Ownership';
import { KnownEntity, knownEntityOf } from '../ledger/KnownEntity';

/** Finds the entity of a model by what an endpoint or a deployment says about it; see `modelKey`. */
export class ModelIndex {
  readonly #models = new Map<string, KnownEntity>();

  constructor(known: readonly KnownEntity[]) {
    known.forEach(entity => this.#add(entity));
  }

  /** Takes in what was just observed, which is newer than what was known. */
  addEntity(entity: Entity): void {
    const known = knownEntityOf(entity);
    if (known) {
      this.#add(known);
    }
  }

  /** Absent when the model is not in the catalog, for instance one of another project. */
  refOf(key: string): string | undefined {
    return this.#models.get(key)?.entityRef;
  }

  ownershipOf(key: string): Ownership | undefined {
    return this.#models.get(key)?.ownership;
  }

  #add(entity: KnownEntity): void {
    if (entity.modelKey !== undefined) {
      this.#models.set(entity.modelKey, entity);
    }
  }
}
