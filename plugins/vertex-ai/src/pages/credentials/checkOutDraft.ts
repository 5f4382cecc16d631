import {
  CheckoutRequest,
  CheckoutRole,
  Environment,
} from '@backstage-vertex/plugin-vertex-ai-common';

/** What was filled in. */
export interface CheckOutDraft {
  environment: Environment;
  role: CheckoutRole;
  minutes: string;
  renewable: boolean;
  reason: string;
}

/** Begins with the least: the first role that the person holds, and one token. */
export function draftFor(environment: Environment): CheckOutDraft {
  const { checkout, roles } = environment;
  return {
    environment,
    role: checkout!.roles.find(role => roles.includes(role))!,
    minutes: String(
      Math.min(checkout!.tokenMinutes, checkout!.maxLifetimeMinutes),
    ),
    renewable: false,
    reason: '',
  };
}

/** The longest life that can be asked for as it is filled in. */
export function longestMinutes({
  environment,
  renewable,
}: CheckOutDraft): number {
  const { maxLifetimeMinutes, tokenMinutes } = environment.checkout!;
  return renewable
    ? maxLifetimeMinutes
    : Math.min(maxLifetimeMinutes, tokenMinutes);
}

/** What would be asked for; undefined while something is missing. */
export function requestOf(draft: CheckOutDraft): CheckoutRequest | undefined {
  const { role, renewable } = draft;
  const lifetimeMinutes = Number(draft.minutes);
  const reason = draft.reason.trim();
  return Number.isInteger(lifetimeMinutes) &&
    lifetimeMinutes >= 1 &&
    lifetimeMinutes <= longestMinutes(draft) &&
    reason.length >= 3
    ? { role, lifetimeMinutes, renewable, reason }
    : undefined;
}
