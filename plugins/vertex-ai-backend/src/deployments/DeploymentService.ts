import { randomInt } from 'node:crypto';
import type {
  Deployment,
  DeploymentDetail,
  DeploymentPage,
  DeploymentQuery,
  DeploymentRequest,
  Handshake,
  Role,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { isFinal } from '@backstage-vertex/plugin-vertex-ai-common';
import type { CredentialBroker } from '../credentials';
import {
  Actor,
  Clock,
  digestOf,
  newId,
  SignInClaims,
  VertexAiError,
} from '../core';
import { Policy } from '../policy';
import { endpointEntityRef, modelEntityRef } from '../registry';
import { approvalExpiryMs } from './approvalExpiry';
import { basisOf } from './basis';
import { factsOf, guardedOf } from './facts';
import { initialState } from './initialState';
import { canonicalIntent } from './intent';
import type { FixedRequest } from './model';
import type { DeploymentNews } from './news/DeploymentNews';
import type { Owners } from './Owners';
import type { Readable } from './permissions/DeploymentAccess';
import { deployableCheck } from './preview/checks';
import { fixRequest } from './preview/fixRequest';
import { foresee } from './preview/foresee';
import { Previewer } from './preview/Previewer';
import type { Target } from './preview/readTarget';
import { DeploymentStore } from './store/DeploymentStore';
import type { DeploymentRow } from './store/rows';
import { cancellable } from './transition';
import { toDeployment, toDetail } from './views';

export interface DeploymentServices {
  store: DeploymentStore;
  previewer: Previewer;
  policy: Policy;
  clock: Clock;
  news: DeploymentNews;
  owners: Owners;
  handshakes: { byDeployment(id: string): Promise<Handshake[]> };
  /** Keeps a requester's own token for the deployment, where its environment acts with one. */
  credentials: Pick<CredentialBroker, 'handOver'>;
  /** Told that a deployment is due. */
  worker: { wake(id: string): void };
  timeoutMs: number;
}

/** A request that the policy has allowed to its actor in this role. */
export interface CreateCall {
  actor: Actor;
  role: Role;
  request: DeploymentRequest;
  idempotencyKey: string;
  correlationId: string;
  signal?: AbortSignal;
}

/** A request that may be carried out, at once or when other people have approved it. */
interface Accepted {
  request: FixedRequest;
  target: Target;
  /** Present when it has to be approved first. */
  approvalExpiresAtMs?: number;
  /** On which the decision rests; present where it does. */
  claims?: SignInClaims;
}

/** Accepts, shows and cancels deployments. Who may do so was decided before; what happens then is the worker's. */
export class DeploymentService {
  readonly #services: DeploymentServices;

  constructor(services: DeploymentServices) {
    this.#services = services;
  }

  /**
   * Accepts a deployment, or answers with the one that the same request has made before.
   *
   * @throws VertexAiError where it is clear already that it would be given up: `not_found`, `etag_mismatch`, …
   */
  async create(call: CreateCall): Promise<Deployment> {
    const { store, news, worker } = this.#services;
    const key = {
      requestedBy: call.actor.ref,
      idempotencyKey: call.idempotencyKey,
      requestDigest: digestOf(call.request),
    };
    const known = await store.findByIdempotencyKey(key);
    if (known) {
      return toDeployment(known);
    }
    const target = await this.#services.previewer.read(call, call.role);
    const request = accept(call.request, target);
    const accepted = this.#accept(call, request, target);
    const { row, created } = await store.insert({
      ...key,
      ...this.#newDeployment(call, accepted),
      owner: await this.#ownerOf(request, target),
    });
    if (created) {
      this.handOver(call.actor, row);
      news.phaseChanged({
        id: row.id,
        environment: row.environment,
        phase: row.phase,
      });
      worker.wake(row.id);
    }
    return toDeployment(row);
  }

  /** Whose thing this is about: that of the model where there is one, else that of the endpoint. */
  #ownerOf(request: FixedRequest, target: Target): Promise<string | undefined> {
    const { environment, location } = request;
    const model = modelOf(request, target);
    const endpoint = endpointIdOf(request);
    return this.#services.owners.ownerOf([
      ...(model ? [modelEntityRef(environment, location, model.id)] : []),
      ...(endpoint ? [endpointEntityRef(environment, location, endpoint)] : []),
    ]);
  }

  /** A token that the requester has brought along counts for what is still to be done, also when it came later. */
  handOver(actor: Actor, row: DeploymentRow): void {
    if (actor.ref === row.requested_by && !isFinal(row.phase)) {
      this.#services.credentials.handOver(actor, {
        environment: row.environment,
        deploymentId: row.id,
        intentDigest: row.intent_digest,
      });
    }
  }

  /** The policy once more, now that it is known what exactly is wanted. @throws PolicyRefusal */
  #accept(call: CreateCall, request: FixedRequest, target: Target): Accepted {
    const { clock, policy } = this.#services;
    const { action, environment, location } = request;
    const now = clock.now();
    const access = {
      action,
      environment,
      location,
      facts: factsOf(request, target, now),
    };
    const decision = policy.decide(call.actor, action, access);
    return {
      request,
      target,
      approvalExpiresAtMs: approvalExpiryMs(decision, access, now),
      claims: policy.claimsBehind(call.actor, action, access),
    };
  }

  #newDeployment(
    call: CreateCall,
    { request, target, approvalExpiresAtMs, claims }: Accepted,
  ) {
    const { clock, policy, timeoutMs } = this.#services;
    const environment = policy.environment(request.environment);
    const basis = basisOf(request, target, environment);
    const state = initialState(request, {
      id: newId(clock),
      correlationId: call.correlationId,
      // 10 digits, so that it never starts with 0 and is not one that a person would choose.
      newDeployedModelId: String(randomInt(1_000_000_000, 10_000_000_000)),
      timeoutMs,
      basis,
      approvalExpiresAtMs,
    });
    const model = modelOf(request, target);
    return {
      state: {
        ...state,
        modelDisplayName: model?.displayName,
        guarded: guardedOf(target, claims),
        endpointDisplayName: endpointNameOf(request, target),
      },
      model,
      role: call.role,
      intentDigest: canonicalIntent({
        requestedBy: call.actor.ref,
        environment,
        request,
        basis,
      }).digest,
      nowMs: clock.now().getTime(),
    };
  }

  async list(
    readable: Readable,
    { cursor, ...query }: DeploymentQuery,
  ): Promise<DeploymentPage> {
    const rows = await this.#services.store.page({
      ...readable,
      query,
      before: cursor,
    });
    const items = rows.slice(0, query.limit).map(toDeployment);
    return {
      items,
      nextCursor:
        rows.length > query.limit ? items[items.length - 1].id : undefined,
    };
  }

  /** @throws VertexAiError `not_found` */
  async row(id: string): Promise<DeploymentRow> {
    const row = await this.#services.store.byId(id);
    if (!row) {
      throw new VertexAiError('not_found', `There is no deployment ${id}.`);
    }
    return row;
  }

  async detail(row: DeploymentRow): Promise<DeploymentDetail> {
    const { store, handshakes } = this.#services;
    const [events, effects, walks] = await Promise.all([
      store.events(row.id),
      store.effects(row.id),
      handshakes.byDeployment(row.id),
    ]);
    return toDetail({ row, events, effects, handshakes: walks });
  }

  /** @throws VertexAiError `conflict` when it is too late */
  async cancel(call: {
    id: string;
    actor: Actor;
    correlationId: string;
    reason?: string;
  }): Promise<Deployment> {
    const { store, clock, news, worker } = this.#services;
    const row = await store.requestCancel({
      ...call,
      actor: call.actor.ref,
      nowMs: clock.now().getTime(),
      cancellable,
    });
    news.phaseChanged({
      id: row.id,
      environment: row.environment,
      phase: row.phase,
    });
    worker.wake(row.id);
    return toDeployment(row);
  }
}

