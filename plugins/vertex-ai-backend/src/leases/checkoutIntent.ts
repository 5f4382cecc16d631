import type { CheckoutRequest } from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../config';
import type { RequestFacts } from '../policy';

/** What is taken out, by whom and from where: what a signature and the assertion to Google refer to. */
export interface CheckoutIntent {
  type: 'backstage-vertex-ai/checkout';
  version: 1;
  requestedBy: string;
  environment: { name: string; project: string; projectNumber: string };
  request: CheckoutRequest;
}

export function checkoutIntent(
  requestedBy: string,
  { name, project, projectNumber }: EnvironmentConfig,
  { role, lifetimeMinutes, reason, renewable }: CheckoutRequest,
): CheckoutIntent {
  return {
    type: 'backstage-vertex-ai/checkout',
    version: 1,
    requestedBy,
    environment: { name, project, projectNumber },
    request: { role, lifetimeMinutes, reason, renewable },
  };
}

/** What the guardrails look at. */
export function checkoutFacts(
  request: Omit<CheckoutRequest, 'reason'> & { reason?: string },
  now: Date,
): RequestFacts {
  return { request: { action: 'credential.checkout', ...request }, now };
}
