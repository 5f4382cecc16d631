import type { SignInClaims } from '../core';
import { BigIntColumn, Database, toNumber } from '../db';

interface Row {
  actor: string;
  verified_at_ms: BigIntColumn;
  claims: string;
}

/** Who has called lately is known without the database. */
const MAX_KNOWN = 10_000;

/**
 * What the newest sign-in of each person says. Work that goes on after a request rests on the claims of that request; a newer sign-in
 * that says otherwise ends that, as soon as the person has called once with it.
 */
export class NewestClaims {
  readonly #database: Database;
  /** Until when the claims are known to be written down, by person. */
  readonly #known = new Map<string, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** An older sign-in never replaces a newer one, in whichever order replicas hear of them. */
  async remember(ref: string, claims: SignInClaims): Promise<void> {
    const atMs = claims.verifiedAt.getTime();
    if ((this.#known.get(ref) ?? -Infinity) >= atMs) {
      return;
    }
    await this.#database
      .db<Row>('sign_in_claims')
      .insert({
        actor: ref,
        verified_at_ms: atMs,
        claims: JSON.stringify(claims.values),
      })
      .onConflict('actor')
      .merge()
      .where('sign_in_claims.verified_at_ms', '<', atMs);
    if (this.#known.size >= MAX_KNOWN) {
      this.#known.clear();
    }
    this.#known.set(ref, atMs);
  }

  /** The newer of the two. */
  async orNewer(ref: string, claims: SignInClaims): Promise<SignInClaims> {
    const row = await this.#database
      .db<Row>('sign_in_claims')
      .where({ actor: ref })
      .first();
    return row && toNumber(row.verified_at_ms) > claims.verifiedAt.getTime()
      ? {
          verifiedAt: new Date(toNumber(row.verified_at_ms)),
          values: JSON.parse(row.claims),
        }
      : claims;
  }
}
