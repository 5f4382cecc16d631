import { randomInt } from 'node:crypto';
import type { Deployment } from '@backstage-vertex/plugin-vertex-ai-common';
import { Clock, digestOf, newId, VertexAiError } from '../core';
import type { IntentSource } from '../stepup';
import { Policy, roleToAskFor } from '../policy';
import { endpointEntityRef, modelEntityRef } from '../registry';
import { aboutOf } from './aboutOf';
import { Acceptance, AcceptCall, Accepted } from './Acceptance';
import { DeploymentService } from './DeploymentService';
import { guardedOf } from './facts';
import { Chosen, initialState } from './initialState';
import type { DeploymentState } from './model';
import type { ApprovalNews } from './news/ApprovalNews';
import type { DeploymentNews } from './news/DeploymentNews';
import type { Owners } from './Owners';
import { endpointIdOf } from './preview/readTarget';
import { DeploymentStore } from './store/DeploymentStore';
import type { Alongside, NewDeployment } from './store/insertDeployment';
import type { DeploymentRow } from './store/rows';
import { toDeployment } from './views';

export interface IntakeServices {
  store: DeploymentStore;
  acceptance: Acceptance;
  service: Pick<DeploymentService, 'handOver'>;
  /** What commits with an accepted request: its signature is used up, and what skips approvals gets its review. */
  alongside(call: AcceptCall, accepted: Accepted): Alongside;
  policy: Policy;
  clock: Clock;
  news: DeploymentNews;
  owners: Owners;
  approvalNews: ApprovalNews;
  /** Told that a deployment is due. */
  worker: { wake(id: string): void };
  timeoutMs: number;
}

export interface CreateCall extends AcceptCall {
  idempotencyKey: string;
}

/** Takes requests in: new ones, changed ones, and those of an emergency. */
export class DeploymentIntake {
  readonly #services: IntakeServices;

  constructor(services: IntakeServices) {
    this.#services = services;
  }

