import type {
  Handshake,
  Lease,
  LeaseQuery,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Knex } from 'knex';
import { Clock } from '../core';
import type { DeadToken } from '../credentials';
import {
  BigIntColumn,
  Database,
  Db,
  toInstant,
  toOptionalInstant,
} from '../db';

export interface LeaseRow {
  id: string;
  actor: string;
  environment: string;
  role: Lease['role'];
  strategy: Lease['strategy'];
  principal: string;
  used_for: Lease['usedFor'];
  deployment_id: string | null;
  action: Lease['action'] | null;
  reason: string | null;
  since_ms: BigIntColumn;
  until_ms: BigIntColumn;
  honoured_until_ms: BigIntColumn;
  secret_digest: string | null;
  renewed_at_ms: BigIntColumn | null;
  step_up_evidence: string | null;
  intent_digest: string | null;
  claims: string | null;
  handshake_id: string;
  correlation_id: string;
}

/** A row, and whether an ending covers it. */
export type JudgedLeaseRow = LeaseRow & { ended: boolean | number };

export interface LeaseFilter {
  /** Only these environments; absent for all. */
  environments?: readonly string[];
  query: Pick<LeaseQuery, 'environment' | 'actor' | 'usedFor' | 'limit'>;
  /** Ids below this one. */
  before?: string;
}

/** What is still out of one environment. */
export interface Outstanding {
  environment: string;
  role: Lease['role'];
  credentials: number;
  honouredUntilMs: number;
}

/**
 * An ending covers a lease when it names it, or its actor and environment, and was not lifted before the lease began. So a lease that
 * was ended stays so when the access is restored, and one that came about while another replica did not know yet is ended too.
 */
const ENDED = `exists (
  select 1 from access_endings ends
  left join access_endings restores on restores.restores = ends.id
  where ends.kind = 'end'
  and (restores.id is null or restores.at_ms > leases.since_ms)
  and (
    ends.lease_id = leases.id
    or (
      ends.lease_id is null
      and (ends.actor is null or ends.actor = leases.actor)
      and (ends.environment is null or ends.environment = leases.environment)
    )
  )
)`;

/** Leases in the database: who has which credential, never the credential. */
export class LeaseStore {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(services: { database: Database; clock: Clock }) {
    this.#database = services.database;
    this.#clock = services.clock;
  }

  /**
   * The lease of what a walk has minted, in the transaction of the walk's record. What is checked out has a lease of its own, which
   * outlives one token.
   */
  async recordMint(tx: Knex.Transaction, handshake: Handshake): Promise<void> {
    const { principal, expiresAt, action } = handshake;
    if (!principal || !expiresAt || action === 'credential.checkout') {
      return;
    }
    await insertLease(tx, {
      id: handshake.id,
      actor: handshake.actor,
      environment: handshake.environment,
      role: handshake.role,
      strategy: handshake.strategy,
      principal,
      used_for: useOf(handshake),
      deployment_id: handshake.deploymentId ?? null,
      action: action ?? null,
      reason: null,
      since_ms: Date.parse(handshake.startedAt),
      until_ms: Date.parse(expiresAt),
      honoured_until_ms: Date.parse(expiresAt),
      secret_digest: null,
      renewed_at_ms: null,
      step_up_evidence: null,
      intent_digest: handshake.intentDigest ?? null,
      claims: null,
      handshake_id: handshake.id,
      correlation_id: handshake.correlationId,
    });
  }

  /** One token is dead at Google, so every credential that it was is over, by whichever replica it was recorded. */
  async recordDead(
    tx: Knex.Transaction,
    { actor, principal, expiresAt }: DeadToken,
  ): Promise<void> {
    const nowMs = this.#clock.now().getTime();
    await tx<LeaseRow>('leases')
      .where({
        strategy: 'userOAuth',
        actor,
        principal,
        until_ms: expiresAt.getTime(),
      })
      .update({ until_ms: nowMs, honoured_until_ms: nowMs });
  }

