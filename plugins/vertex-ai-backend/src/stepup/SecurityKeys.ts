import { randomBytes } from 'node:crypto';
import type {
  AttestationResponse,
  KeyRegistration,
  SecurityKey,
  SecurityKeyList,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Actor, newId, VertexAiError } from '../core';
import type { Grants, Verified } from './Grants';
import { lockKeysOf, userHandleOf } from './holders';
import type { SubjectCall, SubjectIntent } from './IntentSources';
import { registrationIntent, removalIntent } from './keyIntents';
import {
  addKey,
  findByCredential,
  isUsable,
  keysOf,
  removeKeys,
  renameKey,
  StoredKey,
  toSecurityKey,
} from './KeyStore';
import { readNewKey } from './newKey';
import { signatureMissing, verifyGrant } from './ownSignature';
import { algorithms } from './publicKey';
import { stepUpRefused } from './refusal';
import {
  addRegistration,
  findRegistration,
  forgetRegistrations,
  Registration,
  takeRegistration,
} from './RegistrationStore';
import { CHALLENGE_MS, StepUpServices } from './StepUpService';

const MOST_KEYS = 20;

/** Who asks, in the request that has this correlation id. */
interface Request {
  actor: Actor;
  correlationId: string;
  /** The grant that came with it. */
  grant?: string;
}

/** A person's own security keys. */
export class SecurityKeys {
  readonly #services: StepUpServices;
  readonly #grants: Grants;

  constructor(services: StepUpServices, grants: Grants) {
    this.#services = services;
    this.#grants = grants;
  }

  async list(actor: Actor): Promise<Omit<SecurityKeyList, 'administrator'>> {
    const keys = await keysOf(this.#services.database.db, actor.ref);
    return { items: keys.map(toSecurityKey), stepUpToAdd: keys.length > 0 };
  }

  /** @throws VertexAiError `step_up_refused` for a service, `conflict` for who has too many */
  async start(actor: Actor): Promise<KeyRegistration> {
    if (actor.kind !== 'user') {
      throw stepUpRefused('Security keys are for people, not for services.');
    }
    const { clock, config, database } = this.#services;
    const keys = await keysOf(database.db, actor.ref);
    if (keys.length >= MOST_KEYS) {
      throw new VertexAiError(
        'conflict',
        `There are ${MOST_KEYS} keys already. Remove one that you do not use.`,
      );
    }
    const registration = {
      id: newId(clock),
      person: actor.ref,
      challenge: randomBytes(32).toString('base64url'),
      expiresAtMs: clock.now().getTime() + CHALLENGE_MS,
    };
    const userHandle = await userHandleOf(database.db, actor.ref);
    await database.transaction(async tx => {
      await forgetRegistrations(tx, actor.ref);
      await addRegistration(tx, registration);
    });
    return {
      registration: registration.id,
      options: {
        challenge: registration.challenge,
        rp: { id: config.rpId, name: config.rpName },
        user: { id: userHandle, name: actor.ref, displayName: actor.ref },
        pubKeyCredParams: algorithms.map(alg => ({ alg, type: 'public-key' })),
        timeout: CHALLENGE_MS,
        attestation: config.attestation.conveyance,
        excludeCredentials: keys.map(({ credentialId, transports }) => ({
          id: credentialId,
          type: 'public-key',
          transports,
        })),
        authenticatorSelection: {
          residentKey: 'preferred',
          requireResidentKey: false,
          userVerification: 'required',
        },
      },
      expiresAt: new Date(registration.expiresAtMs).toISOString(),
      stepUp: keys.length > 0,
    };
  }

  /**
   * Registers what the browser has made. The first key of a person is taken on the word of the session; every further one needs the
   * signature of a key that is there, or whoever has stolen a session could add a key of their own.
   *
   * @throws VertexAiError `step_up_refused`, `requirement_unmet`, `conflict`
   */
  async finish(
    request: Request,
    answer: {
      registration: string;
      name: string;
      response: AttestationResponse;
    },
  ): Promise<SecurityKey> {
    const { clock, config, database, news } = this.#services;
    const { actor } = request;
    const registration = await this.#open(actor, answer.registration);
    const made = await readNewKey(config, {
      response: answer.response,
      challenge: registration.challenge,
      now: clock.now(),
    });
    if (await findByCredential(database.db, made.credentialId)) {
      throw new VertexAiError('conflict', 'This key is registered already.');
    }
    const signature = await verifyGrant(this.#grants, {
      ...request,
      intent: registrationIntent({
        person: actor.ref,
        registration: registration.id,
        credentialId: made.credentialId,
        name: answer.name,
      }),
    });
    const key: StoredKey = {
      ...made,
      id: newId(clock),
      person: actor.ref,
      name: answer.name,
      createdAtMs: clock.now().getTime(),
    };
    await this.#add(key, { registration, signature, ...request });
    news.tell(actor.ref, {
      title: `A security key was added: ${key.name}`,
      description:
        'It can sign deployments and approvals in your name. Was that not you? Remove it and tell your administrators at once.',
    });
    return toSecurityKey(key);
  }

