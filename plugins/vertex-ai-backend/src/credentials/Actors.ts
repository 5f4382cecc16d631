import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_MEMBER_OF,
  UserEntity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { Actor, Clock, SignInClaims, VertexAiError } from '../core';
import type { NewestClaims } from './NewestClaims';
import { People, Person, personOf } from './subjects/People';

/**
 * Turns a stored ref into the actor that it is today, for work that goes on after the request.
 *
 * Reads the catalog with service credentials and gives what Backstage itself gives at sign-in: the person and the groups that
 * the person is a direct member of. A deployment that has a resolver of its own for ownership sees the default one here.
 */
export class Actors implements People {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #clock: Clock;
  readonly #claimsMaxAgeMs: number;
  readonly #newestClaims?: Pick<NewestClaims, 'orNewer'>;

  constructor(services: {
    catalog: CatalogService;
    auth: AuthService;
    clock: Clock;
    claimsMaxAgeMs: number;
    /** Absent: the claims of the request are the newest there are. */
    newestClaims?: Pick<NewestClaims, 'orNewer'>;
  }) {
    this.#catalog = services.catalog;
    this.#auth = services.auth;
    this.#clock = services.clock;
    this.#claimsMaxAgeMs = services.claimsMaxAgeMs;
    this.#newestClaims = services.newestClaims;
  }

  /**
   * `claims` are those of the sign-in behind the request. Nobody can read them again, so they count for as long as the configuration
   * says, and not longer; and no more once the person has called with a newer sign-in, whose claims count then.
   *
   * @throws VertexAiError `role_missing` when the person is no longer in the catalog; `internal` with a retry when the catalog
   *   cannot be read, because an answer that is missing is not a yes
   */
  async resolve(ref: string, claims?: SignInClaims): Promise<Actor> {
    if (!ref.startsWith('user:')) {
      return { kind: 'service', ref, groups: [] };
    }
    const entity = await this.#require(ref);
    const newest =
      claims && ((await this.#newestClaims?.orNewer(ref, claims)) ?? claims);
    return { ...actorOf(ref, entity), ...this.#accepted(newest) };
  }

  #accepted(
    claims: SignInClaims | undefined,
  ): Pick<Actor, 'claims' | 'claimsMissing'> {
    if (!claims) {
      return {};
    }
    const ageMs = this.#clock.now().getTime() - claims.verifiedAt.getTime();
    return ageMs <= this.#claimsMaxAgeMs
      ? { claims }
      : { claimsMissing: 'expired' };
  }

  /** @throws as `resolve` */
  async person(ref: string): Promise<Person> {
    return personOf((await this.#require(ref)) as UserEntity);
  }

  async #require(ref: string): Promise<Entity> {
    const entity = await this.#read(ref);
    if (!entity) {
      throw new VertexAiError(
        'role_missing',
        `${ref} is no longer in the catalog, so nothing more is done in that name.`,
      );
    }
    return entity;
  }

  async #read(ref: string) {
    try {
      return await this.#catalog.getEntityByRef(ref, {
        credentials: await this.#auth.getOwnServiceCredentials(),
      });
    } catch (error) {
      throw new VertexAiError(
        'internal',
        'The catalog cannot be read, so it is not known who somebody is today.',
        { cause: error, retry: { afterMs: 5_000 } },
      );
    }
  }
}

/** The person as Backstage's default sign-in makes it from the catalog: with the groups that it is a direct member of. */
export function actorOf(ref: string, { relations = [] }: Entity): Actor {
  const groups = relations
    .filter(
      ({ type, targetRef }) =>
        type === RELATION_MEMBER_OF && targetRef.startsWith('group:'),
    )
    .map(({ targetRef }) => targetRef);
  return { kind: 'user', ref, groups: [...new Set([ref, ...groups])] };
}
