import type { Ending } from '@backstage-vertex/plugin-vertex-ai-common';
import { Knex } from 'knex';
import { AuditLog, NewAuditEntry } from '../audit';
import { Clock, newId, VertexAiError } from '../core';
import { correlationOfEnding } from '../credentials';
import { BigIntColumn, Database, Db, toInstant, toNumber } from '../db';
import { isSameScope, Scope } from './scopes';

interface EndingRow {
  id: string;
  revision: BigIntColumn;
  kind: 'end' | 'restore';
  restores: string | null;
  scope: Ending['scope'];
  lease_id: string | null;
  actor: string | null;
  environment: string | null;
  by: string;
  reason: string;
  at_ms: BigIntColumn;
}

/** An ending with the row that lifted it, where there is one. */
type JoinedRow = EndingRow & {
  restored_by: string | null;
  restored_reason: string | null;
  restored_at_ms: BigIntColumn | null;
};

/** Who does it, and why. */
export interface Deed {
  by: string;
  reason: string;
  correlationId: string;
}

export interface EndingFilter {
  /** Only these; besides, what concerns every environment. */
  environments: readonly string[];
  inForce: boolean;
  limit: number;
  /** Ids below this one. */
  before?: string;
}

/**
 * Endings in the database, append-only: one is lifted by another row.
 *
 * Every write takes the next revision in its own transaction, which holds the one row's lock until the commit. So revisions become
 * visible in their order, and whoever has seen one has seen all before it; a sequence would not promise that.
 */
export class EndingStore {
  readonly #database: Database;
  readonly #audit: AuditLog;
  readonly #clock: Clock;

  constructor(services: { database: Database; audit: AuditLog; clock: Clock }) {
    this.#database = services.database;
    this.#audit = services.audit;
    this.#clock = services.clock;
  }

  /** The number of endings and restorations so far. */
  async revision(timeoutMs: number): Promise<number> {
    const [row] = await this.#database
      .db('access_revision')
      .where({ id: 1 })
      .select<{ revision: BigIntColumn }[]>('revision')
      .timeout(timeoutMs);
    return toNumber(row.revision);
  }

  /** All that hold. One of a lease that Google and we are done with anyway is left out, or they would only ever grow. */
  async inForce(timeoutMs: number): Promise<Ending[]> {
    const nowMs = this.#clock.now().getTime();
    const rows = await joined(this.#database.db)
      .whereNull('restores.id')
      .where(query =>
        query.whereNull('ends.lease_id').orWhereExists(live =>
          live
            .from('leases')
            .whereRaw('leases.id = ends.lease_id')
            .where(until =>
              until
                .where('leases.until_ms', '>', nowMs)
                .orWhere('leases.honoured_until_ms', '>', nowMs),
            ),
        ),
      )
      .orderBy('ends.id')
      .timeout(timeoutMs);
    return rows.map(toEnding);
  }

  /** An ending of the scope; the one that holds already where there is such. On record in either case. */
  async end(scope: Scope, deed: Deed): Promise<Ending> {
    return this.#database.transaction(async tx => {
      const revision = await nextRevision(tx);
      const holding = (
        await joined(tx)
          .whereNull('restores.id')
          .where({ 'ends.scope': scope.kind })
      )
        .map(toEnding)
        .find(({ scope: kind, lease, actor, environment }) =>
          isSameScope({ kind, lease, actor, environment }, scope),
        );
      const ending =
        holding ?? (await this.#insert(tx, { revision, scope, deed }));
      await this.#audit.append(tx, entryOf('access.ended', ending, deed));
      return ending;
    });
  }

