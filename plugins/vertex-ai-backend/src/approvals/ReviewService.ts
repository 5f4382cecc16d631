import {
  approvalReviewPermission,
  Review,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { AuditLog } from '../audit';
import { AccessGate, Actor, Clock, VertexAiError } from '../core';
import { Database } from '../db';
import type { Caller, EnvironmentAccess } from '../http';
import { Policy, roleFor } from '../policy';
import type { Requests } from './Requests';
import { ReviewStore } from './ReviewStore';
import { personOf } from './rules';

export interface ReviewServices {
  database: Database;
  store: ReviewStore;
  requests: Requests;
  access: Pick<EnvironmentAccess, 'authorize'>;
  gate: AccessGate;
  policy: Policy;
  audit: AuditLog;
  clock: Clock;
}

/** Closes the review of what went without its approvals. It stays open until somebody does who may, and did not ask for it. */
export class ReviewService {
  readonly #services: ReviewServices;

  constructor(services: ReviewServices) {
    this.#services = services;
  }

  /** @throws VertexAiError `access_ended`, `not_found`, `conflict` when it is closed, `vote_refused` for the requester's own, `role_missing` */
  async close(call: {
    caller: Caller;
    id: string;
    verdict: NonNullable<Review['verdict']>;
    comment: string;
    correlationId: string;
  }): Promise<void> {
    const { store, requests, policy, clock, database, audit } = this.#services;
    const { caller, id, verdict, comment } = call;
    const { deployment } = await requests.read(caller, id);
    await this.#admit(caller, deployment.environment);
    const review = await store.byId(id);
    if (!review) {
      throw new VertexAiError(
        'not_found',
        `Deployment ${id} did not go without approvals; there is nothing to review.`,
      );
    }
    roleFor(policy, caller.actor, {
      action: 'approval.review',
      environment: deployment.environment,
    });
    const obstacle = reviewObstacle(policy, caller.actor, review);
    if (obstacle) {
      throw new VertexAiError('vote_refused', obstacle);
    }
    await database.transaction(async tx => {
      const by = caller.actor.ref;
      const nowMs = clock.now().getTime();
      if (!(await store.close(tx, id, { by, verdict, comment, nowMs }))) {
        throw new VertexAiError('conflict', 'The review is closed already.');
      }
      await audit.append(tx, {
        event: 'deployment.glassReviewed',
        outcome: verdict === 'justified' ? 'success' : 'failure',
        actor: by,
        environment: deployment.environment,
        action: 'approval.review',
        correlationId: call.correlationId,
        deploymentId: id,
        detail: { verdict, comment },
      });
    });
    await requests.changed(id);
  }

  async #admit(caller: Caller, environment: string): Promise<void> {
    const { access, gate } = this.#services;
    await access.authorize(caller, approvalReviewPermission, environment);
    await gate.admit({ actor: caller.actor.ref, environment });
  }
}

/** Nobody closes the book on themselves. Pure. */
export function reviewObstacle(
  policy: Policy,
  actor: Actor,
  { requestedBy }: Pick<Review, 'requestedBy'>,
): string | undefined {
  if (actor.kind !== 'user') {
    return 'Only people review.';
  }
  if (personOf(actor.ref) === personOf(requestedBy)) {
    return 'You have asked for this yourself; somebody else has to review it.';
  }
  if (
    !requestedBy.startsWith('user:') &&
    policy.operates(actor, requestedBy) !== false
  ) {
    return `Whoever operates ${requestedBy} cannot review what it asked for.`;
  }
  return undefined;
}
