import type {
  KeyReset,
  keyResetStatuses,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  BigIntColumn,
  Db,
  toInstant,
  toNumber,
  toOptionalInstant,
} from '../db';

type Status = (typeof keyResetStatuses)[number];

export interface StoredReset {
  id: string;
  person: string;
  requestedBy: string;
  reason: string;
  status: Status;
  createdAtMs: number;
  expiresAtMs: number;
  decidedBy?: string;
  decidedAtMs?: number;
  decisionReason?: string;
  /** How many keys were removed. */
  keys?: number;
}

interface ResetRow {
  id: string;
  person: string;
  requested_by: string;
  reason: string;
  status: Status;
  open_for: string | null;
  created_at_ms: BigIntColumn;
  expires_at_ms: BigIntColumn;
  decided_by: string | null;
  decided_at_ms: BigIntColumn | null;
  decision_reason: string | null;
  evidence_id: string | null;
  keys: number | null;
}

const TABLE = 'security_key_resets';

/** One open request for a person at a time; the unique column decides between two at once. @returns false when there is one */
export async function addReset(
  tx: Db,
  reset: Omit<StoredReset, 'status'>,
): Promise<boolean> {
  const added = await tx<ResetRow>(TABLE)
    .insert({
      id: reset.id,
      person: reset.person,
      requested_by: reset.requestedBy,
      reason: reset.reason,
      status: 'open',
      open_for: reset.person,
      created_at_ms: reset.createdAtMs,
      expires_at_ms: reset.expiresAtMs,
    })
    .onConflict('open_for')
    .ignore()
    .returning('id');
  return added.length === 1;
}

export async function findReset(
  db: Db,
  id: string,
): Promise<StoredReset | undefined> {
  const row = await db<ResetRow>(TABLE).where({ id }).first();
  return row && toReset(row);
}

/** Newest first; of one person only where `person` is given. */
export async function listResets(
  db: Db,
  {
    person,
    limit,
    before,
  }: { person?: string; limit: number; before?: string },
): Promise<StoredReset[]> {
  const rows = await db<ResetRow>(TABLE)
    .modify(query => {
      if (person !== undefined) {
        query.where({ person });
      }
      if (before !== undefined) {
        query.where('id', '<', before);
      }
    })
    .orderBy('id', 'desc')
    .limit(limit);
  return rows.map(toReset);
}

/** @returns false when somebody has decided it before, or its time is over: of two at once exactly one decides */
export async function decideReset(
  tx: Db,
  decision: {
    id: string;
    status: Exclude<Status, 'open' | 'expired'>;
    decidedBy: string;
    reason?: string;
    evidenceId?: string;
    keys?: number;
    nowMs: number;
  },
): Promise<boolean> {
  const decided = await tx<ResetRow>(TABLE)
    .where({ id: decision.id, status: 'open' })
    .where('expires_at_ms', '>=', decision.nowMs)
    .update({
      status: decision.status,
      open_for: null,
      decided_by: decision.decidedBy,
      decided_at_ms: decision.nowMs,
      decision_reason: decision.reason ?? null,
      evidence_id: decision.evidenceId ?? null,
      keys: decision.keys ?? null,
    });
  return decided === 1;
}

/** Makes room for a new request where the time of the last is over. */
export async function expireReset(
  tx: Db,
  person: string,
  nowMs: number,
): Promise<void> {
  await tx<ResetRow>(TABLE)
    .where({ open_for: person })
    .where('expires_at_ms', '<', nowMs)
    .update({ status: 'expired', open_for: null });
}

/** One whose time is over has expired, whether or not somebody has noted that. */
export function toKeyReset(
  reset: StoredReset,
  { nowMs, keys }: { nowMs: number; keys: number },
): KeyReset {
  const isOver = reset.status === 'open' && reset.expiresAtMs < nowMs;
  return {
    id: reset.id,
    person: reset.person,
    requestedBy: reset.requestedBy,
    reason: reset.reason,
    status: isOver ? 'expired' : reset.status,
    createdAt: toInstant(reset.createdAtMs),
    expiresAt: toInstant(reset.expiresAtMs),
    decidedBy: reset.decidedBy,
    decidedAt: toOptionalInstant(reset.decidedAtMs ?? null),
    decisionReason: reset.decisionReason,
    keys: reset.keys ?? keys,
  };
}

function toReset(row: ResetRow): StoredReset {
  return {
    id: row.id,
    person: row.person,
    requestedBy: row.requested_by,
    reason: row.reason,
    status: row.status,
    createdAtMs: toNumber(row.created_at_ms),
    expiresAtMs: toNumber(row.expires_at_ms),
    decidedBy: row.decided_by ?? undefined,
    decidedAtMs:
      row.decided_at_ms === null ? undefined : toNumber(row.decided_at_ms),
    decisionReason: row.decision_reason ?? undefined,
    keys: row.keys ?? undefined,
  };
}
