import { randomBytes } from 'node:crypto';
import { Db } from '../db';

interface HolderRow {
  person: string;
  user_handle: string;
  revision: number;
}

/**
 * The WebAuthn user handle of a person, made when it is first asked for: 64 random bytes in base64url, because it is kept on keys that
 * may be lost (WebAuthn §14.6.1).
 */
export async function userHandleOf(db: Db, person: string): Promise<string> {
  await db<HolderRow>('security_key_holders')
    .insert({
      person,
      user_handle: randomBytes(64).toString('base64url'),
      revision: 0,
    })
    .onConflict('person')
    .ignore();
  return (await findUserHandle(db, person))!;
}

export async function findUserHandle(
  db: Db,
  person: string,
): Promise<string | undefined> {
  const row = await db<HolderRow>('security_key_holders')
    .where({ person })
    .first();
  return row?.user_handle;
}

/**
 * Takes the lock of the person's keys until the transaction ends. Whoever adds or removes one takes it first and counts them afterwards,
 * so that two at once cannot both see another key that is left.
 */
export async function lockKeysOf(tx: Db, person: string): Promise<void> {
  await tx<HolderRow>('security_key_holders')
    .where({ person })
    .increment('revision', 1);
}
