import {
  Approval,
  ApprovalDetail,
  ApprovalQuery,
  approvalReviewPermission,
  approvalVotePermission,
  Deployment,
  Review,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { Permission } from '@backstage/plugin-permission-common';
import { Clock, VertexAiError } from '../core';
import type { Caller, EnvironmentAccess } from '../http';
import { Policy } from '../policy';
import { ApprovalStore } from './ApprovalStore';
import { Electorate } from './Electorate';
import type { CastVote } from './model';
import { narrowTo } from './narrow';
import { explainObstacle } from './obstacles';
import { voteObstacle } from './refuseVote';
import type { Requests } from './Requests';
import { reviewObstacle } from './ReviewService';
import { ReviewStore } from './ReviewStore';
import { requirementOf } from './rules';
import { Standings, toApproval, toDetail } from './views';

export interface ReaderServices {
  store: ApprovalStore;
  reviews: ReviewStore;
  requests: Requests;
  electorate: Electorate;
  access: Pick<EnvironmentAccess, 'authorize'>;
  policy: Policy;
  clock: Clock;
}

/** Shows what is decided on, and what was. */
export class ApprovalReader {
  readonly #services: ReaderServices;

  constructor(services: ReaderServices) {
    this.#services = services;
  }

  async page(
    caller: Caller,
    query: ApprovalQuery,
  ): Promise<{ items: Approval[]; nextCursor?: string }> {
    const { requests, policy, clock } = this.#services;
    const { items, nextCursor } = await requests.page(caller, {
      ...query,
      narrow: narrowTo(query.show, {
        policy,
        actor: caller.actor,
        nowMs: clock.now().getTime(),
      }),
    });
    return { items: await this.#rows(items), nextCursor };
  }

  async #rows(deployments: readonly Deployment[]): Promise<Approval[]> {
    const { store, reviews } = this.#services;
    const ids = deployments.map(({ id }) => id);
    const [votes, reviewOf] = await Promise.all([
      store.votesOn(ids),
      reviews.byIds(ids),
    ]);
    return deployments.map(deployment =>
      toApproval({
        deployment,
        requirement: this.#requirement(deployment),
        votes: votes.get(deployment.id) ?? [],
        review: reviewOf.get(deployment.id),
      }),
    );
  }

  async detail(caller: Caller, id: string): Promise<ApprovalDetail> {
    const { store, reviews, requests } = this.#services;
    const subject = await requests.read(caller, id);
    const { deployment } = subject;
    const [votes, review] = await Promise.all([
      store.votes(id),
      reviews.byId(id),
    ]);
    return toDetail({
      subject,
      requirement: this.#requirement(deployment),
      votes,
      standings: await this.#standings(deployment, votes),
      review,
      obstacle: await this.#obstacle(caller, { deployment, votes }),
      reviewObstacle: await this.#reviewObstacle(caller, review),
      own: deployment.requestedBy === caller.actor.ref,
    });
  }

  /** What was decided keeps the worth that it had. */
  async #standings(
    deployment: Deployment,
    votes: readonly CastVote[],
  ): Promise<Standings> {
    if (deployment.phase !== 'awaitingApproval') {
      return new Map();
    }
    const weighed = await this.#services.electorate.weigh(deployment, votes);
    return new Map(
      weighed.map(({ vote, standing }) => [vote.sequence, standing]),
    );
  }

  async #obstacle(
    caller: Caller,
    subject: { deployment: Deployment; votes: readonly CastVote[] },
  ): Promise<ApprovalDetail['obstacle']> {
    const { actor } = caller;
    const { policy, clock } = this.#services;
    const { deployment, votes } = subject;
    const { environment } = deployment;
    const nowMs = clock.now().getTime();
    const code =
      voteObstacle({ policy, deployment, votes, voter: actor, nowMs }) ??
      ((await this.#isGranted(caller, approvalVotePermission, environment))
        ? undefined
        : ('permissionMissing' as const));
    return (
      code && {
        code,
        message: explainObstacle(code, { policy, actor, subject: deployment }),
      }
    );
  }

  async #reviewObstacle(
    caller: Caller,
    review: Review | undefined,
  ): Promise<string | undefined> {
    const { actor } = caller;
    if (!review || review.closedAt !== undefined) {
      return undefined;
    }
    const { policy } = this.#services;
    const { environment } = review;
    const decision = policy.decide(actor, 'approval.review', { environment });
    if (decision.outcome === 'denied') {
      return decision.reasons.map(({ message }) => message).join(' ');
    }
    return (
      reviewObstacle(policy, actor, review) ??
      ((await this.#isGranted(caller, approvalReviewPermission, environment))
        ? undefined
        : "Backstage's permission policy does not grant vertex-ai.approval.review.")
    );
  }

  async #isGranted(
    caller: Caller,
    permission: Permission,
    environment: string,
  ): Promise<boolean> {
    try {
      await this.#services.access.authorize(caller, permission, environment);
      return true;
    } catch (error) {
      if (VertexAiError.is(error) && error.code === 'forbidden') {
        return false;
      }
      throw error;
    }
  }

  #requirement({ environment, action }: Deployment) {
    return requirementOf(
      this.#services.policy.environment(environment),
      action,
    );
  }
}
