import type {
  Approval,
  ApprovalDetail,
  Deployment,
  Review,
  Vote,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { ApprovalsRequirement, CastVote } from './model';
import type { Approvable } from './Requests';
import { lastWords, personOf } from './rules';

/** What each approval is worth now, by the sequence of its vote. */
export type Standings = ReadonlyMap<number, Vote['standing']>;

export function toApproval(parts: {
  deployment: Deployment;
  requirement?: ApprovalsRequirement;
  votes: readonly CastVote[];
  review?: Review;
}): Approval {
  const { deployment, requirement, votes, review } = parts;
  return {
    deployment,
    requirement,
    approvals: lastWords(votes, deployment.intentDigest).filter(
      ({ verdict }) => verdict === 'approve',
    ).length,
    review,
  };
}

export function toDetail(parts: {
  subject: Approvable;
  requirement?: ApprovalsRequirement;
  votes: readonly CastVote[];
  standings: Standings;
  review?: Review;
  obstacle?: ApprovalDetail['obstacle'];
  reviewObstacle?: string;
  own: boolean;
}): ApprovalDetail {
  const { subject, votes, standings, ...rest } = parts;
  const { deployment, request, intent } = subject;
  const seen = votes.map(vote =>
    toVote(vote, standingOf(vote, { votes, deployment, standings })),
  );
  return {
    ...toApproval({ deployment, votes, ...rest }),
    request,
    intent,
    votes: seen,
    approvers: seen
      .filter(
        ({ verdict, standing }) =>
          verdict === 'approve' && standing === 'counts',
      )
      .map(({ voter }) => voter),
    obstacle: rest.obstacle,
    reviewObstacle: rest.reviewObstacle,
    own: rest.own,
  };
}

function standingOf(
  vote: CastVote,
  context: {
    votes: readonly CastVote[];
    deployment: Deployment;
    standings: Standings;
  },
): Vote['standing'] {
  const { votes, deployment, standings } = context;
  if (vote.intentDigest !== deployment.intentDigest) {
    return 'void';
  }
  const replaced = votes.some(
    later =>
      later.sequence > vote.sequence &&
      later.intentDigest === vote.intentDigest &&
      personOf(later.voter) === personOf(vote.voter),
  );
  return replaced ? 'replaced' : standings.get(vote.sequence) ?? 'counts';
}

function toVote(vote: CastVote, standing: Vote['standing']): Vote {
  return {
    sequence: vote.sequence,
    voter: vote.voter,
    verdict: vote.verdict,
    reason: vote.reason,
    at: new Date(vote.atMs).toISOString(),
    intentDigest: vote.intentDigest,
    standing,
    evidenceId: vote.evidenceId,
  };
}
