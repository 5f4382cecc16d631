import type {
  Action,
  Decision,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { AuditLog, NewAuditEntry } from '../../audit';
import { Actor, SignInClaims, VertexAiError } from '../../core';
import type {
  Credential,
  CredentialRequest,
  CredentialSource,
} from '../../credentials';
import { CallContext, requestReason } from '../../google';
import {
  ApprovalFacts,
  Evidence,
  isRefusal,
  Policy,
  PolicyRefusal,
  roleOrRefuse,
} from '../../policy';
import { EvidenceArchive, Reverified, stepUpFactOf } from '../../stepup';
import { claimsOfRequest, factsOfStarted } from '../facts';
import type { Claim } from '../store/Claim';

/** How long until it is looked whether the requester has come by again. */
const COME_BY_MS = 10_000;

/** How a stored ref becomes the actor that it is today. */
export interface ActorSource {
  /** @throws VertexAiError `role_missing` when the person is gone; with `retry` when that is not known */
  resolve(ref: string, claims?: SignInClaims): Promise<Actor>;
}

/** Who counts now among those who have approved. */
export interface Approvals {
  /** @throws VertexAiError with `retry` when that is not known */
  approvals(subject: {
    id: string;
    action: Claim['state']['request']['action'];
    environment: string;
    requestedBy: string;
    intentDigest: string;
  }): Promise<ApprovalFacts[]>;
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
  readonly #approvals: Approvals;
  readonly #evidence: Pick<EvidenceArchive, 'reverify'>;

  constructor(services: {
    actors: ActorSource;
    approvals: Approvals;
    evidence: Pick<EvidenceArchive, 'reverify'>;
    credentials: CredentialSource;
    policy: Policy;
    audit: AuditLog;
  }) {
    this.#actors = services.actors;
    this.#credentials = services.credentials;
    this.#policy = services.policy;
    this.#audit = services.audit;
    this.#approvals = services.approvals;
    this.#evidence = services.evidence;
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
    const signature = await this.#signatureOf(claim);
    const decision = this.#policy.decide(actor, request.action, {
      environment,
      location: request.location,
      facts: factsOfStarted(claim.state),
      evidence: {
        approvals: await this.#approvalsOf(claim),
        stepUp: signature,
      },
    });
    await this.#recordDecision(
      claim,
      decision.outcome === 'allowed' ? 'success' : decision.outcome,
      { decision },
    );
    this.#refuseBrokenGlass(claim, actor);
    refuseUncounted(decision);
    const credential = await this.#mint(claim, {
      actor,
      environment,
      role: roleOrRefuse(decision, { action: request.action, environment }),
      correlationId,
      purpose: {
        action: request.action,
        intentDigest,
        deploymentId: claim.id,
        stepUp: signature && stepUpFactOf(signature),
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

  /** The requester's signature, verified again from its bytes. @throws VertexAiError `step_up_refused` */
  async #signatureOf({
    requestedBy,
    intentDigest,
    state,
  }: Claim): Promise<Reverified | undefined> {
    return state.evidenceId === undefined
      ? undefined
      : this.#evidence.reverify({
          evidenceId: state.evidenceId,
          actor: { ref: requestedBy },
          digest: intentDigest,
        });
  }

  /** Counted anew before each write; none are needed to take back what was begun. */
  async #approvalsOf(
    claim: Claim,
  ): Promise<NonNullable<Evidence['approvals']>> {
    const { id, environment, requestedBy, intentDigest, state } = claim;
    const { action } = state.request;
    if (state.ending || state.breakGlass) {
      return 'waived';
    }
    return isApprovedFirst(this.#policy, environment, action)
      ? this.#approvals.approvals({
          id,
          action,
          environment,
          requestedBy,
          intentDigest,
        })
      : [];
  }

  /** Who has skipped the approvals must still be somebody who may. @throws PolicyRefusal */
  #refuseBrokenGlass({ environment, state }: Claim, actor: Actor): void {
    if (!state.breakGlass || state.ending) {
      return;
    }
    const access = { action: 'deployment.breakGlass' as const, environment };
    const decision = this.#policy.decide(actor, access.action, access);
    if (decision.outcome === 'denied') {
      throw new PolicyRefusal(access, decision);
    }
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

function isApprovedFirst(
  policy: Policy,
  environment: string,
  action: Action,
): boolean {
  return (policy.environment(environment).requires[action] ?? []).some(
    ({ kind }) => kind === 'approvals',
  );
}

/** @throws VertexAiError `requirement_unmet` when somebody who has approved counts no more */
function refuseUncounted(decision: Decision): void {
  const lacking =
    decision.outcome === 'needs' &&
    decision.requirements.find(({ kind }) => kind === 'approvals');
  if (lacking && lacking.kind === 'approvals') {
    throw new VertexAiError(
      'requirement_unmet',
      `The approvals do not count any more: ${
        lacking.count
      } by members of ${lacking.from.join(
        ' or ',
      )} are needed, and somebody who approved has lost the role, left the group, or taken it back. Ask anew.`,
      { requirements: [lacking] },
    );
  }
}
