import { Preview } from '@backstage-vertex/plugin-vertex-ai-common';

/** Whether a previewed request may be sent, and if not, what stands in the way. */
export type Readiness =
  | { ready: true }
  | { ready: false; because: 'notPreviewed' | 'decision' | 'checks' };

/** A check that could not be made warns but does not block: the server makes it again and decides. */
export function readinessOf(preview: Preview | undefined): Readiness {
  if (!preview) {
    return { ready: false, because: 'notPreviewed' };
  }
  if (preview.decision.outcome !== 'allowed') {
    return { ready: false, because: 'decision' };
  }
  if (preview.checks.some(check => check.outcome === 'fail')) {
    return { ready: false, because: 'checks' };
  }
  return { ready: true };
}
