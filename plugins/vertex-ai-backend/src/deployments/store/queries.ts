import type { DeploymentQuery } from '@backstage-vertex/plugin-vertex-ai-common';
import { Knex } from 'knex';
import { Db } from '../../db';
import { DeploymentFilter, matching } from '../permissions/DeploymentFilter';
import type { DeploymentRow, EffectRow, EventRow } from './rows';

export interface PageFilter {
  /** Only these; what the policy lets the caller read. */
  environments: readonly string[];
  /** What Backstage's permission policy lets the caller read; absent when that is everything. */
  condition?: DeploymentFilter;
  query: Omit<DeploymentQuery, 'cursor'>;
  /** Adds conditions of its own. */
  narrow?(builder: Knex.QueryBuilder): void;
  /** Ids below this one. */
  before?: string;
}

/** Newest first, one more than the limit, so that the caller knows whether there is a next page. */
export async function selectPage(
  db: Db,
  { environments, condition, query, narrow, before }: PageFilter,
): Promise<DeploymentRow[]> {
  return db<DeploymentRow>('deployments')
    .whereIn('environment', [...environments])
    .modify((builder: Knex.QueryBuilder) => {
      if (condition) {
        builder.where(matching(condition));
      }
      const columns: Record<string, string | undefined> = {
        environment: query.environment,
        phase: query.phase,
        action: query.action,
        model_id: query.modelId,
        endpoint_id: query.endpointId,
        requested_by: query.requestedBy,
      };
      for (const [column, value] of Object.entries(columns)) {
        if (value !== undefined) {
          builder.where(column, value);
        }
      }
      narrow?.(builder);
      if (before !== undefined) {
        builder.where('id', '<', before);
      }
    })
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
}

export async function selectByIds(
  db: Db,
  ids: readonly string[],
): Promise<DeploymentRow[]> {
  return db<DeploymentRow>('deployments').whereIn('id', [...ids]);
}

export async function selectEvents(db: Db, id: string): Promise<EventRow[]> {
  return db<EventRow>('deployment_events')
    .where({ deployment_id: id })
    .orderBy('sequence');
}

export async function selectEffects(db: Db, id: string): Promise<EffectRow[]> {
  return db<EffectRow>('deployment_effects')
    .where({ deployment_id: id })
    .orderBy('ordinal');
}

/** Which of these operations belong to another deployment of ours. */
export async function selectForeignOperations(
  db: Db,
  id: string,
  operations: readonly string[],
): Promise<string[]> {
  const rows = await db<EffectRow>('deployment_effects')
    .whereIn('operation', [...operations])
    .whereNot({ deployment_id: id })
    .select('operation');
  return rows.map(({ operation }) => operation!);
}
