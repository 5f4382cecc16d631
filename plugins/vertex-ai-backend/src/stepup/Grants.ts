import { Knex } from 'knex';
import { Actor, Clock } from '../core';
import { Database } from '../db';
import type { StepUpFacts } from '../policy';
import { findGranted, useGrant } from './EvidenceStore';
import { findKey, isUsable } from './KeyStore';
import { stepUpRefused } from './refusal';
import { verifyEvidence } from './verifyEvidence';

/** A grant whose signature was verified just now, for this person and this intent. It is not used up yet. */
export interface Verified {
  readonly grant: string;
  readonly evidenceId: string;
  /** Measured now. */
  readonly facts: StepUpFacts;
  readonly userVerified: boolean;
  readonly signedAtMs: number;
}

/** What was signed, for whoever carries it out. */
export class Grants {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { database: Database; clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  /**
   * Looks a grant up and verifies its signature again, from the bytes. Uses nothing up, so a preview or a refusal costs the person no second
   * signature.
   *
   * @throws VertexAiError `step_up_refused` for one that is unknown, used, too old, another person's, or over another intent
   */
  async verify({
    grant,
    actor,
    digest,
  }: {
    grant: string;
    actor: Pick<Actor, 'ref'>;
    /** Of the intent that shall be carried out, in hex. */
    digest: string;
  }): Promise<Verified> {
    const found = await findGranted(this.#database.db, { grant });
    // Whether there is another person's is nobody's business.
    if (!found || found.evidence.actor !== actor.ref) {
      throw stepUpRefused(
        'This step-up is not known. Sign again, and send the grant of that signature.',
      );
    }
    const nowMs = this.#clock.now().getTime();
    if (found.usedAtMs !== undefined) {
      throw stepUpRefused(
        'This step-up was used already. Each request needs a signature of its own.',
      );
    }
    if (found.expiresAtMs < nowMs) {
      throw stepUpRefused('This step-up is too old. Sign again.');
    }
    if (found.evidence.intentDigest !== digest) {
      throw stepUpRefused(
        'This step-up is for something else: what is asked for differs from what was signed. Look at it again, and sign that.',
        { privateDetail: `${found.evidence.intentDigest} is not ${digest}` },
      );
    }
    const data = verifiedOrRefused(found.evidence);
    const key = await findKey(this.#database.db, found.evidence.keyId);
    if (!key || !isUsable(key)) {
      throw stepUpRefused(
        'The security key of this step-up was removed or locked since. Sign again, with a key that is registered.',
      );
    }
    return {
      grant,
      evidenceId: found.evidence.id,
      facts: {
        ageMs: nowMs - found.signedAtMs,
        deviceBound: !data.backupEligible,
      },
      userVerified: data.userVerified,
      signedAtMs: found.signedAtMs,
    };
  }

  /**
   * The evidence of a grant that was used, by this person and for this intent; undefined for any other grant. For a request that is sent
   * again because its answer was lost: whoever carries things out knows by the evidence whether it was theirs.
   */
  async usedEvidence({
    grant,
    actor,
    digest,
  }: Parameters<Grants['verify']>[0]): Promise<string | undefined> {
    const found = await findGranted(this.#database.db, { grant });
    return found?.usedAtMs !== undefined &&
      found.evidence.actor === actor.ref &&
      found.evidence.intentDigest === digest
      ? found.evidence.id
      : undefined;
  }

  /**
   * Uses the grant up, inside the transaction that carries out what was signed. Of two at once exactly one gets through, on both
   * databases.
   *
   * @param usedFor - what it was used for, by its id; the caller's own audit entry names `evidenceId`
   * @throws VertexAiError `step_up_refused` when somebody was faster
   */
  async consume(
    tx: Knex.Transaction,
    { grant }: Verified,
    usedFor: string,
  ): Promise<void> {
    const nowMs = this.#clock.now().getTime();
    if (!(await useGrant(tx, { grant, usedFor, nowMs }))) {
      throw stepUpRefused(
        'This step-up was used already. Each request needs a signature of its own.',
      );
    }
  }
}

/** @throws VertexAiError `step_up_refused` where a byte is not what was signed */
export function verifiedOrRefused(
  evidence: Parameters<typeof verifyEvidence>[0],
): ReturnType<typeof verifyEvidence> {
  try {
    return verifyEvidence(evidence);
  } catch (error) {
    throw stepUpRefused(
      'The stored signature does not verify any more. Nothing is carried out on it; tell whoever looks after the log.',
      { privateDetail: `evidence ${evidence.id}: ${error}`, cause: error },
    );
  }
}
