import { randomBytes } from 'node:crypto';
import type {
  AssertionResponse,
  StepUpChallenge,
  StepUpGrant,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { AuditLog, NewAuditEntry } from '../audit';
import type { StepUpConfig } from '../config';
import {
  Actor,
  canonicalJson,
  Clock,
  newId,
  sha256Hex,
  VertexAiError,
} from '../core';
import { Database } from '../db';
import type { AuthenticatorData } from './authenticatorData';
import { challengeOf } from './challenge';
import {
  addChallenge,
  Challenge,
  countChallenges,
  findChallenge,
  forgetChallenges,
  takeChallenge,
} from './ChallengeStore';
import { evidenceOf, Signed } from './evidenceOf';
import { addEvidence } from './EvidenceStore';
import { findUserHandle } from './holders';
import type { SignedIntent } from './IntentSources';
import type { KeyNews } from './KeyNews';
import {
  findByCredential,
  isUsable,
  keysOf,
  lockKey,
  noteUse,
  StoredKey,
} from './KeyStore';
import { stepUpRefused } from './refusal';
import { verifyAssertion } from './webauthn';

/** How long a person may take over a challenge. */
export const CHALLENGE_MS = 5 * 60_000;

/**
 * How long a signature can be brought at all: the most that a requirement may be configured to accept. How young it has to be, each
 * requirement says for itself.
 */
export const GRANT_MS = 60 * 60_000;

/** More at once nobody can sign. */
const MOST_CHALLENGES = 50;

export interface StepUpServices {
  config: StepUpConfig;
  database: Database;
  audit: AuditLog;
  clock: Clock;
  news: KeyNews;
}

/** Challenges, and the signatures over them. */
export class StepUpService {
  readonly #services: StepUpServices;

  constructor(services: StepUpServices) {
    this.#services = services;
  }

  /**
   * Asks the actor to sign an intent.
   *
   * @throws VertexAiError `step_up_refused` for who has no key that can sign; `too_many_requests`
   */
  async challenge({
    actor,
    intent,
    environment,
    action,
    correlationId,
  }: {
    actor: Actor;
    intent: SignedIntent;
    environment?: string;
    action?: string;
    correlationId: string;
  }): Promise<StepUpChallenge> {
    const { config, clock, database } = this.#services;
    const keys = await this.#usableKeys(actor);
    const text = canonicalJson(intent);
    const nowMs = clock.now().getTime();
    const challenge = {
      id: newId(clock),
      actor: actor.ref,
      intent: text,
      intentDigest: sha256Hex(text),
      nonce: randomBytes(32),
      environment,
      action,
      correlationId,
      expiresAtMs: nowMs + CHALLENGE_MS,
    };
    await database.transaction(async tx => {
      await forgetChallenges(tx, actor.ref, nowMs);
      if ((await countChallenges(tx, actor.ref)) >= MOST_CHALLENGES) {
        throw new VertexAiError(
          'too_many_requests',
          'There are too many challenges that were asked for within the last minutes.',
          { retry: { afterMs: CHALLENGE_MS } },
        );
      }
      await addChallenge(tx, challenge);
    });
    return {
      challengeId: challenge.id,
      intent: text,
      intentDigest: challenge.intentDigest,
      options: {
        challenge: challengeText(challenge),
        rpId: config.rpId,
        timeout: CHALLENGE_MS,
        userVerification: 'required',
        allowCredentials: keys.map(({ credentialId, transports }) => ({
          id: credentialId,
          type: 'public-key',
          transports,
        })),
      },
      expiresAt: new Date(challenge.expiresAtMs).toISOString(),
    };
  }

  /**
   * Takes the one answer to a challenge. A wrong one uses the challenge up as well, so nobody can try.
   *
   * @throws VertexAiError `step_up_refused`
   */
  async answer({
    actor,
    challengeId,
    response,
  }: {
    actor: Actor;
    challengeId: string;
    response: AssertionResponse;
  }): Promise<StepUpGrant> {
    const challenge = await this.#openChallenge(actor, challengeId);
    try {
      const key = await this.#keyOf(actor, response);
      const { data, origin } = await verifyAssertion(this.#services.config, {
        response,
        challenge: challengeText(challenge),
        key,
      });
      this.#checkBackup(key, data);
      return await this.#accept(challenge, { key, data, origin, response });
    } catch (error) {
      if (VertexAiError.is(error) && error.code === 'step_up_refused') {
        await this.#refuse(challenge, error, response.id);
      }
      throw error;
    }
  }

  async #usableKeys(actor: Actor): Promise<StoredKey[]> {
    if (actor.kind !== 'user') {
      throw stepUpRefused(
        `${actor.ref} is a service, and services have no security keys: this takes a person.`,
      );
    }
    const keys = (await keysOf(this.#services.database.db, actor.ref)).filter(
      isUsable,
    );
    if (keys.length === 0) {
      throw stepUpRefused(
        'You have no security key that can sign. Register one on the page Security keys; where you have lost yours, an administrator can have them removed.',
      );
    }
    return keys;
  }

  async #openChallenge(actor: Actor, id: string): Promise<Challenge> {
    const { database, clock } = this.#services;
    const challenge = await findChallenge(database.db, id);
    // Whether there is another person's is nobody's business.
    if (!challenge || challenge.actor !== actor.ref) {
      throw stepUpRefused('This challenge is not known. Ask for a new one.');
    }
    if (challenge.answered) {
      throw answeredAlready();
    }
    if (challenge.expiresAtMs < clock.now().getTime()) {
      throw stepUpRefused(
        'This challenge is older than five minutes. Ask for a new one.',
      );
    }
    return challenge;
  }

  async #keyOf(actor: Actor, response: AssertionResponse): Promise<StoredKey> {
    const { db } = this.#services.database;
    const key = await findByCredential(db, response.id);
    if (!key || key.person !== actor.ref) {
      throw stepUpRefused('This security key is not registered to you.', {
        privateDetail: `the key is ${key ? `${key.person}'s` : 'unknown'}`,
      });
    }
    if (!isUsable(key)) {
      throw stepUpRefused(
        `The key ${key.name} is locked, because there may be a copy of it. Sign with another, and remove it.`,
      );
    }
    const { userHandle } = response.response;
    if (userHandle && userHandle !== (await findUserHandle(db, actor.ref))) {
      throw stepUpRefused('The security key answered for another person.', {
        privateDetail: 'the user handle is not that of the actor',
      });
    }
    return key;
  }

  /** Eligibility never changes in the life of a key (WebAuthn §7.2), and a policy that was made stricter counts for old keys too. */
  #checkBackup(key: StoredKey, data: AuthenticatorData): void {
    if (data.backupEligible !== key.backupEligible) {
      throw stepUpRefused(
        'The security key says something else about copies of it than when it was registered.',
      );
    }
    if (!data.backupEligible && data.backedUp) {
      throw stepUpRefused(
        'The security key says that it has a backup, and that it can have none.',
      );
    }
    if (this.#services.config.deviceBoundOnly && data.backupEligible) {
      throw stepUpRefused(
        'Only keys that cannot leave their device sign here. Use a security key instead of a synced passkey.',
      );
    }
  }

  async #accept(challenge: Challenge, signed: Signed): Promise<StepUpGrant> {
    const { audit, clock, database } = this.#services;
    const { key, data } = signed;
    const now = clock.now();
    const nowMs = now.getTime();
    const evidence = evidenceOf(challenge, signed, {
      id: newId(clock),
      now,
      rpId: this.#services.config.rpId,
    });
    const grant = { id: newId(clock), expiresAtMs: nowMs + GRANT_MS };
    const counted = await database.transaction(async tx => {
      if (!(await takeChallenge(tx, challenge.id, nowMs))) {
        throw answeredAlready();
      }
      const { counter, backedUp } = data;
      if (!(await noteUse(tx, { id: key.id, counter, backedUp, nowMs }))) {
        await this.#lock(tx, { challenge, key, counter });
        return false;
      }
      await addEvidence(tx, evidence, grant);
      await audit.append(tx, {
        ...entryOf(challenge),
        event: 'stepUp.signed',
        outcome: 'success',
        detail: {
          evidence: evidence.id,
          evidenceDigest: evidence.digest,
          intentDigest: evidence.intentDigest,
          key: key.id,
          deviceBound: !data.backupEligible,
        },
      });
      return true;
    });
    if (!counted) {
      this.#tellOfLock(key);
      throw stepUpRefused(
        `The counter of the key ${key.name} went back, so there may be a copy of it. It is locked. Sign with another key, and remove this one.`,
      );
    }
    return {
      grant: grant.id,
      expiresAt: new Date(grant.expiresAtMs).toISOString(),
      signedAt: evidence.signedAt,
      deviceBound: !data.backupEligible,
    };
  }

  async #lock(
    tx: Parameters<AuditLog['append']>[0],
    {
      challenge,
      key,
      counter,
    }: { challenge: Challenge; key: StoredKey; counter: number },
  ): Promise<void> {
    const { audit, clock } = this.#services;
    if (!(await lockKey(tx, key.id, clock.now().getTime()))) {
      // Locked or removed in between, which is on record.
      return;
    }
    await audit.append(tx, {
      ...entryOf(challenge),
      event: 'securityKey.locked',
      outcome: 'denied',
      detail: { key: key.id, name: key.name, known: key.counter, counter },
    });
  }

  #tellOfLock({ person, name }: StoredKey): void {
    this.#services.news.tell(person, {
      title: `Your security key ${name} is locked`,
      description:
        'Its signature counter went back, which happens when there is a copy of a key. Remove it, and register another.',
    });
  }

  /** A challenge has one answer, right or wrong. */
  async #refuse(
    challenge: Challenge,
    error: VertexAiError,
    credentialId: string,
  ): Promise<void> {
    const { audit, clock, database } = this.#services;
    await database.transaction(async tx => {
      await takeChallenge(tx, challenge.id, clock.now().getTime());
      await audit.append(tx, {
        ...entryOf(challenge),
        event: 'stepUp.refused',
        outcome: 'denied',
        detail: {
          challenge: challenge.id,
          credentialId,
          reason: error.privateDetail ?? error.message,
        },
      });
    });
  }
}

function challengeText({
  nonce,
  intentDigest,
}: Pick<Challenge, 'nonce' | 'intentDigest'>): string {
  return challengeOf(nonce, intentDigest).toString('base64url');
}

function answeredAlready(): VertexAiError {
  return stepUpRefused(
    'This challenge was answered already. Ask for a new one.',
  );
}

function entryOf(
  challenge: Challenge,
): Pick<NewAuditEntry, 'actor' | 'environment' | 'action' | 'correlationId'> {
  const { actor, environment, action, correlationId } = challenge;
  return { actor, environment, action, correlationId };
}
