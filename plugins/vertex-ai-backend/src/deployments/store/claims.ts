import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Database, Db, toNumber } from '../../db';
import { Claim, toClaim } from './Claim';
import type { DeploymentRow, EffectRow } from './rows';

export interface Lease {
  owner: string;
  nowMs: number;
  untilMs: number;
}

/** Which deployments may be claimed. */
export interface Wanted {
  /** Not these, which this process works on already: its own lease may look expired after a jump of the clock. */
  held?: readonly string[];
  only?: string;
}

/**
 * Claims the deployment that is due for longest, if there is one that may run.
 *
 * Compare-and-set: the update names the revision that was read, so that of two workers only one gets the row; on PostgreSQL the
 * row that another worker is claiming right now is passed over instead of waited for. The first claim takes the endpoint's lock
 * with the same update; the unique index on `active_lock_key` refuses it when another deployment has it, whatever the read before saw.
 *
 */
export async function claimNext(
  database: Database,
  lease: Lease,
  { held = [], only }: Wanted = {},
): Promise<Claim | undefined> {
  try {
    return await database.transaction(async tx => {
      const row = await database
        .forUpdateSkipLocked(
          due(tx, lease.nowMs)
            .whereNotIn('deployments.id', [...held])
            .modify(query => {
              if (only !== undefined) {
                query.where('deployments.id', only);
              }
            })
            .where(runnable)
            .orderBy(['deployments.next_run_at_ms', 'deployments.id'])
            .select('deployments.*'),
        )
        .first<DeploymentRow | undefined>();
      return row && (await take(tx, row, lease));
    });
  } catch (error) {
    if (isDatabaseConflictError(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Rows whose time has come and that nobody holds, or whose holder has not been heard of. */
function due(db: Db, nowMs: number): Knex.QueryBuilder {
  return db<DeploymentRow>('deployments')
    .where('deployments.next_run_at_ms', '<=', nowMs)
    .where(free =>
      free
        .whereNull('deployments.lease_owner')
        .orWhere('deployments.lease_until_ms', '<=', nowMs),
    );
}

/**
 * What has started goes on. What has not waits while another deployment works on its endpoint, or asked for it earlier; one that
 * is to be cancelled touches nothing and need not wait.
 */
function runnable(query: Knex.QueryBuilder): void {
  query
    .whereNot('deployments.phase', 'queued')
    .orWhereNotNull('deployments.active_lock_key')
    .orWhere('deployments.cancel_requested', true)
    .orWhereNotExists(blockers);
}

function blockers(this: Knex.QueryBuilder): void {
  this.select('other.id')
    .from('deployments as other')
    .whereRaw('?? = ??', ['other.lock_key', 'deployments.lock_key'])
    .whereRaw('?? <> ??', ['other.id', 'deployments.id'])
    .where(first);
}

/** The one at work, or one that came earlier. */
function first(query: Knex.QueryBuilder): void {
  query
    .whereNotNull('other.active_lock_key')
    .orWhereRaw('?? < ??', ['other.id', 'deployments.id']);
}

async function take(
  tx: Db,
  row: DeploymentRow,
  lease: Lease,
): Promise<Claim | undefined> {
  const cancelledBeforeStart =
    row.phase === 'queued' && Boolean(row.cancel_requested);
  const change = {
    lease_owner: lease.owner,
    lease_until_ms: lease.untilMs,
    revision: toNumber(row.revision) + 1,
    active_lock_key: cancelledBeforeStart ? row.active_lock_key : row.lock_key,
  };
  const changed = await tx<DeploymentRow>('deployments')
    .where({ id: row.id, revision: row.revision })
    .update(change);
  if (changed !== 1) {
    return undefined;
  }
  const effects = await tx<EffectRow>('deployment_effects').where({
    deployment_id: row.id,
  });
  return toClaim({ ...row, ...change }, effects, row.lease_owner !== null);
}

/** A row that waits for its endpoint, and for whom. */
export interface Waiting {
  row: Pick<DeploymentRow, 'id' | 'environment' | 'revision' | 'message'>;
  blocker: { id: string; requestedBy: string };
}

/** Due rows that may not start yet, each with the deployment that it waits for: the one at work, else the oldest. */
export async function findWaiting(db: Db, nowMs: number): Promise<Waiting[]> {
  const pairs: {
    id: string;
    environment: string;
    revision: DeploymentRow['revision'];
    message: string;
    other: string;
    other_requested_by: string;
    other_active: string | null;
  }[] = await due(db, nowMs)
    .where('deployments.phase', 'queued')
    .whereNull('deployments.active_lock_key')
    .where('deployments.cancel_requested', false)
    .join('deployments as other', join =>
      join
        .on('other.lock_key', 'deployments.lock_key')
        .andOn('other.id', '<>', 'deployments.id'),
    )
    .where(first)
    .orderBy('other.id')
    .select(
      'deployments.id',
      'deployments.environment',
      'deployments.revision',
      'deployments.message',
      'other.id as other',
      'other.requested_by as other_requested_by',
      'other.active_lock_key as other_active',
    );
  const waiting = new Map<string, Waiting>();
  for (const pair of pairs) {
    if (!waiting.has(pair.id) || pair.other_active !== null) {
      waiting.set(pair.id, {
        row: {
          id: pair.id,
          environment: pair.environment,
          revision: pair.revision,
          message: pair.message,
        },
        blocker: { id: pair.other, requestedBy: pair.other_requested_by },
      });
    }
  }
  return [...waiting.values()];
}

/** Keeps a claim alive. Matches the owner only: the revision belongs to the work, which goes on meanwhile. @returns false when it is lost */
export async function renewLease(
  db: Db,
  id: string,
  lease: Pick<Lease, 'owner' | 'untilMs'>,
): Promise<boolean> {
  const changed = await db<DeploymentRow>('deployments')
    .where({ id, lease_owner: lease.owner })
    .update({ lease_until_ms: lease.untilMs });
  return changed === 1;
}

/** Gives a claim back without having done anything; another worker may take it at once. Harmless when it is lost already. */
export async function releaseLease(
  db: Db,
  id: string,
  owner: string,
): Promise<void> {
  await db<DeploymentRow>('deployments')
    .where({ id, lease_owner: owner })
    .update({ lease_owner: null, lease_until_ms: null });
}

/** When the next row that nobody holds is due; undefined when nothing is unfinished. */
export async function nextDueAtMs(db: Db): Promise<number | undefined> {
  const row = await db<DeploymentRow>('deployments')
    .whereNotNull('next_run_at_ms')
    .whereNull('lease_owner')
    .min<{ at: number | string | null }>('next_run_at_ms as at')
    .first();
  return row?.at === null || row?.at === undefined
    ? undefined
    : toNumber(row.at);
}