  /**
   * Accepts a deployment, or answers with the one that the same request has made before.
   *
   * @throws VertexAiError where it is refused, and where it is clear already that it would be given up: `not_found`, `etag_mismatch`, …
   */
  async create(call: CreateCall): Promise<Deployment> {
    const { store, acceptance } = this.#services;
    const { request, breakGlass } = call;
    refuseSilentEmergency(call);
    const key = {
      requestedBy: call.actor.ref,
      idempotencyKey: call.idempotencyKey,
      requestDigest: digestOf(breakGlass ? { breakGlass, request } : request),
    };
    const known = await store.findByIdempotencyKey(key);
    if (known) {
      return toDeployment(known);
    }
    const accepted = await acceptance.accept(call);
    const { row, created } = await store.insert({
      ...key,
      ...this.#describe(call, accepted, {
        id: newId(this.#services.clock),
        correlationId: call.correlationId,
        // 10 digits, so that it never starts with 0 and is not one that a person would choose.
        newDeployedModelId: String(randomInt(1_000_000_000, 10_000_000_000)),
      }),
      owner: await this.#ownerOf(accepted),
      alongside: this.#services.alongside(call, accepted),
    });
    if (created) {
      this.#services.service.handOver(call.actor, row);
      this.#tell(row);
    }
    return toDeployment(row);
  }

  /**
   * Puts another request in the place of one that waits for approval. Votes are about the intent that there was, so none counts any more.
   *
   * @throws VertexAiError `forbidden` for somebody else's, `conflict` when it is decided, or nothing would be different
   */
  async revise(call: AcceptCall & { row: DeploymentRow }): Promise<Deployment> {
    const { store, acceptance } = this.#services;
    const { row } = call;
    refuseRevision(call);
    const accepted = await acceptance.accept(call);
    if (accepted.intent.digest === row.intent_digest) {
      throw new VertexAiError(
        'conflict',
        'Nothing would be different, so the request and its approvals stay as they are.',
      );
    }
    const revised = await store.revise(row, {
      ...this.#describe(call, accepted, {
        id: row.id,
        correlationId: row.correlation_id,
        newDeployedModelId: row.deployed_model_id ?? '',
      }),
      owner: await this.#ownerOf(accepted),
      correlationId: call.correlationId,
      alongside: this.#services.alongside(call, accepted),
    });
    if (!revised) {
      throw new VertexAiError(
        'conflict',
        'Somebody has decided on the request, or changed it, just now. Look at it again.',
      );
    }
    this.#services.service.handOver(call.actor, revised);
    this.#tell(revised);
    return toDeployment(revised);
  }

  /** What somebody signs who asks for a deployment, by the code that makes it again when the request comes. */
  intentOf(breakGlass: boolean): IntentSource<'deployment' | 'breakGlass'> {
    return async ({ caller, subject, correlationId, signal }) => {
      const { request } = subject;
      const { environment, location } = request;
      const { actor } = caller;
      const action = breakGlass ? 'deployment.breakGlass' : request.action;
      const { policy, acceptance } = this.#services;
      roleToAskFor(policy, actor, { action, environment, location });
      const { intent } = await acceptance.understand({
        actor,
        role: roleToAskFor(policy, actor, {
          action: request.action,
          environment,
          location,
        }),
        request,
        breakGlass,
        correlationId,
        signal,
      });
      return { intent: JSON.parse(intent.text), environment, action };
    };
  }

  /** Whose thing this is about: that of the model where there is one, else that of the endpoint. */
  #ownerOf({ request, target }: Accepted): Promise<string | undefined> {
    const { environment, location } = request;
    const { model } = aboutOf(request, target);
    const endpoint = endpointIdOf(request);
    return this.#services.owners.ownerOf([
      ...(model ? [modelEntityRef(environment, location, model.id)] : []),
      ...(endpoint ? [endpointEntityRef(environment, location, endpoint)] : []),
    ]);
  }

  #describe(
    call: AcceptCall,
    accepted: Accepted,
    chosen: Pick<Chosen, 'id' | 'correlationId' | 'newDeployedModelId'>,
  ): Omit<
    NewDeployment,
    'requestedBy' | 'idempotencyKey' | 'requestDigest' | 'owner' | 'alongside'
  > {
    const { request, target } = accepted;
    const { model, endpointDisplayName } = aboutOf(request, target);
    const state: DeploymentState = {
      ...initialState(request, {
        ...chosen,
        timeoutMs: this.#services.timeoutMs,
        basis: accepted.basis,
        breakGlass: accepted.breakGlass,
        evidenceId: accepted.signature?.evidenceId,
        approvalExpiresAtMs: accepted.approvalExpiresAtMs,
      }),
      modelDisplayName: model?.displayName,
      guarded: guardedOf(target, accepted.claims),
      endpointDisplayName,
    };
    return {
      state,
      model,
      role: call.role,
      intentDigest: accepted.intent.digest,
      nowMs: accepted.now.getTime(),
    };
  }

  #tell(row: DeploymentRow): void {
    const { news, approvalNews, worker } = this.#services;
    const { id, environment, phase } = row;
    news.phaseChanged({ id, environment, phase });
    if (phase === 'awaitingApproval') {
      approvalNews.asked(row);
    }
    if (row.break_glass) {
      approvalNews.glassBroken(row);
    }
    worker.wake(id);
  }
}

/** @throws VertexAiError `invalid_request` */
function refuseSilentEmergency({ breakGlass, request }: AcceptCall): void {
  if (breakGlass && !request.reason?.trim()) {
    throw new VertexAiError(
      'invalid_request',
      'body.reason: whoever goes without approvals says why',
    );
  }
}

/** @throws VertexAiError */
function refuseRevision({
  actor,
  request,
  row,
}: AcceptCall & { row: DeploymentRow }): void {
  if (row.requested_by !== actor.ref) {
    throw new VertexAiError(
      'forbidden',
      `Only ${row.requested_by}, who has asked for it, can change it.`,
    );
  }
  if (row.phase !== 'awaitingApproval' || row.cancel_requested) {
    throw new VertexAiError(
      'conflict',
      `The request is ${row.phase}; only one that waits for approval can be changed.`,
    );
  }
  for (const field of ['action', 'environment', 'location'] as const) {
    if (request[field] !== row[field]) {
      throw new VertexAiError(
        'invalid_request',
        `body.${field}: stays ${row[field]}; ask anew for something else`,
      );
    }
  }
}
