import type { Decision } from '@backstage-vertex/plugin-vertex-ai-common';
import { Access, PolicyRefusal } from '../policy';

/**
 * Until when a request that is decided on has to be approved; undefined when it need not be. Other people can only be asked when nothing
 * else is missing. Pure.
 *
 * @throws PolicyRefusal where it is denied, and where something is missing that its requester has to bring
 */
export function approvalExpiryMs(
  decision: Decision,
  access: Access,
  now: Date,
): number | undefined {
  if (decision.outcome === 'allowed') {
    return undefined;
  }
  const [only, ...others] =
    decision.outcome === 'needs' ? decision.requirements : [];
  if (only?.kind !== 'approvals' || others.length > 0) {
    throw new PolicyRefusal(access, decision);
  }
  return now.getTime() + only.expiresAfterHours * 3_600_000;
}
