import { Secret } from '../core';
import { Db } from '../db';

interface PrivateKeyRow {
  handle: string;
  private_jwk: string;
  created_at_ms: number;
}

/** @throws Error without the statement and its values */
export async function insertPrivateKey(
  db: Db,
  key: { handle: string; privateJwk: Secret<string>; createdAtMs: number },
): Promise<void> {
  await keepingSecret(
    db<PrivateKeyRow>('issuer_private_keys').insert({
      handle: key.handle,
      private_jwk: key.privateJwk.reveal(),
      created_at_ms: key.createdAtMs,
    }),
  );
}

export async function readPrivateKey(
  db: Db,
  handle: string,
): Promise<Secret<string> | undefined> {
  const row = await db<PrivateKeyRow>('issuer_private_keys')
    .where({ handle })
    .first();
  return row && new Secret(row.private_jwk);
}

/** May run on every replica at once: the second finds nothing to do. */
export async function deletePrivateKey(db: Db, handle: string): Promise<void> {
  await db<PrivateKeyRow>('issuer_private_keys').where({ handle }).delete();
}

/** Knex writes the values of a failed statement into its error; this one holds a private key, so only the code goes on. */
async function keepingSecret(statement: PromiseLike<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    throw new Error(
      `A signing key could not be stored (${
        (error as { code?: string }).code ?? 'no code'
      }).`,
    );
  }
}
