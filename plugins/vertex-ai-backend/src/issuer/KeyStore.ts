import { BigIntColumn, Db, toNumber } from '../db';
import { SigningKey } from './SigningKey';

interface KeyRow {
  generation: number;
  kid: string;
  public_jwk: string;
  signer: string;
  handle: string;
  created_at_ms: BigIntColumn;
  signs_from_ms: BigIntColumn;
  withdrawn_at_ms: BigIntColumn | null;
  destroyed_at_ms: BigIntColumn | null;
}

/** How many keys of the past are still looked at. */
const KEPT = 20;

/** Every key whose private half there still is, and the newest of those before, as evidence; the newest first. */
export async function listKeys(db: Db): Promise<SigningKey[]> {
  const rows = await db<KeyRow>('issuer_keys')
    .whereNull('destroyed_at_ms')
    .orWhere(
      'generation',
      '>',
      db('issuer_keys').select(db.raw('max(generation) - ?', [KEPT])),
    )
    .orderBy('generation', 'desc');
  return rows.map(toSigningKey);
}

/**
 * Adds the key unless another replica has added that generation first. The primary key decides, so any number of replicas on
 * one database agree on one key without a lock.
 *
 * @returns whether this key is the one
 */
export async function addKey(db: Db, key: SigningKey): Promise<boolean> {
  const inserted = await db<KeyRow>('issuer_keys')
    .insert({
      generation: key.generation,
      kid: key.publicJwk.kid,
      public_jwk: JSON.stringify(key.publicJwk),
      signer: key.signer,
      handle: key.handle,
      created_at_ms: key.createdAtMs,
      signs_from_ms: key.signsFromMs,
    })
    .onConflict('generation')
    .ignore()
    .returning('generation');
  return inserted.length === 1;
}

/**
 * Withdraws every key before a generation, for good: a key that is withdrawn is never published or signed with again.
 *
 * @returns the key ids that this call has withdrawn
 */
export async function withdrawKeysBefore(
  db: Db,
  generation: number,
  nowMs: number,
): Promise<string[]> {
  const rows = await db<KeyRow>('issuer_keys')
    .where('generation', '<', generation)
    .whereNull('withdrawn_at_ms')
    .whereNull('destroyed_at_ms')
    .update({ withdrawn_at_ms: nowMs })
    .returning('kid');
  return rows.map(({ kid }) => kid);
}

/** Notes that the signer has destroyed the private half. The public half stays, as evidence for assertions of the past. */
export async function markDestroyed(
  db: Db,
  generation: number,
  nowMs: number,
): Promise<void> {
  await db<KeyRow>('issuer_keys')
    .where({ generation })
    .whereNull('destroyed_at_ms')
    .update({ destroyed_at_ms: nowMs });
}

function toSigningKey(row: KeyRow): SigningKey {
  return {
    generation: row.generation,
    signsFromMs: toNumber(row.signs_from_ms),
    createdAtMs: toNumber(row.created_at_ms),
    withdrawnAtMs: optional(row.withdrawn_at_ms),
    destroyedAtMs: optional(row.destroyed_at_ms),
    publicJwk: JSON.parse(row.public_jwk),
    signer: row.signer,
    handle: row.handle,
  };
}

function optional(value: BigIntColumn | null): number | undefined {
  return value === null ? undefined : toNumber(value);
}
