import {
  BigIntColumn,
  Db,
  toInstant,
  toNumber,
  toOptionalInstant,
} from '../db';
import type { SecurityKey } from '@backstage-vertex/plugin-vertex-ai-common';

/** A key that somebody has registered. */
export interface StoredKey {
  id: string;
  person: string;
  credentialId: string;
  name: string;
  /** COSE_Key. */
  publicKey: Buffer;
  publicJwk: Record<string, string>;
  algorithm: number;
  counter: number;
  aaguid: string;
  attested: boolean;
  backupEligible: boolean;
  backedUp: boolean;
  transports: string[];
  createdAtMs: number;
  lastUsedAtMs?: number;
  lockedAtMs?: number;
}

interface KeyRow {
  id: string;
  person: string;
  credential_id: string;
  name: string;
  public_key: string;
  public_jwk: string;
  algorithm: number;
  counter: BigIntColumn;
  aaguid: string;
  attested: boolean | number;
  backup_eligible: boolean | number;
  backed_up: boolean | number;
  transports: string;
  created_at_ms: BigIntColumn;
  last_used_at_ms: BigIntColumn | null;
  locked_at_ms: BigIntColumn | null;
}

export async function addKey(tx: Db, key: StoredKey): Promise<void> {
  await tx<KeyRow>('security_keys').insert({
    id: key.id,
    person: key.person,
    credential_id: key.credentialId,
    name: key.name,
    public_key: key.publicKey.toString('base64url'),
    public_jwk: JSON.stringify(key.publicJwk),
    algorithm: key.algorithm,
    counter: key.counter,
    aaguid: key.aaguid,
    attested: key.attested,
    backup_eligible: key.backupEligible,
    backed_up: key.backedUp,
    transports: JSON.stringify(key.transports),
    created_at_ms: key.createdAtMs,
    last_used_at_ms: null,
    locked_at_ms: null,
  });
}

/** The oldest first. */
export async function keysOf(db: Db, person: string): Promise<StoredKey[]> {
  const rows = await db<KeyRow>('security_keys')
    .where({ person })
    .orderBy('id');
  return rows.map(toKey);
}

export async function findKey(
  db: Db,
  id: string,
): Promise<StoredKey | undefined> {
  const row = await db<KeyRow>('security_keys').where({ id }).first();
  return row && toKey(row);
}

export async function findByCredential(
  db: Db,
  credentialId: string,
): Promise<StoredKey | undefined> {
  const row = await db<KeyRow>('security_keys')
    .where({ credential_id: credentialId })
    .first();
  return row && toKey(row);
}

/**
 * Notes a signature. The counter has to grow with every one, unless the key counts nothing (WebAuthn §6.1.1); the comparison is in the
 * statement, so of two answers with one counter only one gets through.
 *
 * @returns false for a counter that went back, and for a key that is locked or gone
 */
export async function noteUse(
  tx: Db,
  use: { id: string; counter: number; backedUp: boolean; nowMs: number },
): Promise<boolean> {
  const noted = await tx<KeyRow>('security_keys')
    .where({ id: use.id, locked_at_ms: null })
    .where(query => {
      query.where('counter', '<', use.counter);
      if (use.counter === 0) {
        query.orWhere({ counter: 0 });
      }
    })
    .update({
      counter: use.counter,
      backed_up: use.backedUp,
      last_used_at_ms: use.nowMs,
    });
  return noted === 1;
}

/** @returns false when it was locked already, or is gone */
export async function lockKey(
  tx: Db,
  id: string,
  nowMs: number,
): Promise<boolean> {
  const locked = await tx<KeyRow>('security_keys')
    .where({ id, locked_at_ms: null })
    .update({ locked_at_ms: nowMs });
  return locked === 1;
}

export async function renameKey(
  tx: Db,
  { id, person, name }: { id: string; person: string; name: string },
): Promise<boolean> {
  const renamed = await tx<KeyRow>('security_keys')
    .where({ id, person })
    .update({ name });
  return renamed === 1;
}

/** @returns how many there were */
export async function removeKeys(
  tx: Db,
  which: { person: string; id?: string },
): Promise<number> {
  return tx<KeyRow>('security_keys').where(which).delete();
}

/** A key that can sign. */
export function isUsable({ lockedAtMs }: StoredKey): boolean {
  return lockedAtMs === undefined;
}

/** What its owner, and the pages, get to know. */
export function toSecurityKey(key: StoredKey): SecurityKey {
  return {
    id: key.id,
    name: key.name,
    aaguid: key.aaguid,
    attested: key.attested,
    deviceBound: !key.backupEligible,
    backedUp: key.backedUp,
    transports: key.transports,
    createdAt: toInstant(key.createdAtMs),
    lastUsedAt: toOptionalInstant(key.lastUsedAtMs ?? null),
    lockedAt: toOptionalInstant(key.lockedAtMs ?? null),
  };
}

function toKey(row: KeyRow): StoredKey {
  const optional = (value: BigIntColumn | null) =>
    value === null ? undefined : toNumber(value);
  return {
    id: row.id,
    person: row.person,
    credentialId: row.credential_id,
    name: row.name,
    publicKey: Buffer.from(row.public_key, 'base64url'),
    publicJwk: JSON.parse(row.public_jwk),
    algorithm: row.algorithm,
    counter: toNumber(row.counter),
    aaguid: row.aaguid,
    attested: Boolean(row.attested),
    backupEligible: Boolean(row.backup_eligible),
    backedUp: Boolean(row.backed_up),
    transports: JSON.parse(row.transports),
    createdAtMs: toNumber(row.created_at_ms),
    lastUsedAtMs: optional(row.last_used_at_ms),
    lockedAtMs: optional(row.locked_at_ms),
  };
}
