import type {
  Deployment,
  Requirement,
  VoteVerdict,
} from '@backstage-vertex/plugin-vertex-ai-common';

/** One vote as it was cast; nothing of it ever changes. */
export interface CastVote {
  deploymentId: string;
  /** From 1, in the order of the votes on the request. */
  sequence: number;
  /** Of the intent that it is about. */
  intentDigest: string;
  voter: string;
  verdict: VoteVerdict;
  reason?: string;
  /** The signature over the vote, where there is one. */
  evidenceId?: string;
  correlationId: string;
  atMs: number;
}

/** What is decided on, as far as the rules look at it. */
export type Subject = Pick<
  Deployment,
  'id' | 'action' | 'environment' | 'requestedBy' | 'intentDigest'
>;

export type ApprovalsRequirement = Extract<Requirement, { kind: 'approvals' }>;