/**
 * The request with its version fixed, if nothing that is known now speaks against it.
 *
 * @throws VertexAiError what Google said to a read, or what the machine would give up with
 */
function accept(request: DeploymentRequest, target: Target): FixedRequest {
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

/** The model that a request is about; an undeploy names only where it runs. */
function modelOf(
  request: FixedRequest,
  { model, endpoint }: Target,
): { id: string; version: string; displayName: string } | undefined {
  if (request.action === 'deployment.create' && model.kind === 'read') {
    return { ...request.model, displayName: model.value.displayName };
  }
  if (request.action === 'deployment.undeploy' && endpoint.kind === 'read') {
    const deployed = endpoint.value.deployedModels.find(
      ({ id }) => id === request.deployedModelId,
    );
    return (
      deployed && {
        id: deployed.modelId,
        version: deployed.modelVersionId,
        displayName: deployed.displayName,
      }
    );
  }
  return undefined;
}

/** The endpoint that a request is about, if it is there already. */
function endpointIdOf(request: FixedRequest): string | undefined {
  if (request.action !== 'deployment.create') {
    return request.endpointId;
  }
  return request.endpoint.kind === 'existing' ? request.endpoint.id : undefined;
}

function endpointNameOf(
  request: FixedRequest,
  { endpoint }: Target,
): string | undefined {
  if (
    request.action === 'deployment.create' &&
    request.endpoint.kind === 'new'
  ) {
    return request.endpoint.displayName;
  }
  return endpoint.kind === 'read' ? endpoint.value.displayName : undefined;
}