  /** @throws VertexAiError `conflict` when it was lifted already */
  async restore(ending: Ending, deed: Deed): Promise<Ending> {
    return this.#database.transaction(async tx => {
      const revision = await nextRevision(tx);
      const lifted = await tx<EndingRow>('access_endings')
        .where({ restores: ending.id })
        .first();
      if (lifted) {
        throw new VertexAiError(
          'conflict',
          `${lifted.by} has lifted this ending already.`,
        );
      }
      const row = this.#newRow({ revision, scope: scopeOf(ending), deed });
      await tx<EndingRow>('access_endings').insert({
        ...row,
        kind: 'restore',
        restores: ending.id,
      });
      await this.#audit.append(tx, entryOf('access.restored', ending, deed));
      return {
        ...ending,
        restored: {
          by: row.by,
          reason: row.reason,
          at: toInstant(row.at_ms),
        },
      };
    });
  }

  /** @throws VertexAiError `not_found` */
  async byId(id: string): Promise<Ending> {
    const row = await joined(this.#database.db)
      .where({ 'ends.id': id })
      .first();
    if (!row) {
      throw new VertexAiError('not_found', `There is no ending ${id}.`);
    }
    return toEnding(row);
  }

  /** What the log says of tokens of people because of an ending: by every replica, so far. */
  async revocations(
    id: string,
  ): Promise<{ environment: string; result: string }[]> {
    const rows = await this.#database
      .db('audit_entries')
      .where({
        event: 'token.revoked',
        correlation_id: correlationOfEnding(id),
      })
      .select<{ environment: string; detail: string }[]>(
        'environment',
        'detail',
      );
    return rows.map(({ environment, detail }) => ({
      environment,
      result: JSON.parse(detail).result,
    }));
  }

  /** Newest first, one more than the limit. */
  async list(filter: EndingFilter): Promise<Ending[]> {
    const rows = await joined(this.#database.db)
      .where(query =>
        query
          .whereIn('ends.environment', [...filter.environments])
          .orWhereNull('ends.environment'),
      )
      .modify((query: Knex.QueryBuilder) => {
        if (filter.inForce) {
          query.whereNull('restores.id').whereNot('ends.scope', 'lease');
        }
        if (filter.before !== undefined) {
          query.where('ends.id', '<', filter.before);
        }
      })
      .orderBy('ends.id', 'desc')
      .limit(filter.limit + 1);
    return rows.map(toEnding);
  }

  async #insert(
    tx: Knex.Transaction,
    order: { revision: number; scope: Scope; deed: Deed },
  ): Promise<Ending> {
    const row = this.#newRow(order);
    await tx<EndingRow>('access_endings').insert(row);
    return toEnding({
      ...row,
      restored_by: null,
      restored_reason: null,
      restored_at_ms: null,
    });
  }

  #newRow({
    revision,
    scope,
    deed,
  }: {
    revision: number;
    scope: Scope;
    deed: Deed;
  }): EndingRow {
    return {
      id: newId(this.#clock),
      revision,
      kind: 'end',
      restores: null,
      scope: scope.kind,
      lease_id: scope.lease ?? null,
      actor: scope.actor ?? null,
      environment: scope.environment ?? null,
      by: deed.by,
      reason: deed.reason,
      at_ms: this.#clock.now().getTime(),
    };
  }
}

async function nextRevision(tx: Knex.Transaction): Promise<number> {
  const [row] = await tx('access_revision')
    .where({ id: 1 })
    .increment('revision', 1)
    .returning<{ revision: BigIntColumn }[]>('revision');
  return toNumber(row.revision);
}

function joined(db: Db): Knex.QueryBuilder<any, JoinedRow[]> {
  return db('access_endings as ends')
    .leftJoin('access_endings as restores', 'restores.restores', 'ends.id')
    .where('ends.kind', 'end')
    .select(
      'ends.*',
      'restores.by as restored_by',
      'restores.reason as restored_reason',
      'restores.at_ms as restored_at_ms',
    );
}

function entryOf(
  event: 'access.ended' | 'access.restored',
  ending: Ending,
  deed: Deed,
): NewAuditEntry {
  return {
    event,
    outcome: 'success',
    actor: deed.by,
    environment: ending.environment,
    action: 'credential.end',
    correlationId: deed.correlationId,
    detail: {
      ending: ending.id,
      scope: ending.scope,
      reason: deed.reason,
      ...(ending.actor && { actor: ending.actor }),
      ...(ending.lease && { lease: ending.lease }),
    },
  };
}

function scopeOf({ scope, lease, actor, environment }: Ending): Scope {
  return { kind: scope, lease, actor, environment };
}

function toEnding(row: JoinedRow): Ending {
  return {
    id: row.id,
    scope: row.scope,
    lease: row.lease_id ?? undefined,
    actor: row.actor ?? undefined,
    environment: row.environment ?? undefined,
    by: row.by,
    reason: row.reason,
    at: toInstant(row.at_ms),
    restored:
      row.restored_by === null
        ? undefined
        : {
            by: row.restored_by,
            reason: row.restored_reason!,
            at: toInstant(row.restored_at_ms!),
          },
  };
}
