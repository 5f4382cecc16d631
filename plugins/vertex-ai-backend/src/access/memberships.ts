import type {
  AccessEntry,
  Role,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { AccessRule } from '../config';
import type { Actor } from '../core';
import { askRule, listsNobody } from '../policy';

/** People and groups of the catalog, as far as rules are about them. */
export interface Directory {
  /** By entity ref. Who is not here is not in the catalog. */
  people: ReadonlyMap<string, Actor>;
  /** Child groups of a group. */
  childrenOf(group: string): readonly string[];
}

/** One rule, and what it is about. */
export interface Place {
  environment: string;
  role: Role;
  rule: AccessRule;
  /** Of a rule for single models: its name, and the rules of the environment for the role, of which one has to hold besides. */
  narrowing?: { name: string; within: readonly AccessRule[] };
}

/** How somebody stands to a rule. */
type Standing = Pick<AccessEntry, 'state' | 'group' | 'path' | 'claims'>;

const granted: Standing = { state: 'granted' };

/** Whom one rule grants its role, and whom it would seem to. Asks the rule itself, about every person. Pure. */
export function entriesOf(place: Place, directory: Directory): AccessEntry[] {
  const { environment, role, rule } = place;
  const common = {
    environment,
    role,
    rule: rule.name,
    ...(place.narrowing && { modelRule: place.narrowing.name }),
    ...(Object.keys(rule.claims).length > 0 && { claims: rule.claims }),
  };
  if (listsNobody(rule)) {
    return [{ ...common, kind: 'anybody', state: 'ifClaimed' }];
  }
  const below = pathsBelow(rule.groups, directory);
  const services = rule.services.map(member => ({
    ...common,
    member,
    kind: 'service' as const,
    ...within(place, { kind: 'service', ref: member, groups: [] }, granted),
  }));
  const unknown = rule.users
    .filter(member => !directory.people.has(member))
    .map(member => ({
      ...common,
      member,
      kind: 'user' as const,
      state: 'unknown' as const,
    }));
  const people = [...directory.people.values()].flatMap(actor =>
    personal(actor, rule, below).map(standing => ({
      ...common,
      member: actor.ref,
      kind: 'user' as const,
      ...within(place, actor, standing),
    })),
  );
  return [...people, ...services, ...unknown];
}

/** To be admitted to single models is nothing without the role in the environment. */
function within(
  { rule, narrowing }: Place,
  actor: Actor,
  standing: Standing,
): Standing {
  const admitted =
    standing.state === 'granted' || standing.state === 'ifClaimed';
  if (!narrowing || !admitted) {
    return standing;
  }
  const results = narrowing.within.map(one => askRule(actor, one));
  if (results.some(({ unmet }) => unmet.length === 0)) {
    return standing;
  }
  const claimed = results.find(({ unmet }) =>
    unmet.every(({ part }) => part === 'claim'),
  );
  return claimed
    ? {
        ...standing,
        state: 'ifClaimed',
        claims: { ...claimed.rule.claims, ...rule.claims },
      }
    : { ...standing, state: 'roleMissing' };
}

function personal(
  actor: Actor,
  rule: AccessRule,
  below: ReadonlyMap<string, readonly string[]>,
): Standing[] {
  const { unmet } = askRule(actor, rule);
  if (unmet.some(({ part }) => part === 'member')) {
    const inner = actor.groups.find(group => below.has(group));
    const path = inner === undefined ? undefined : below.get(inner);
    return path
      ? [{ state: 'nestedOnly', group: path[0], path: [...path] }]
      : [];
  }
  const group = rule.users.includes(actor.ref)
    ? undefined
    : rule.groups.find(one => actor.groups.includes(one));
  return [
    {
      state: unmet.length === 0 ? 'granted' : 'ifClaimed',
      ...(group !== undefined && { group }),
    },
  ];
}

/** Every group below the given ones, each with the way down to it. A group that is its own ancestor is met once. */
function pathsBelow(
  groups: readonly string[],
  { childrenOf }: Directory,
): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  const seen = new Set(groups);
  const queue: (readonly string[])[] = groups.map(group => [group]);
  for (const path of queue) {
    for (const child of childrenOf(path[path.length - 1])) {
      if (!seen.has(child)) {
        seen.add(child);
        paths.set(child, [...path, child]);
        queue.push([...path, child]);
      }
    }
  }
  return paths;
}