  /** Decides, with the person's keys locked, whether the new one is the first or has to be vouched for. */
  async #add(
    key: StoredKey,
    {
      registration,
      signature,
      correlationId,
    }: Request & { registration: Registration; signature?: Verified },
  ): Promise<void> {
    const { audit, database } = this.#services;
    await database.transaction(async tx => {
      if (!(await takeRegistration(tx, registration.id, key.createdAtMs))) {
        throw unknownRegistration();
      }
      await lockKeysOf(tx, key.person);
      const isFirst = (await keysOf(tx, key.person)).length === 0;
      if (!isFirst && !signature) {
        throw signatureMissing(
          'You have a security key, so another needs its signature.',
        );
      }
      await addKey(tx, key);
      if (signature) {
        await this.#grants.consume(tx, signature, key.id);
      }
      await audit.append(tx, {
        event: 'securityKey.added',
        outcome: 'success',
        actor: key.person,
        correlationId,
        detail: {
          key: key.id,
          name: key.name,
          credentialId: key.credentialId,
          aaguid: key.aaguid,
          attested: key.attested,
          deviceBound: !key.backupEligible,
          // Nothing but the session vouched for it.
          trustOnFirstUse: isFirst,
          ...(signature && { evidence: signature.evidenceId }),
        },
      });
    });
  }

  async rename(
    { actor, correlationId }: Request,
    id: string,
    name: string,
  ): Promise<SecurityKey> {
    const { audit, database } = this.#services;
    const key = await this.#own(actor, id);
    await database.transaction(async tx => {
      if (!(await renameKey(tx, { id, person: actor.ref, name }))) {
        throw noSuchKey(id);
      }
      await audit.append(tx, {
        event: 'securityKey.renamed',
        outcome: 'success',
        actor: actor.ref,
        correlationId,
        detail: { key: id, from: key.name, to: name },
      });
    });
    return toSecurityKey({ ...key, name });
  }

  /**
   * Removes a key. The last that can sign signs its own removal: afterwards the next key is taken on the word of a session again.
   *
   * @throws VertexAiError `not_found`, `requirement_unmet`, `step_up_refused`
   */
  async remove(request: Request, id: string): Promise<SecurityKey> {
    const { audit, database, news } = this.#services;
    const { actor, correlationId } = request;
    const key = await this.#own(actor, id);
    const signature = await verifyGrant(this.#grants, {
      ...request,
      intent: removalIntent({ person: actor.ref, key }),
    });
    await database.transaction(async tx => {
      await lockKeysOf(tx, actor.ref);
      const others = (await keysOf(tx, actor.ref)).filter(
        other => other.id !== id && isUsable(other),
      );
      if (others.length === 0 && !signature) {
        throw signatureMissing(
          'This is your last security key that can sign, so its removal has to be signed. Where it is lost, an administrator can have it removed.',
        );
      }
      if ((await removeKeys(tx, { person: actor.ref, id })) !== 1) {
        throw noSuchKey(id);
      }
      if (signature) {
        await this.#grants.consume(tx, signature, id);
      }
      await audit.append(tx, {
        event: 'securityKey.removed',
        outcome: 'success',
        actor: actor.ref,
        correlationId,
        detail: {
          key: id,
          name: key.name,
          credentialId: key.credentialId,
          left: others.length,
          ...(signature && { evidence: signature.evidenceId }),
        },
      });
    });
    news.tell(actor.ref, {
      title: `A security key was removed: ${key.name}`,
      description:
        'It signs nothing in your name any more. Was that not you? Tell your administrators at once.',
    });
    return toSecurityKey(key);
  }

  /** What is signed for another key. */
  async intentToAdd({
    caller: { actor },
    subject: { registration, credentialId, name },
  }: SubjectCall<'registerKey'>): Promise<SubjectIntent> {
    const { id } = await this.#open(actor, registration);
    return {
      intent: registrationIntent({
        person: actor.ref,
        registration: id,
        credentialId,
        name,
      }),
    };
  }

  /** What is signed for the removal of a key. */
  async intentToRemove({
    caller: { actor },
    subject,
  }: SubjectCall<'removeKey'>): Promise<SubjectIntent> {
    const key = await this.#own(actor, subject.key);
    return { intent: removalIntent({ person: actor.ref, key }) };
  }

  async #own(actor: Actor, id: string): Promise<StoredKey> {
    const keys = await keysOf(this.#services.database.db, actor.ref);
    const key = keys.find(candidate => candidate.id === id);
    if (!key) {
      throw noSuchKey(id);
    }
    return key;
  }

  async #open(actor: Actor, id: string): Promise<Registration> {
    const { clock, database } = this.#services;
    const registration = await findRegistration(database.db, id);
    if (
      !registration ||
      registration.person !== actor.ref ||
      registration.answered ||
      registration.expiresAtMs < clock.now().getTime()
    ) {
      throw unknownRegistration();
    }
    return registration;
  }
}

function noSuchKey(id: string): VertexAiError {
  return new VertexAiError('not_found', `You have no security key ${id}.`);
}

function unknownRegistration(): VertexAiError {
  return stepUpRefused(
    'This registration is not known, or it is older than five minutes. Begin again.',
  );
}