  async byId(id: string): Promise<JudgedLeaseRow | undefined> {
    return judged(this.#database.db).where({ id }).first();
  }

  /** What is live here or still good at Google, newest first, one more than the limit. */
  async list(filter: LeaseFilter): Promise<JudgedLeaseRow[]> {
    const { environments, query, before } = filter;
    return judged(this.#database.db)
      .where(this.#isOut())
      .modify((builder: Knex.QueryBuilder) => {
        if (environments) {
          builder.whereIn('environment', [...environments]);
        }
        const columns: Record<string, string | undefined> = {
          environment: query.environment,
          actor: query.actor,
          used_for: query.usedFor,
        };
        for (const [column, value] of Object.entries(columns)) {
          if (value !== undefined) {
            builder.where(column, value);
          }
        }
        if (before !== undefined) {
          builder.where('id', '<', before);
        }
      })
      .orderBy('id', 'desc')
      .limit(query.limit + 1);
  }

  /** What Google may still take of what is in a scope, by environment and role. */
  async outstanding(scope: {
    lease?: string;
    actor?: string;
    environment?: string;
  }): Promise<Outstanding[]> {
    const nowMs = this.#clock.now().getTime();
    const rows = await this.#database
      .db('leases')
      .where('honoured_until_ms', '>', nowMs)
      .modify((builder: Knex.QueryBuilder) => {
        const columns = {
          id: scope.lease,
          actor: scope.actor,
          environment: scope.environment,
        };
        for (const [column, value] of Object.entries(columns)) {
          if (value !== undefined) {
            builder.where(column, value);
          }
        }
      })
      .groupBy('environment', 'role')
      .orderBy(['environment', 'role'])
      .select('environment', 'role')
      .count('id as credentials')
      .max('honoured_until_ms as honoured_until_ms');
    return (rows as any[]).map(row => ({
      environment: row.environment,
      role: row.role,
      credentials: Number(row.credentials),
      honouredUntilMs: Number(row.honoured_until_ms),
    }));
  }

  /** Whether the actor has ever had a credential, for names that the catalog does not know any more. */
  async knows(actor: string): Promise<boolean> {
    const row = await this.#database
      .db<LeaseRow>('leases')
      .where({ actor })
      .first('id');
    return row !== undefined;
  }

  #isOut(): (builder: Knex.QueryBuilder) => void {
    const nowMs = this.#clock.now().getTime();
    return builder =>
      builder
        .where('until_ms', '>', nowMs)
        .orWhere('honoured_until_ms', '>', nowMs);
  }
}

export async function insertLease(db: Db, row: LeaseRow): Promise<void> {
  await db<LeaseRow>('leases').insert(row);
}

/** A new token is out; the one before may be too, so the later end counts. */
export async function markRenewed(
  db: Db,
  id: string,
  times: { renewedAtMs: number; honouredUntilMs: number },
): Promise<void> {
  await db<LeaseRow>('leases')
    .where({ id })
    .update({ renewed_at_ms: times.renewedAtMs });
  await db<LeaseRow>('leases')
    .where({ id })
    .where('honoured_until_ms', '<', times.honouredUntilMs)
    .update({ honoured_until_ms: times.honouredUntilMs });
}

export function toLease(row: JudgedLeaseRow): Lease {
  return {
    id: row.id,
    actor: row.actor,
    environment: row.environment,
    role: row.role,
    strategy: row.strategy,
    principal: row.principal,
    usedFor: row.used_for,
    deploymentId: row.deployment_id ?? undefined,
    action: row.action ?? undefined,
    reason: row.reason ?? undefined,
    since: toInstant(row.since_ms),
    until: toInstant(row.until_ms),
    honouredUntil: toInstant(row.honoured_until_ms),
    renewable: row.secret_digest !== null,
    renewedAt: toOptionalInstant(row.renewed_at_ms),
    ended: Boolean(row.ended),
  };
}

function judged(db: Db): Knex.QueryBuilder<any, JudgedLeaseRow[]> {
  return db('leases').select('leases.*', db.raw(`${ENDED} as ended`));
}

function useOf({ deploymentId, action }: Handshake): Lease['usedFor'] {
  if (deploymentId !== undefined) {
    return 'deployment';
  }
  return action === undefined ? 'read' : 'change';
}
