import {
  ApprovalDetail,
  VoteVerdict,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { StepUp } from '../stepUp/useStepUp';
import { useVertexMutation } from './useVertexMutation';

export interface Voting {
  verdict: VoteVerdict;
  reason?: string;
}

/** Whether an approval of this request has to be signed. To say no, or to take one's yes back, never waits for a key. */
export function isSignedVote(
  { requirement }: ApprovalDetail,
  verdict: VoteVerdict,
): boolean {
  return (
    verdict === 'approve' &&
    requirement?.kind === 'approvals' &&
    requirement.stepUp !== undefined
  );
}

/**
 * Votes on a request as it was shown, and has the vote signed before where that is demanded.
 *
 * @param shown - what the voter has seen; the server refuses the vote when it is another one by now
 */
export function useVote(shown: ApprovalDetail, sign: StepUp['sign']) {
  const { id, intentDigest } = shown.deployment;
  return useVertexMutation<Voting, ApprovalDetail>(
    async (client, { verdict, reason }) => {
      const vote = { verdict, intentDigest, ...(reason && { reason }) };
      const stepUp = isSignedVote(shown, verdict)
        ? await sign({ kind: 'vote', deployment: id, ...vote })
        : undefined;
      return client.vote(id, vote, { stepUp });
    },
    ['approval', 'approvals', 'deployment', 'deployments'],
  );
}
