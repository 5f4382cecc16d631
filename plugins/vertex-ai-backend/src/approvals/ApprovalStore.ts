import { Knex } from 'knex';
import type { VoteVerdict } from '@backstage-vertex/plugin-vertex-ai-common';
import { BigIntColumn, Database, toNumber } from '../db';
import type { CastVote } from './model';

interface VoteRow {
  deployment_id: string;
  sequence: number;
  intent_digest: string;
  voter: string;
  verdict: VoteVerdict;
  reason: string | null;
  evidence_id: string | null;
  correlation_id: string;
  at_ms: BigIntColumn;
}

/** Votes in the database. The table takes new rows only. */
export class ApprovalStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All there ever were on a request, in their order. */
  async votes(deploymentId: string): Promise<CastVote[]> {
    return (await this.votesOn([deploymentId])).get(deploymentId) ?? [];
  }

  async votesOn(
    deploymentIds: readonly string[],
  ): Promise<Map<string, CastVote[]>> {
    const rows = await this.#database
      .db<VoteRow>('approval_votes')
      .whereIn('deployment_id', [...deploymentIds])
      .orderBy(['deployment_id', 'sequence']);
    const votes = new Map<string, CastVote[]>();
    for (const row of rows) {
      votes.set(row.deployment_id, [
        ...(votes.get(row.deployment_id) ?? []),
        toVote(row),
      ]);
    }
    return votes;
  }

  /**
   * The caller has moved the request's revision on in the same transaction, so nobody else inserts for it meanwhile; the primary key over
   * request and sequence would refuse a second one all the same.
   */
  async insert(tx: Knex.Transaction, vote: CastVote): Promise<void> {
    await tx<VoteRow>('approval_votes').insert({
      deployment_id: vote.deploymentId,
      sequence: vote.sequence,
      intent_digest: vote.intentDigest,
      voter: vote.voter,
      verdict: vote.verdict,
      reason: vote.reason ?? null,
      evidence_id: vote.evidenceId ?? null,
      correlation_id: vote.correlationId,
      at_ms: vote.atMs,
    });
  }
}

/** Leaves out of a query on deployments what the person has approved as it is now, and not taken back. */
export function notApprovedBy(voter: string) {
  return (builder: Knex.QueryBuilder): void => {
    builder.whereNotExists(function approved(this: Knex.QueryBuilder) {
      this.select('vote.sequence')
        .from('approval_votes as vote')
        .whereRaw('?? = ??', ['vote.deployment_id', 'deployments.id'])
        .whereRaw('?? = ??', [
          'vote.intent_digest',
          'deployments.intent_digest',
        ])
        .where({ 'vote.voter': voter, 'vote.verdict': 'approve' })
        .whereNotExists(function later(this: Knex.QueryBuilder) {
          this.select('later.sequence')
            .from('approval_votes as later')
            .whereRaw('?? = ??', ['later.deployment_id', 'vote.deployment_id'])
            .whereRaw('?? > ??', ['later.sequence', 'vote.sequence'])
            .where('later.voter', voter);
        });
    });
  };
}

function toVote(row: VoteRow): CastVote {
  return {
    deploymentId: row.deployment_id,
    sequence: row.sequence,
    intentDigest: row.intent_digest,
    voter: row.voter,
    verdict: row.verdict,
    reason: row.reason ?? undefined,
    evidenceId: row.evidence_id ?? undefined,
    correlationId: row.correlation_id,
    atMs: toNumber(row.at_ms),
  };
}
