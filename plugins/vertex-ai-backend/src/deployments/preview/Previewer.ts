import type {
  Decision,
  DeploymentRequest,
  Preview,
  Role,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { AuditLog } from '../../audit';
import type { Actor, Clock } from '../../core';
import type { CredentialSource } from '../../credentials';
import {
  CallContext,
  requestReason,
  ResourceManagerApi,
  VertexApi,
} from '../../google';
import { hasModelRules, Policy } from '../../policy';
import { basisOf } from '../basis';
import { factsOf } from '../facts';
import { gcloudCommands } from '../gcloud';
import { canonicalIntent } from '../intent';
import type { FixedRequest } from '../model';
import { compare } from './compare';
import { ACT_AS, Granted, neededPermissions, preflight } from './checks';
import { fixRequest } from './fixRequest';
import { foresee, Foresight, NEW, splitAfter } from './foresee';
import { nothingRead, readTarget, Target } from './readTarget';

/** Who asks for what. */
export interface PreviewCall {
  actor: Actor;
  request: DeploymentRequest;
  correlationId: string;
  signal?: AbortSignal;
}

/** Says what a request would do, by the code that would do it. Changes nothing, neither here nor at Google. */
export class Previewer {
  readonly #vertex: VertexApi;
  readonly #resourceManager: ResourceManagerApi;
  readonly #credentials: CredentialSource;
  readonly #policy: Policy;
  readonly #audit: AuditLog;
  readonly #clock: Clock;

  constructor(services: {
    vertex: VertexApi;
    resourceManager: ResourceManagerApi;
    credentials: CredentialSource;
    policy: Policy;
    audit: AuditLog;
    clock: Clock;
  }) {
    this.#vertex = services.vertex;
    this.#resourceManager = services.resourceManager;
    this.#credentials = services.credentials;
    this.#policy = services.policy;
    this.#audit = services.audit;
    this.#clock = services.clock;
  }

  /** A refusal is part of the answer. Nothing is read at Google for somebody who is refused. */
  async preview(call: PreviewCall): Promise<Preview> {
    const { actor, request } = call;
    const decision = this.#policy.decide(actor, request.action, request);
    if (decision.outcome === 'denied') {
      const nothing = { target: nothingRead, granted: undefined };
      return this.#answer({ call, decision, ...nothing });
    }
    const { target, granted } = await this.#ask(call, decision.role);
    return this.#answer({
      call,
      decision: await this.#guard(call, target),
      target,
      granted,
    });
  }

  /** The policy once more, now that it is known what exactly is wanted. A refusal is on record like any other. */
  async #guard(
    { actor, request, correlationId }: PreviewCall,
    target: Target,
  ): Promise<Decision> {
    const fixed = fixRequest(request, target);
    if (!fixed) {
      return this.#unasked(actor, request);
    }
    const { action, environment, location } = fixed;
    const decision = this.#policy.decide(actor, action, {
      environment,
      location,
      facts: factsOf(fixed, target, this.#clock.now()),
    });
    if (decision.outcome === 'denied') {
      await this.#audit.record({
        event: 'decision',
        outcome: 'denied',
        actor: actor.ref,
        environment,
        action,
        correlationId,
        detail: { decision, preview: true },
      });
    }
    return decision;
  }

  /** What cannot be asked must not look as if it had been: the decision is then on the role alone, and says so. */
  #unasked(actor: Actor, request: DeploymentRequest): Decision {
    const { action, environment } = request;
    const decision = this.#policy.decide(actor, action, request);
    const { guardrails, models } = this.#policy.environment(environment);
    const silent =
      models.length > 0 ||
      guardrails.some(({ actions }) => actions.includes(action));
    return silent && decision.outcome !== 'denied'
      ? {
          ...decision,
          unasked:
            'The model could not be read, so the guardrails and the rules for single models of this environment could not be asked. They will be, before anything is done.',
        }
      : decision;
  }

  /** What the request is about, read with the read credential of the person who asks. @throws VertexAiError of the handshake */
  async read(call: PreviewCall, role: Role): Promise<Target> {
    const { request } = call;
    const environment = this.#policy.environment(request.environment);
    return readTarget(request, {
      vertex: this.#vertex,
      project: environment.project,
      ctx: await this.#readContext(call, role),
      touches: hasModelRules(environment, request.action),
    });
  }

  async #ask(
    call: PreviewCall,
    role: Role,
  ): Promise<{ target: Target; granted: Granted }> {
    const [target, granted] = await Promise.all([
      this.read(call, role),
      this.#granted(call, role),
    ]);
    return { target, granted };
  }

  async #granted(call: PreviewCall, role: Role): Promise<Granted> {
    const ctx = await this.#readContext(call, role);
    return this.#resourceManager
      .testIamPermissions(
        {
          project: this.#policy.environment(call.request.environment).project,
          permissions: [...neededPermissions(call.request), ACT_AS],
        },
        ctx,
      )
      .catch(() => undefined);
  }

  #answer(input: {
    call: PreviewCall;
    decision: Decision;
    target: Target;
    granted: Granted;
  }): Preview {
    const { call, decision, target, granted } = input;
    const environment = this.#policy.environment(call.request.environment);
    const fixed = fixRequest(call.request, target);
    const foresight = fixed && foreseeable(fixed, target);
    // Where the version could not be fixed there is nothing to sign; what is shown then is what was asked.
    const request = fixed ?? (call.request as FixedRequest);
    const intent = canonicalIntent({
      requestedBy: call.actor.ref,
      environment,
      request,
      basis: fixed && basisOf(fixed, target, environment),
    });
    return {
      decision,
      checks: preflight({ request, target, foresight, granted }),
      request,
      intent: intent.text,
      intentDigest: intent.digest,
      before: foresight?.before,
      after: foresight?.after,
      ...(fixed && foresight
        ? compare(fixed, target, foresight)
        : { changes: [] }),
      gcloud: fixed
        ? commands(fixed, {
            project: environment.project,
            foresight,
            target,
          })
        : [],
    };
  }

  async #readContext(call: PreviewCall, role: Role): Promise<CallContext> {
    const { actor, request, correlationId, signal } = call;
    return {
      credential: await this.#credentials.credential({
        actor,
        environment: request.environment,
        role,
        correlationId,
      }),
      reason: requestReason({ correlationId }),
      correlationId,
      signal,
    };
  }
}

/** Without having read the endpoint that it names there is nothing to foresee. */
function foreseeable(
  request: FixedRequest,
  target: Target,
): Foresight | undefined {
  const isNew =
    request.action === 'deployment.create' && request.endpoint.kind === 'new';
  return isNew || target.endpoint.kind === 'read'
    ? foresee(request, target)
    : undefined;
}

function commands(
  request: FixedRequest,
  {
    project,
    foresight,
    target,
  }: { project: string; foresight?: Foresight; target: Target },
): string[] {
  const split =
    foresight &&
    !foresight.obstacle &&
    splitAfter(
      request,
      foresight.before ?? { trafficSplit: {}, deployedModels: [] },
    );
  return gcloudCommands(request, {
    project,
    modelDisplayName:
      target.model.kind === 'read' ? target.model.value.displayName : undefined,
    split: split
      ? Object.fromEntries(
          Object.entries(split).map(([id, share]) => [
            id === NEW ? '0' : id,
            share,
          ]),
        )
      : undefined,
  });
}
