import type {
  Deployment,
  VoteObstacle,
  VoteRequest,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Actor, VertexAiError } from '../core';
import { Policy, roleFor } from '../policy';
import type { CastVote } from './model';
import { explainObstacle } from './obstacles';
import { lastWords, personOf, requirementOf, voiceObstacle } from './rules';

/** What a vote is judged by. */
export interface Ballot {
  policy: Policy;
  deployment: Deployment;
  /** All there are on the deployment. */
  votes: readonly CastVote[];
  /** As the person is now. */
  voter: Actor;
  nowMs: number;
}

/** Why the voter cannot approve; undefined when nothing is in the way. Pure. */
export function voteObstacle(ballot: Ballot): VoteObstacle | undefined {
  if (!isOpen(ballot)) {
    return 'decided';
  }
  return (
    voiceObstacle(ballot.policy, ballot.voter, ballot.deployment) ??
    (hasApproved(ballot) ? 'alreadyApproved' : undefined)
  );
}

/**
 * Refuses a vote that cannot be given, signatures aside. Pure.
 *
 * @throws VertexAiError `vote_refused`, `role_missing`, `conflict` where it is decided or was changed, `invalid_request` without a reason
 */
export function refuseVote(body: VoteRequest, ballot: Ballot): void {
  const { policy, deployment, voter } = ballot;
  if (body.intentDigest !== deployment.intentDigest) {
    throw new VertexAiError(
      'conflict',
      'The request was changed since you looked at it. Look at it again, and vote on what it is now.',
    );
  }
  if (body.verdict === 'withdraw') {
    refuseWithdrawal(ballot);
    return;
  }
  const code = voteObstacle(ballot);
  if (code === 'roleMissing') {
    const { environment } = deployment;
    roleFor(policy, voter, { action: 'approval.vote', environment });
  }
  if (code && !(code === 'alreadyApproved' && body.verdict === 'reject')) {
    throw new VertexAiError(
      code === 'decided' || code === 'alreadyApproved'
        ? 'conflict'
        : 'vote_refused',
      explainObstacle(code, { policy, actor: voter, subject: deployment }),
    );
  }
  const environment = policy.environment(deployment.environment);
  if (
    requirementOf(environment, deployment.action)?.reason &&
    body.reason === undefined
  ) {
    throw new VertexAiError(
      'invalid_request',
      `body.reason: ${environment.title} wants to know why.`,
    );
  }
}

/** Taking back one's own yes needs no right, which may be gone by now. */
function refuseWithdrawal(ballot: Ballot): void {
  if (!hasApproved(ballot)) {
    throw new VertexAiError(
      'conflict',
      'There is no approval of yours to take back.',
    );
  }
  if (!isOpen(ballot)) {
    throw new VertexAiError(
      'conflict',
      'This was decided already; an approval cannot be taken back any more.',
    );
  }
}

function isOpen({ deployment, nowMs }: Ballot): boolean {
  return (
    deployment.phase === 'awaitingApproval' &&
    !deployment.cancelRequested &&
    Date.parse(deployment.approvalExpiresAt!) > nowMs
  );
}

function hasApproved({ votes, deployment, voter }: Ballot): boolean {
  return lastWords(votes, deployment.intentDigest).some(
    vote => personOf(vote.voter) === personOf(voter.ref),
  );
}
