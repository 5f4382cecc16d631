import { Secret } from '../core';
import { BigIntColumn, Db, toNumber } from '../db';
import { SigningKey } from './SigningKey';

interface KeyRow {
  generation: number;
  kid: string;
  public_jwk: string;
  private_jwk: string | null;
  created_at_ms: BigIntColumn;
  signs_from_ms: BigIntColumn;
}

/** The keys that still have their private half: the one that signs, its successor, and predecessors that are still published. */
export async function listKeys(db: Db): Promise<SigningKey[]> {
  const rows = await db<KeyRow>('issuer_keys')
    .whereNotNull('private_jwk')
    .orderBy('generation');
  return rows.map(row => ({
    generation: row.generation,
    signsFromMs: toNumber(row.signs_from_ms),
    publicJwk: JSON.parse(row.public_jwk),
    privateJwk: new Secret(row.private_jwk!),
  }));
}

/**
 * Adds the key unless another replica has added that generation first. The primary key decides, so any number of replicas on
 * one database agree on one key without a lock.
 *
 * @returns whether this key is the one
 */
export async function addKey(
  db: Db,
  key: SigningKey,
  createdAtMs: number,
): Promise<boolean> {
  const inserted = await keepingSecret(
    db<KeyRow>('issuer_keys')
      .insert({
        generation: key.generation,
        kid: key.publicJwk.kid,
        public_jwk: JSON.stringify(key.publicJwk),
        private_jwk: key.privateJwk.reveal(),
        created_at_ms: createdAtMs,
        signs_from_ms: key.signsFromMs,
      })
      .onConflict('generation')
      .ignore()
      .returning('generation'),
  );
  return inserted.length === 1;
}

/**
 * Erases the private half of keys that are no longer published. The public half stays, as evidence for assertions of the past.
 * May run on every replica at once: the second finds nothing to do.
 */
export async function erasePrivateKeys(
  db: Db,
  generations: readonly number[],
): Promise<void> {
  await db<KeyRow>('issuer_keys')
    .whereIn('generation', generations)
    .whereNotNull('private_jwk')
    .update({ private_jwk: null });
}

/** Knex writes the values of a failed statement into its error; this one holds a private key, so only the code goes on. */
async function keepingSecret<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    throw new Error(
      `A signing key could not be stored (${
        (error as { code?: string }).code ?? 'no code'
      }).`,
    );
  }
}
