import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { KnownEntity, knownEntityOf } from '../ledger/KnownEntity';
import { StoredEntities } from '../ledger/StoredEntities';

/** Takes mutations as the catalog does, counts them, and answers with what they left once it has processed them. */
export class RecordedCatalog
  implements EntityProviderConnection, StoredEntities
{
  readonly #entities = new Map<string, Entity>();
  mutations = 0;
  #processed?: KnownEntity[];

  async applyMutation(mutation: EntityProviderMutation): Promise<void> {
    if (mutation.type !== 'delta') {
      throw new Error('a full mutation would remove what could not be read');
    }
    this.mutations += 1;
    for (const { entity } of mutation.added) {
      this.#entities.set(stringifyEntityRef(entity), entity);
    }
    for (const removed of mutation.removed) {
      this.#entities.delete(
        'entityRef' in removed
          ? removed.entityRef
          : stringifyEntityRef(removed.entity),
      );
    }
  }

  async refresh(): Promise<void> {}

  /** From now on it answers with what it holds at this moment, until it is called again. */
  holdProcessing(): void {
    this.#processed = this.#known();
  }

  async read(): Promise<KnownEntity[]> {
    return this.#processed ?? this.#known();
  }

  async find(entityRefs: readonly string[]): Promise<KnownEntity[]> {
    const known = await this.read();
    return known.filter(({ entityRef }) => entityRefs.includes(entityRef));
  }

  refs(): string[] {
    return [...this.#entities.keys()].sort();
  }

  entity(ref: string): Entity | undefined {
    return this.#entities.get(ref);
  }

  #known(): KnownEntity[] {
    return [...this.#entities.values()].map(entity => knownEntityOf(entity)!);
  }
}
