import { Knex } from 'knex';
import type { Review } from '@backstage-vertex/plugin-vertex-ai-common';
import { BigIntColumn, Database, toInstant, toOptionalInstant } from '../db';

interface ReviewRow {
  deployment_id: string;
  environment: string;
  requested_by: string;
  reason: string;
  opened_at_ms: BigIntColumn;
  closed_at_ms: BigIntColumn | null;
  closed_by: string | null;
  verdict: Review['verdict'] | null;
  comment: string | null;
}

/** Reviews in the database: opened with the deployment, closed once. */
export class ReviewStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** In the transaction that accepts the deployment, so that none goes without. */
  async open(
    tx: Knex.Transaction,
    review: Pick<
      Review,
      'deploymentId' | 'environment' | 'requestedBy' | 'reason'
    > & { nowMs: number },
  ): Promise<void> {
    await tx<ReviewRow>('break_glass_reviews').insert({
      deployment_id: review.deploymentId,
      environment: review.environment,
      requested_by: review.requestedBy,
      reason: review.reason,
      opened_at_ms: review.nowMs,
    });
  }

  /** Compare-and-set: of two who close it, one does. @returns whether this call closed it */
  async close(
    tx: Knex.Transaction,
    deploymentId: string,
    closing: {
      by: string;
      verdict: NonNullable<Review['verdict']>;
      comment: string;
      nowMs: number;
    },
  ): Promise<boolean> {
    const changed = await tx<ReviewRow>('break_glass_reviews')
      .where({ deployment_id: deploymentId })
      .whereNull('closed_at_ms')
      .update({
        closed_at_ms: closing.nowMs,
        closed_by: closing.by,
        verdict: closing.verdict,
        comment: closing.comment,
      });
    return changed === 1;
  }

  async byId(deploymentId: string): Promise<Review | undefined> {
    return (await this.byIds([deploymentId])).get(deploymentId);
  }

  async byIds(ids: readonly string[]): Promise<Map<string, Review>> {
    const rows = await this.#database
      .db<ReviewRow>('break_glass_reviews')
      .whereIn('deployment_id', [...ids]);
    return new Map(rows.map(row => [row.deployment_id, toReview(row)]));
  }
}

/** Narrows a query on deployments to those whose review nobody has closed. */
export function withOpenReview(builder: Knex.QueryBuilder): void {
  builder.whereExists(function open(this: Knex.QueryBuilder) {
    this.select('review.deployment_id')
      .from('break_glass_reviews as review')
      .whereRaw('?? = ??', ['review.deployment_id', 'deployments.id'])
      .whereNull('review.closed_at_ms');
  });
}

function toReview(row: ReviewRow): Review {
  return {
    deploymentId: row.deployment_id,
    environment: row.environment,
    requestedBy: row.requested_by,
    reason: row.reason,
    openedAt: toInstant(row.opened_at_ms),
    closedAt: toOptionalInstant(row.closed_at_ms),
    closedBy: row.closed_by ?? undefined,
    verdict: row.verdict ?? undefined,
    comment: row.comment ?? undefined,
  };
}
