import {
  Ending,
  EndingWithAftermath,
  EndScope,
  environmentReadPermission,
  OwnAccess,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { invalidCursor, invalidField, VertexAiError } from '../core';
import type { Actors } from '../credentials';
import type { Caller, EnvironmentAccess } from '../http';
import { Policy } from '../policy';
import { AccessNews } from './AccessNews';
import { aftermathOf } from './aftermath';
import { EndingRights } from './EndingRights';
import { EndingStore } from './EndingStore';
import { EndingWatch } from './EndingWatch';
import { LeaseStore } from './LeaseStore';
import type { Scope } from './scopes';

export interface EndingServices {
  store: EndingStore;
  watch: EndingWatch;
  leases: LeaseStore;
  rights: EndingRights;
  access: EnvironmentAccess;
  news: AccessNews;
  actors: Pick<Actors, 'resolve'>;
  policy: Policy;
}

/** Ends access and restores it, and says what an ending leaves behind at Google. */
export class EndingService {
  readonly #services: EndingServices;

  constructor(services: EndingServices) {
    this.#services = services;
  }

  /** In force on this replica when it returns, on every other within a second. */
  async end(
    caller: Caller,
    order: { scope: EndScope; reason: string; correlationId: string },
  ): Promise<EndingWithAftermath> {
    const { store, watch, rights, news } = this.#services;
    const scope = await this.#resolve(order.scope);
    await rights.requireEnd(caller, scope);
    await this.#checkKnown(scope);
    const ending = await store.end(scope, deedOf(caller, order));
    await watch.refresh();
    news.changed(ending);
    return this.#withAftermath(ending);
  }

  async restore(
    caller: Caller,
    order: { id: string; reason: string; correlationId: string },
  ): Promise<Ending> {
    const { store, watch, rights, news } = this.#services;
    const ending = await store.byId(order.id);
    await rights.requireRestore(caller, scopeOf(ending));
    if (ending.scope === 'lease') {
      throw new VertexAiError(
        'conflict',
        'A lease that was ended stays ended. Check out a new credential.',
      );
    }
    const restored = await store.restore(ending, deedOf(caller, order));
    await watch.refresh();
    news.changed(restored);
    return restored;
  }

  /** For whoever might have ended it. @throws VertexAiError `not_found`, `forbidden` or `role_missing` */
  async get(caller: Caller, id: string): Promise<EndingWithAftermath> {
    const ending = await this.#services.store.byId(id);
    await this.#services.rights.requireEnd(caller, scopeOf(ending));
    return this.#withAftermath(ending);
  }

  async list(
    caller: Caller,
    query: { limit: number; cursor?: string; inForce: 'true' | 'false' },
  ): Promise<{ items: Ending[]; nextCursor?: string }> {
    if (query.cursor !== undefined && !/^[a-z0-9]{26}$/.test(query.cursor)) {
      throw invalidCursor();
    }
    const { environments } = await this.#services.rights.of(caller);
    if (environments.length === 0) {
      return { items: [] };
    }
    const rows = await this.#services.store.list({
      environments,
      inForce: query.inForce === 'true',
      limit: query.limit,
      before: query.cursor,
    });
    const items = rows.slice(0, query.limit);
    return {
      items,
      nextCursor: rows.length > query.limit ? items.at(-1)!.id : undefined,
    };
  }

  /** Of the caller, as this replica knows it. An environment is only told of to those who have a role in it. */
  async own(caller: Caller): Promise<OwnAccess> {
    const { access, policy, rights, watch } = this.#services;
    await access.granted(caller, environmentReadPermission);
    const mine = policy
      .environmentsFor(caller.actor, 'deployment.read')
      .map(({ name }) => name);
    const { environments, everywhere } = await rights
      .of(caller)
      .catch(refusedNowhere);
    return {
      endings: watch.inForce.filter(
        ({ scope, actor, environment }) =>
          scope !== 'lease' &&
          (actor === caller.actor.ref ||
            (actor === undefined &&
              (environment === undefined || mine.includes(environment)))),
      ),
      mayEndIn: environments,
      mayEndEverywhere: everywhere,
    };
  }

  /** Names whose lease it is, so that rights, lists and the log go by actor and environment. */
  async #resolve(scope: EndScope): Promise<Scope> {
    if (scope.kind !== 'lease') {
      const wanted: Scope = scope;
      if (wanted.environment !== undefined) {
        this.#services.policy.environment(wanted.environment);
      }
      return wanted;
    }
    const lease = await this.#services.leases.byId(scope.lease);
    if (!lease) {
      throw new VertexAiError('not_found', `There is no lease ${scope.lease}.`);
    }
    return {
      kind: 'lease',
      lease: lease.id,
      actor: lease.actor,
      environment: lease.environment,
    };
  }

  /**
   * A mistyped name would end nobody's access and look as if it had. Nothing else stands in the way: who has left the catalog can be
   * ended, and a catalog that does not answer hinders nobody.
   */
  async #checkKnown({ kind, actor }: Scope): Promise<void> {
    if (kind !== 'actor' || !actor?.startsWith('user:')) {
      return;
    }
    const gone = await this.#services.actors.resolve(actor).then(
      () => false,
      error => VertexAiError.is(error) && error.code === 'role_missing',
    );
    if (gone && !(await this.#services.leases.knows(actor))) {
      throw invalidField(
        'body.scope.actor',
        `nobody is called ${actor}: the catalog has no such person, and no credential was ever given to one`,
      );
    }
  }

  async #withAftermath(ending: Ending): Promise<EndingWithAftermath> {
    const { leases, policy, store } = this.#services;
    const scope = scopeOf(ending);
    return {
      ...ending,
      aftermath: aftermathOf(
        { id: ending.id, scope },
        {
          environments: policy.environments.filter(
            ({ name }) =>
              scope.environment === undefined || name === scope.environment,
          ),
          out: await leases.outstanding(scope),
          revocations: await store.revocations(ending.id),
        },
      ),
    };
  }
}

/** Who is granted it nowhere may end nobody's access; that is an answer too. */
function refusedNowhere(error: unknown): {
  environments: string[];
  everywhere: boolean;
} {
  if (VertexAiError.is(error) && error.code === 'forbidden') {
    return { environments: [], everywhere: false };
  }
  throw error;
}

function deedOf(
  { actor }: Caller,
  { reason, correlationId }: { reason: string; correlationId: string },
) {
  return { by: actor.ref, reason, correlationId };
}

function scopeOf({ scope, lease, actor, environment }: Ending): Scope {
  return { kind: scope, lease, actor, environment };
}
