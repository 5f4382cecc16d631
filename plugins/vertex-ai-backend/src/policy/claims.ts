import type { AccessRule, AccessRules, EnvironmentConfig } from '../config';
import type { SignInClaims } from '../core';
import type { Evaluation } from './evaluate';

/** Names of all claims for which some rule asks. */
export function claimsAskedFor(
  environments: Iterable<EnvironmentConfig>,
): ReadonlySet<string> {
  return new Set(
    [...environments].flatMap(({ access, models }) =>
      [access, ...models.map(model => model.access)].flatMap(namesIn),
    ),
  );
}

function namesIn(access: AccessRules): string[] {
  return Object.values(access)
    .flat()
    .flatMap(({ claims }) => Object.keys(claims));
}

/** The claims without which the rules that matched would not have; undefined where they asked for none. */
export function claimsUsed(
  { granted, input }: Pick<Evaluation, 'granted' | 'input'>,
  besides?: AccessRule,
): SignInClaims | undefined {
  const { claims } = input.actor;
  if (!granted || !claims) {
    return undefined;
  }
  const rules = [
    granted.matched,
    ...granted.models.map(one => one.matched),
    besides,
  ];
  const names = new Set(rules.flatMap(rule => Object.keys(rule?.claims ?? {})));
  return names.size === 0
    ? undefined
    : {
        verifiedAt: claims.verifiedAt,
        values: Object.fromEntries(
          Object.entries(claims.values).filter(([name]) => names.has(name)),
        ),
      };
}
