import { federate } from './federate';
import type { Strategy, StrategyParts } from './Strategy';

/** The person is the principal: roles at Google are granted to the subject or its attributes directly. */
export function workloadIdentityFederation(
  parts: StrategyParts,
): Strategy<'workloadIdentityFederation'> {
  return {
    hops: () => ['assertion', 'sts'],
    facts: ({ audience }) => ({ audience }),
    mint: (walk, { audience }, request) =>
      federate(parts, walk, { audience, request }),
  };
}
