import type { StepUpEvidence } from '@backstage-vertex/plugin-vertex-ai-common';
import { BigIntColumn, Db, toNumber } from '../db';

/** A signature with the grant that it gave. */
export interface GrantedEvidence {
  evidence: StepUpEvidence;
  signedAtMs: number;
  expiresAtMs: number;
  usedAtMs?: number;
}

interface JoinedRow {
  record: string;
  signed_at_ms: BigIntColumn;
  expires_at_ms: BigIntColumn;
  used_at_ms: BigIntColumn | null;
}

/** Both at once: there is no signature without its grant. */
export async function addEvidence(
  tx: Db,
  evidence: StepUpEvidence,
  grant: { id: string; expiresAtMs: number },
): Promise<void> {
  await tx('step_up_evidence').insert({
    id: evidence.id,
    actor: evidence.actor,
    environment: evidence.environment ?? null,
    intent_digest: evidence.intentDigest,
    record: JSON.stringify(evidence),
    signed_at_ms: Date.parse(evidence.signedAt),
  });
  await tx('step_up_grants').insert({
    id: grant.id,
    evidence_id: evidence.id,
    expires_at_ms: grant.expiresAtMs,
    used_at_ms: null,
    used_for: null,
  });
}

export async function findGranted(
  db: Db,
  by: { grant: string } | { evidenceId: string },
): Promise<GrantedEvidence | undefined> {
  const row: JoinedRow | undefined = await db('step_up_grants')
    .join('step_up_evidence', 'step_up_evidence.id', 'evidence_id')
    .where(
      'grant' in by
        ? { 'step_up_grants.id': by.grant }
        : { evidence_id: by.evidenceId },
    )
    .first('record', 'signed_at_ms', 'expires_at_ms', 'used_at_ms');
  return (
    row && {
      evidence: JSON.parse(row.record),
      signedAtMs: toNumber(row.signed_at_ms),
      expiresAtMs: toNumber(row.expires_at_ms),
      usedAtMs: row.used_at_ms === null ? undefined : toNumber(row.used_at_ms),
    }
  );
}

/** Uses a grant up. @returns false when it was used before, by whomever: of two at once exactly one gets through */
export async function useGrant(
  tx: Db,
  use: { grant: string; usedFor: string; nowMs: number },
): Promise<boolean> {
  const used = await tx('step_up_grants')
    .where({ id: use.grant, used_at_ms: null })
    .where('expires_at_ms', '>=', use.nowMs)
    .update({ used_at_ms: use.nowMs, used_for: use.usedFor });
  return used === 1;
}
