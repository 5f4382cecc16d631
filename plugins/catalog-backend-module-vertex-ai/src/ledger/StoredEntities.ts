import { AuthService } from '@backstage/backend-plugin-api';
import { ANNOTATION_LOCATION } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { locationOf } from '../entities/annotations';
import { KnownEntity, knownEntityFields, knownEntityOf } from './KnownEntity';

/** What the catalog holds of ours. */
export interface StoredEntities {
  read(): Promise<KnownEntity[]>;
}

/** Asks the catalog itself, by the annotation that says which instance emitted an entity. */
export class CatalogStoredEntities implements StoredEntities {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #instance: string;

  constructor(
    services: { catalog: CatalogService; auth: AuthService },
    instance: string,
  ) {
    this.#catalog = services.catalog;
    this.#auth = services.auth;
    this.#instance = instance;
  }

  async read(): Promise<KnownEntity[]> {
    const pages = this.#catalog.streamEntities(
      {
        filter: {
          [`metadata.annotations.${ANNOTATION_LOCATION}`]: locationOf(
            this.#instance,
          ),
        },
        fields: knownEntityFields,
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    const known: KnownEntity[] = [];
    for await (const page of pages) {
      known.push(
        ...page
          .map(entity => knownEntityOf(entity))
          .filter(entity => entity !== undefined),
      );
    }
    return known;
  }
}
