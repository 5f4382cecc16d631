import type { VoteVerdict } from '@backstage-vertex/plugin-vertex-ai-common';
import { digestOf } from '../core';

/** What an approver signs: a yes or no to one intent of one request, and why. */
export interface VoteIntent {
  type: 'backstage-vertex-ai/vote';
  version: 1;
  deployment: string;
  /** Of the deployment's intent. */
  intentDigest: string;
  verdict: VoteVerdict;
  reason?: string;
}

export function voteIntent(vote: {
  deploymentId: string;
  intentDigest: string;
  verdict: VoteVerdict;
  reason?: string;
}): VoteIntent {
  return {
    type: 'backstage-vertex-ai/vote',
    version: 1,
    deployment: vote.deploymentId,
    intentDigest: vote.intentDigest,
    verdict: vote.verdict,
    ...(vote.reason !== undefined && { reason: vote.reason }),
  };
}

/** SHA-256 in hex of the canonical JSON of the vote's intent. */
export function voteDigest(vote: Parameters<typeof voteIntent>[0]): string {
  return digestOf(voteIntent(vote));
}
