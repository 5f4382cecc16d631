import { BigIntColumn, Db, toNumber } from '../db';

/** A registration that was begun. */
export interface Registration {
  id: string;
  person: string;
  /** 32 random bytes, base64url. */
  challenge: string;
  expiresAtMs: number;
  answered: boolean;
}

interface RegistrationRow {
  id: string;
  person: string;
  challenge: string;
  expires_at_ms: BigIntColumn;
  answered_at_ms: BigIntColumn | null;
}

const TABLE = 'security_key_registrations';

export async function addRegistration(
  tx: Db,
  registration: Omit<Registration, 'answered'>,
): Promise<void> {
  await tx<RegistrationRow>(TABLE).insert({
    id: registration.id,
    person: registration.person,
    challenge: registration.challenge,
    expires_at_ms: registration.expiresAtMs,
    answered_at_ms: null,
  });
}

export async function findRegistration(
  db: Db,
  id: string,
): Promise<Registration | undefined> {
  const row = await db<RegistrationRow>(TABLE).where({ id }).first();
  return (
    row && {
      id: row.id,
      person: row.person,
      challenge: row.challenge,
      expiresAtMs: toNumber(row.expires_at_ms),
      answered: row.answered_at_ms !== null,
    }
  );
}

/** @returns false when it was used before: of two at once exactly one registers a key */
export async function takeRegistration(
  tx: Db,
  id: string,
  nowMs: number,
): Promise<boolean> {
  const taken = await tx<RegistrationRow>(TABLE)
    .where({ id, answered_at_ms: null })
    .update({ answered_at_ms: nowMs });
  return taken === 1;
}

/** Only the last one that a person has begun can be finished. */
export async function forgetRegistrations(
  tx: Db,
  person: string,
): Promise<void> {
  await tx<RegistrationRow>(TABLE).where({ person }).delete();
}
