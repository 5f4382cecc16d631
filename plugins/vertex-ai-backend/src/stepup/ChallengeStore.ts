import { BigIntColumn, Db, toNumber } from '../db';

/** What a person was asked to sign. */
export interface Challenge {
  id: string;
  actor: string;
  /** Canonical JSON, and its SHA-256 in hex. */
  intent: string;
  intentDigest: string;
  nonce: Buffer;
  environment?: string;
  action?: string;
  correlationId: string;
  expiresAtMs: number;
  answered: boolean;
}

interface ChallengeRow {
  id: string;
  actor: string;
  intent: string;
  intent_digest: string;
  nonce: string;
  environment: string | null;
  action: string | null;
  correlation_id: string;
  expires_at_ms: BigIntColumn;
  answered_at_ms: BigIntColumn | null;
}

export async function addChallenge(
  tx: Db,
  challenge: Omit<Challenge, 'answered'>,
): Promise<void> {
  await tx<ChallengeRow>('step_up_challenges').insert({
    id: challenge.id,
    actor: challenge.actor,
    intent: challenge.intent,
    intent_digest: challenge.intentDigest,
    nonce: challenge.nonce.toString('base64url'),
    environment: challenge.environment ?? null,
    action: challenge.action ?? null,
    correlation_id: challenge.correlationId,
    expires_at_ms: challenge.expiresAtMs,
    answered_at_ms: null,
  });
}

export async function findChallenge(
  db: Db,
  id: string,
): Promise<Challenge | undefined> {
  const row = await db<ChallengeRow>('step_up_challenges')
    .where({ id })
    .first();
  return (
    row && {
      id: row.id,
      actor: row.actor,
      intent: row.intent,
      intentDigest: row.intent_digest,
      nonce: Buffer.from(row.nonce, 'base64url'),
      environment: row.environment ?? undefined,
      action: row.action ?? undefined,
      correlationId: row.correlation_id,
      expiresAtMs: toNumber(row.expires_at_ms),
      answered: row.answered_at_ms !== null,
    }
  );
}

/** Takes the one answer that a challenge has. @returns false when somebody else was first: then nothing may come of this answer */
export async function takeChallenge(
  tx: Db,
  id: string,
  nowMs: number,
): Promise<boolean> {
  const taken = await tx<ChallengeRow>('step_up_challenges')
    .where({ id, answered_at_ms: null })
    .update({ answered_at_ms: nowMs });
  return taken === 1;
}

/** What is over says nothing any more: a signature keeps everything that belongs to it. */
export async function forgetChallenges(
  tx: Db,
  actor: string,
  nowMs: number,
): Promise<void> {
  await tx<ChallengeRow>('step_up_challenges')
    .where({ actor })
    .where('expires_at_ms', '<', nowMs)
    .delete();
}

export async function countChallenges(tx: Db, actor: string): Promise<number> {
  const [{ count }] = await tx<ChallengeRow>('step_up_challenges')
    .where({ actor })
    .count<{ count: BigIntColumn }[]>('* as count');
  return toNumber(count);
}
