import { AuditLog, NewAuditEntry } from '../../audit';
import { Actor, SignInClaims, VertexAiError } from '../../core';
import type {
  Credential,
  CredentialRequest,
  CredentialSource,
} from '../../credentials';
import { CallContext, requestReason } from '../../google';
import { isRefusal, Policy, roleOrRefuse } from '../../policy';
import { claimsOfRequest, factsOfStarted } from '../facts';
import type { Claim } from '../store/Claim';

/** How long until it is looked whether the requester has come by again. */
const COME_BY_MS = 10_000;

/** How a stored ref becomes the actor that it is today. */
export interface ActorSource {
  /** @throws VertexAiError `role_missing` when the person is gone; with `retry` when that is not known */
  resolve(ref: string, claims?: SignInClaims): Promise<Actor>;
}

/**
 * As whom the worker calls Google, long after the request: as the requester for every write, if the requester may do it today;
 * as the read-only reconciler for everything else. There is no third way.
 */
export class Authority {
  readonly #actors: ActorSource;
  readonly #credentials: CredentialSource;
  readonly #policy: Policy;
  readonly #audit: AuditLog;

  constructor(services: {
    actors: ActorSource;
    credentials: CredentialSource;
    policy: Policy;
    audit: AuditLog;
  }) {
    this.#actors = services.actors;
    this.#credentials = services.credentials;
    this.#policy = services.policy;
    this.#audit = services.audit;
  }

  async forRead(claim: Claim, signal: AbortSignal): Promise<CallContext> {
    const { correlationId } = claim.state;
    const credential = await this.#credentials.reconciler(
      claim.environment,
      correlationId,
    );
    return {
      credential,
      correlationId,
      signal,
      reason: requestReason({ correlationId, deploymentId: claim.id }),
    };
  }

  /**
   * @throws VertexAiError `role_missing` or `requirement_unmet` when the requester may not do it any more; `handshake_failed` and the
   *   codes of Google when the credential cannot be had
   */
  async forWrite(claim: Claim, signal: AbortSignal): Promise<CallContext> {
    const { environment, intentDigest } = claim;
    const { correlationId, request } = claim.state;
    const actor = await this.#requester(claim);
    const decision = this.#policy.decide(actor, request.action, {
      environment,
      location: request.location,
      facts: factsOfStarted(claim.state),
    });
    await this.#recordDecision(
      claim,
      decision.outcome === 'allowed' ? 'success' : decision.outcome,
      { decision },
    );
    const credential = await this.#mint(claim, {
      actor,
      environment,
      role: roleOrRefuse(decision, { action: request.action, environment }),
      correlationId,
      purpose: {
        action: request.action,
        intentDigest,
        deploymentId: claim.id,
      },
    }).catch(waitForThePerson);
    return {
      credential,
      correlationId,
      signal,
      reason: requestReason({
        correlationId,
        deploymentId: claim.id,
        intentDigest,
      }),
    };
  }

  /** Somebody who is gone may do nothing: that is a decision too. */
  async #requester(claim: Claim): Promise<Actor> {
    return this.#recordingRefusal(claim, () =>
      this.#actors.resolve(claim.requestedBy, claimsOfRequest(claim.state)),
    );
  }

  /** So is it when the requester's access was ended. */
  async #mint(claim: Claim, request: CredentialRequest): Promise<Credential> {
    return this.#recordingRefusal(claim, () =>
      this.#credentials.credential(request),
    );
  }

  async #recordingRefusal<T>(claim: Claim, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (VertexAiError.is(error) && isRefusal(error)) {
        await this.#recordDecision(claim, 'denied', {
          code: error.code,
          message: error.message,
        });
      }
      throw error;
    }
  }

  async #recordDecision(
    claim: Claim,
    outcome: NewAuditEntry['outcome'],
    detail: NewAuditEntry['detail'],
  ): Promise<void> {
    await this.#audit.record({
      event: 'decision',
      outcome,
      actor: claim.requestedBy,
      environment: claim.environment,
      action: claim.state.request.action,
      correlationId: claim.state.correlationId,
      deploymentId: claim.id,
      detail,
    });
  }
}

/**
 * Where an environment acts with the requester's own token, there may be none: a restart forgets it, and it ends after an hour. Nobody
 * else can bring one, so the deployment waits until the requester opens its page, or until its deadline.
 */
function waitForThePerson(error: unknown): never {
  if (
    VertexAiError.is(error) &&
    ['google_sign_in_required', 'subject_token_missing'].includes(error.code)
  ) {
    throw new VertexAiError(error.code, error.message, {
      hop: error.hop,
      google: error.google,
      privateDetail: error.privateDetail,
      retry: { afterMs: COME_BY_MS },
    });
  }
  throw error;
}
