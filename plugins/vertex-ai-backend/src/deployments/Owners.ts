import { AuthService } from '@backstage/backend-plugin-api';
import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { VertexAiError } from '../core';

/** Who owns what is in the catalog. Ownership is the catalog's to say; this only reads it. */
export class Owners {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(services: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = services.catalog;
    this.#auth = services.auth;
  }

  /**
   * The owner of the first of the entities that the catalog knows with one, as a full entity ref.
   *
   * @throws VertexAiError `internal` with a retry when the catalog cannot be read: "nobody" would be a guess
   */
  async ownerOf(entityRefs: readonly string[]): Promise<string | undefined> {
    const entities = await this.#read(entityRefs);
    return entities
      .flatMap(entity => entity?.relations ?? [])
      .find(({ type }) => type === RELATION_OWNED_BY)?.targetRef;
  }

  async #read(entityRefs: readonly string[]) {
    try {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: [...entityRefs], fields: ['relations'] },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      return items;
    } catch (error) {
      throw new VertexAiError(
        'internal',
        'The catalog cannot be read, so it is not known who owns what this is about.',
        { cause: error, retry: { afterMs: 5_000 } },
      );
    }
  }
}
