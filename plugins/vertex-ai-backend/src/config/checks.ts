import {
  Action,
  rolesForAction,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { z } from 'zod';

/*
 * Mistakes between fields. They are reported together with the mistakes in single fields, so what is looked at here may be anything
 * that somebody has written.
 */

/** For `superRefine`: look also at what has a mistake already. */
export const evenIfWrong = { when: () => true };

/** Nobody means the same one twice, and pages over locations would have no end. */
export const checkRepetition =
  (what: string) =>
  (values: unknown, context: z.RefinementCtx): void => {
    if (Array.isArray(values) && new Set(values).size !== values.length) {
      context.addIssue({ code: 'custom', message: `name each ${what} once` });
    }
  };

/** A refusal names the guardrail or the rule, so a name is only one's. */
export function checkNames(named: unknown, context: z.RefinementCtx): void {
  const names = Array.isArray(named)
    ? named.map(one => objectOf(one).name)
    : [];
  names.forEach((name, index) => {
    if (name !== undefined && names.indexOf(name) < index) {
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: `another one is called ${name} already`,
      });
    }
  });
}

/** Every role that somebody is granted, and the one that reads, needs an account to act through. */
export function checkServiceAccounts(
  environment: unknown,
  context: z.RefinementCtx,
): void {
  const { credentials, access } = objectOf(environment);
  const { strategy, serviceAccounts } = objectOf(credentials);
  if (
    strategy !== 'serviceAccountImpersonation' ||
    serviceAccounts === undefined
  ) {
    return;
  }
  const accounts = objectOf(serviceAccounts);
  const missing = ['reconciler', ...Object.keys(objectOf(access))].filter(
    role => !(role in accounts) && !('default' in accounts),
  );
  if (missing.length > 0) {
    context.addIssue({
      code: 'custom',
      path: ['credentials', 'serviceAccounts'],
      message: `name an account for ${missing.join(', ')}, or a default`,
    });
  }
}

/** Writes to one endpoint are serialised by environment, so no endpoint may be in two. */
export function checkSharedEndpoints(
  environments: unknown,
  context: z.RefinementCtx,
): void {
  const all = Object.entries(objectOf(environments)).map(([name, value]) => ({
    name,
    ...objectOf(value),
  })) as Place[];
  all.forEach((here, index) => {
    for (const other of all.slice(0, index)) {
      const shared = sharedLocations(here, other);
      if (shared.length > 0) {
        context.addIssue({
          code: 'custom',
          path: [here.name, 'locations'],
          message: `${here.project} in ${shared.join(
            ', ',
          )} belongs to the environment ${
            other.name
          } already; two environments share no endpoint`,
        });
      }
    }
  });
}

interface Place {
  name: string;
  project?: unknown;
  projectNumber?: unknown;
  locations?: unknown;
}

/** Google knows a project by either of its two names. */
function sharedLocations(here: Place, other: Place): unknown[] {
  const same = (['project', 'projectNumber'] as const).some(
    key => here[key] !== undefined && here[key] === other[key],
  );
  return same && Array.isArray(here.locations) && Array.isArray(other.locations)
    ? here.locations.filter(location =>
        (other.locations as unknown[]).includes(location),
      )
    : [];
}

/**
 * Who asks through a service must not approve it too. So of each service that may ask for what is approved it is said who operates it.
 */
export function checkOperators(whole: unknown, context: z.RefinementCtx): void {
  const { environments, services } = objectOf(whole);
  for (const [name, value] of Object.entries(objectOf(environments))) {
    const { access, requires } = objectOf(value);
    const asking = Object.entries(objectOf(requires))
      .filter(([, requirements]) => asksPeople(requirements))
      .flatMap(([action]) => rolesForAction[action as Action] ?? [])
      .flatMap(role => objectOf(access)[role] ?? [])
      .flatMap(rule => objectOf(rule).services ?? []);
    for (const service of new Set(asking as string[])) {
      if (!Object.hasOwn(objectOf(services), service)) {
        context.addIssue({
          code: 'custom',
          path: ['services'],
          message: `say who operates ${service}, which may ask in ${name} for what others have to approve: { '${service}': { operatedBy: [group:default/...] } }`,
        });
      }
    }
  }
}

/** Looked at when it is right by itself; one with a mistake of its own is still as it was written. */
function asksPeople(requirements: unknown): boolean {
  return (
    Array.isArray(requirements) &&
    requirements.some(requirement => objectOf(requirement).kind === 'approvals')
  );
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}
