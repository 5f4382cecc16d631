import type { StepUpEvidence } from '@backstage-vertex/plugin-vertex-ai-common';
import { Actor, VertexAiError } from '../core';
import { Database } from '../db';
import type { StepUpFacts } from '../policy';
import { findGranted } from './EvidenceStore';
import { verifiedOrRefused } from './Grants';
import { stepUpRefused } from './refusal';

/** A used signature that still verifies: what it was worth, and what it has shown. */
export interface Reverified extends StepUpFacts {
  /** The key has checked who holds it. */
  userVerified: boolean;
  signedAtMs: number;
}

/** Signatures, for ever. */
export class EvidenceArchive {
  readonly #database: Database;

  constructor({ database }: { database: Database }) {
    this.#database = database;
  }

  /**
   * Verifies a used signature once more, from the bytes, when what was signed is carried out: minutes or days after the request.
   *
   * @returns what it was worth when it was used, so a signature does not grow old while people approve
   * @throws VertexAiError `step_up_refused` for one that is unknown, was never used, is another person's or over another intent, or in which
   * a byte was changed
   */
  async reverify({
    evidenceId,
    actor,
    digest,
  }: {
    evidenceId: string;
    actor: Pick<Actor, 'ref'>;
    digest: string;
  }): Promise<Reverified> {
    const found = await findGranted(this.#database.db, { evidenceId });
    if (
      !found ||
      found.usedAtMs === undefined ||
      found.evidence.id !== evidenceId ||
      found.evidence.actor !== actor.ref ||
      found.evidence.intentDigest !== digest
    ) {
      throw stepUpRefused(
        'The signature of this request is not one by this person over this intent.',
        { privateDetail: `evidence ${evidenceId} for ${digest}` },
      );
    }
    const data = verifiedOrRefused(found.evidence);
    return {
      ageMs: found.usedAtMs - found.signedAtMs,
      deviceBound: !data.backupEligible,
      userVerified: data.userVerified,
      signedAtMs: found.signedAtMs,
    };
  }

  /** @throws VertexAiError `not_found` */
  async get(id: string): Promise<StepUpEvidence> {
    const found = await findGranted(this.#database.db, { evidenceId: id });
    if (!found) {
      throw new VertexAiError('not_found', `There is no evidence ${id}.`);
    }
    return found.evidence;
  }
}
