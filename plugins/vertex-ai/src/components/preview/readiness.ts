import {
  Decision,
  Preview,
  Requirement,
} from '@backstage-vertex/plugin-vertex-ai-common';

/** Whether a previewed request may be sent, with what it has to bring; and if not, what stands in the way. */
export type Readiness =
  | { ready: true; needs: Need[] }
  | { ready: false; because: 'notPreviewed' | 'decision' | 'checks' };

/** What a request that the policy does not refuse still has to get: a signature now, approvals once it was sent. */
export type Need = Requirement['kind'];

export function needsOf(decision: Decision | undefined): Need[] {
  return decision?.outcome === 'needs'
    ? decision.requirements.map(({ kind }) => kind)
    : [];
}

/** A check that could not be made warns but does not block: the server makes it again and decides. */
export function readinessOf(preview: Preview | undefined): Readiness {
  if (!preview) {
    return { ready: false, because: 'notPreviewed' };
  }
  if (preview.decision.outcome === 'denied') {
    return { ready: false, because: 'decision' };
  }
  if (preview.checks.some(check => check.outcome === 'fail')) {
    return { ready: false, because: 'checks' };
  }
  return { ready: true, needs: needsOf(preview.decision) };
}
