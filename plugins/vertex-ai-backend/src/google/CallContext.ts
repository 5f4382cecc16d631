import type { Secret } from '../core';

/** What every call to Google carries: as whom, why, and under which correlation id. */
export interface CallContext {
  credential: { readonly token: Secret<string>; refused?(): void };
  /**
   * Goes out as `x-goog-request-reason` and is stored verbatim in the target project's audit log: ids only, no free text.
   */
  reason: string;
  correlationId: string;
  signal?: AbortSignal;
}

/** The reason of a call: `backstage-vertex correlation=… [deployment=…] [intent=…]`. */
export function requestReason(ids: {
  correlationId: string;
  deploymentId?: string;
  intentDigest?: string;
}): string {
  return [
    'backstage-vertex',
    `correlation=${ids.correlationId}`,
    ids.deploymentId && `deployment=${ids.deploymentId}`,
    ids.intentDigest && `intent=${ids.intentDigest}`,
  ]
    .filter(Boolean)
    .join(' ');
}
