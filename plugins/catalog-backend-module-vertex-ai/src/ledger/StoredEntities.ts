import { AuthService } from '@backstage/backend-plugin-api';
import { ANNOTATION_LOCATION, Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { locationOf } from '../entities/annotations';
import { KnownEntity, knownEntityFields, knownEntityOf } from './KnownEntity';

/** What the catalog holds of ours. */
export interface StoredEntities {
  read(): Promise<KnownEntity[]>;
  /** Of these few. */
  find(entityRefs: readonly string[]): Promise<KnownEntity[]>;
}

/** Asks the catalog itself, by the annotation that says which instance emitted an entity. */
export class CatalogStoredEntities implements StoredEntities {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #query: { filter: Record<string, string>; fields: string[] };

  constructor(
    services: { catalog: CatalogService; auth: AuthService },
    instance: string,
  ) {
    this.#catalog = services.catalog;
    this.#auth = services.auth;
    this.#query = {
      filter: {
        [`metadata.annotations.${ANNOTATION_LOCATION}`]: locationOf(instance),
      },
      fields: knownEntityFields,
    };
  }

  async read(): Promise<KnownEntity[]> {
    const pages = this.#catalog.streamEntities(this.#query, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
    const known: KnownEntity[] = [];
    for await (const page of pages) {
      known.push(...knownAmong(page));
    }
    return known;
  }

  async find(entityRefs: readonly string[]): Promise<KnownEntity[]> {
    const { items } = await this.#catalog.getEntitiesByRefs(
      { ...this.#query, entityRefs: [...entityRefs] },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return knownAmong(items.filter(entity => entity !== undefined));
  }
}

function knownAmong(entities: Entity[]): KnownEntity[] {
  return entities.map(knownEntityOf).filter(entity => entity !== undefined);
}
