import {
  auditReadPermission,
  environmentReadPermission,
  Lease,
  LeaseQuery,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { invalidCursor, VertexAiError } from '../core';
import type { Caller, EnvironmentAccess } from '../http';
import { LeaseFilter, LeaseStore, toLease } from './LeaseStore';

/** Which credentials are out: one's own, or those of the environments that one audits. */
export class Leases {
  readonly #store: LeaseStore;
  readonly #access: EnvironmentAccess;

  constructor(services: { store: LeaseStore; access: EnvironmentAccess }) {
    this.#store = services.store;
    this.#access = services.access;
  }

  /** @throws VertexAiError `forbidden` or `role_missing` */
  async list(
    caller: Caller,
    query: LeaseQuery,
  ): Promise<{ items: Lease[]; nextCursor?: string }> {
    if (query.cursor !== undefined && !/^[a-z0-9]{26}$/.test(query.cursor)) {
      throw invalidCursor();
    }
    const rows = await this.#store.list(await this.#filter(caller, query));
    const items = rows.slice(0, query.limit).map(toLease);
    return {
      items,
      nextCursor: rows.length > query.limit ? items.at(-1)!.id : undefined,
    };
  }

  async #filter(caller: Caller, query: LeaseQuery): Promise<LeaseFilter> {
    const before = query.cursor;
    if (query.whose === 'own') {
      await this.#access.granted(caller, environmentReadPermission);
      return { query: { ...query, actor: caller.actor.ref }, before };
    }
    const { environment } = query;
    const audited = await this.#access.readable(caller, 'audit.read', {
      environment,
    });
    if (audited.length === 0) {
      throw new VertexAiError(
        'role_missing',
        `${caller.actor.ref} audits no environment: seeing other people's leases takes the role auditor or admin, and the permission ${auditReadPermission.name}.`,
      );
    }
    return { query, environments: audited.map(({ name }) => name), before };
  }
}
