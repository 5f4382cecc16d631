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

interface Place {
  environment: string;
  role: Role;
  rule: AccessRule;
}

/** Whom one rule grants its role, and whom it would seem to. Asks the rule itself, about every person. Pure. */
export function entriesOf(place: Place, directory: Directory): AccessEntry[] {
  const { environment, role, rule } = place;
  const common = {
    environment,
    role,
    rule: rule.name,
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
    state: 'granted' as const,
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
    personal(actor, rule, below).map(entry => ({
      ...common,
      member: actor.ref,
      kind: 'user' as const,
      ...entry,
    })),
  );
  return [...people, ...services, ...unknown];
}

function personal(
  actor: Actor,
  rule: AccessRule,
  below: ReadonlyMap<string, readonly string[]>,
): Pick<AccessEntry, 'state' | 'group' | 'path'>[] {
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
