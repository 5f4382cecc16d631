import type {
  DeploymentRequest,
  Role,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Actor, Clock, SignInClaims, VertexAiError } from '../core';
import { Access, Policy, roleFor } from '../policy';
import type { Grants, Verified } from '../stepup';
import { approvalExpiryMs } from './approvalExpiry';
import { basisOf } from './basis';
import { factsOf } from './facts';
import { CanonicalIntent, canonicalIntent } from './intent';
import type { Basis, FixedRequest } from './model';
import { deployableCheck } from './preview/checks';
import { fixRequest } from './preview/fixRequest';
import { foresee } from './preview/foresee';
import { Previewer } from './preview/Previewer';
import type { Target } from './preview/readTarget';

/** A request by somebody who has the role for it. */
export interface AcceptCall {
  actor: Actor;
  role: Role;
  request: DeploymentRequest;
  /** Whether the approvals are skipped in an emergency. */
  breakGlass?: boolean;
  correlationId: string;
  signal?: AbortSignal;
  /** Names the signature over the intent; unverified. */
  stepUpGrant?: string;
}

/** What exactly is wanted, by what Google has now. */
interface Understood {
  request: FixedRequest;
  target: Target;
  basis?: Basis;
  intent: CanonicalIntent;
}

/** A request that may be carried out, at once or when other people have approved it. */
export interface Accepted extends Understood {
  now: Date;
  breakGlass?: boolean;
  /** To be used up with it. */
  signature?: Verified;
  /** Present when it has to be approved first: until when. */
  approvalExpiresAtMs?: number;
  /** On which the decision rests; present where it does. */
  claims?: SignInClaims;
}

/** Decides whether a request is accepted, once it is known what exactly is wanted. */
export class Acceptance {
  readonly #previewer: Previewer;
  readonly #policy: Policy;
  readonly #grants: Pick<Grants, 'verify'>;
  readonly #clock: Clock;

  constructor(services: {
    previewer: Previewer;
    policy: Policy;
    grants: Pick<Grants, 'verify'>;
    clock: Clock;
  }) {
    this.#previewer = services.previewer;
    this.#policy = services.policy;
    this.#grants = services.grants;
    this.#clock = services.clock;
  }

  /**
   * @throws PolicyRefusal; VertexAiError `step_up_refused`, or where it is clear already that it would be given up: `not_found`,
   *   `etag_mismatch`, …
   */
  async accept(call: AcceptCall): Promise<Accepted> {
    const { actor, breakGlass } = call;
    const understood = await this.understand(call);
    const { request, target, intent } = understood;
    const signature = await this.#signature(call, intent.digest);
    const now = this.#clock.now();
    const { action, environment, location } = request;
    const stepUp = signature?.facts;
    const access: Access = {
      action,
      environment,
      location,
      facts: factsOf(request, target, now),
      evidence: { stepUp, ...(breakGlass && { approvals: 'waived' }) },
    };
    if (breakGlass) {
      roleFor(this.#policy, actor, {
        action: 'deployment.breakGlass',
        environment,
        evidence: { stepUp },
      });
    }
    const decision = this.#policy.decide(actor, action, access);
    return {
      ...understood,
      now,
      breakGlass,
      signature,
      approvalExpiresAtMs: approvalExpiryMs(decision, access, now),
      claims: this.#policy.claimsBehind(actor, action, access),
    };
  }

  /** The intent of a request, as it is signed. @throws VertexAiError what Google said to a read, or what it would be given up with */
  async understand(call: AcceptCall): Promise<Understood> {
    const target = await this.#previewer.read(call, call.role);
    const request = feasible(call.request, target);
    const environment = this.#policy.environment(request.environment);
    const basis = basisOf(request, target, environment);
    return {
      request,
      target,
      basis,
      intent: canonicalIntent({
        requestedBy: call.actor.ref,
        environment,
        request,
        basis,
        breakGlass: call.breakGlass,
      }),
    };
  }

  async #signature(
    { actor, stepUpGrant }: AcceptCall,
    digest: string,
  ): Promise<Verified | undefined> {
    return stepUpGrant === undefined
      ? undefined
      : this.#grants.verify({ grant: stepUpGrant, actor, digest });
  }
}

/**
 * The request with its version fixed, if nothing that is known now speaks against it.
 *
 * @throws VertexAiError what Google said to a read, or what the machine would give up with
 */
function feasible(request: DeploymentRequest, target: Target): FixedRequest {
  for (const reading of [target.model, target.endpoint]) {
    if (reading.kind === 'failed') {
      throw reading.error;
    }
  }
  if (request.action === 'deployment.create') {
    const { outcome, message } = deployableCheck(target.model);
    if (outcome === 'fail') {
      throw new VertexAiError(
        'invalid_request',
        `The model cannot be deployed. ${message}`,
      );
    }
  }
  const fixed = fixRequest(request, target)!;
  const { obstacle } = foresee(fixed, target);
  if (obstacle) {
    throw new VertexAiError(obstacle.code, obstacle.message);
  }
  return fixed;
}
