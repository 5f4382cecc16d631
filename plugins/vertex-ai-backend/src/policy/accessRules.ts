import type { AccessRule } from '../config';
import type { Actor, ClaimValue } from '../core';

/** What of a rule does not hold: to be one of those whom it lists, or a claim, by its name. */
export type UnmetPart = { part: 'member' } | { part: 'claim'; claim: string };

/** A rule and what of it does not hold for somebody. */
export interface RuleResult {
  rule: AccessRule;
  /** Empty when the rule matches. */
  unmet: readonly UnmetPart[];
}

/** Asks one rule. Everything that it names has to hold; nothing of another rule helps. */
export function askRule(actor: Actor, rule: AccessRule): RuleResult {
  const unmet: UnmetPart[] = isAmong(actor, rule) ? [] : [{ part: 'member' }];
  for (const claim in rule.claims) {
    if (!hasClaim(actor, claim, rule.claims[claim])) {
      unmet.push({ part: 'claim', claim });
    }
  }
  return { rule, unmet };
}

/** Asks alternatives: any one that holds as a whole is enough. */
export function askRules(
  actor: Actor,
  rules: readonly AccessRule[],
): { results: readonly RuleResult[]; matched?: AccessRule } {
  const results = rules.map(rule => askRule(actor, rule));
  return {
    results,
    matched: results.find(({ unmet }) => unmet.length === 0)?.rule,
  };
}

/** A rule of claims alone lists nobody; it is then about whoever has the claims. */
export function listsNobody({ groups, users, services }: AccessRule): boolean {
  return groups.length + users.length + services.length === 0;
}

function isAmong(actor: Actor, rule: AccessRule): boolean {
  if (actor.kind === 'service') {
    // A service has no claims, so a rule of claims alone is never about one.
    return rule.services.includes(actor.ref);
  }
  return (
    listsNobody(rule) ||
    rule.users.includes(actor.ref) ||
    isInOneOf(actor, rule.groups)
  );
}

function isInOneOf(actor: Actor, groups: readonly string[]): boolean {
  if (groups.length === 0) {
    return false;
  }
  const held = groupsOf(actor);
  return groups.some(group => held.has(group));
}

function hasClaim(
  { claims }: Actor,
  name: string,
  accepted: readonly ClaimValue[],
): boolean {
  if (!claims || !Object.hasOwn(claims.values, name)) {
    return false;
  }
  const held = claims.values[name];
  return Array.isArray(held)
    ? held.some(value => accepted.includes(value))
    : accepted.includes(held as ClaimValue);
}

const sets = new WeakMap<Actor, ReadonlySet<string>>();

/** One decision asks many rules about the same hundreds of groups. */
function groupsOf(actor: Actor): ReadonlySet<string> {
  let groups = sets.get(actor);
  if (!groups) {
    groups = new Set(actor.groups);
    sets.set(actor, groups);
  }
  return groups;
}
