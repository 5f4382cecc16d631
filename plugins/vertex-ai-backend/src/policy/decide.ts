import {
  Action,
  Decision,
  DenyReason,
  Observation,
  Role,
  roles,
  rolesForAction,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../config';
import type { Actor } from '../core';
import { Evidence, unmet } from './requirements';
import { evaluatorOf, GuardrailFacts } from './guardrails';

/** The roles that the configuration grants to the actor in the environment, in the order of the role list. */
export function rolesOf(actor: Actor, environment: EnvironmentConfig): Role[] {
  return roles.filter(role => {
    const grant = environment.access[role];
    if (!grant) {
      return false;
    }
    return actor.kind === 'service'
      ? grant.services.includes(actor.ref)
      : grant.users.includes(actor.ref) ||
          grant.groups.some(group => actor.groups.includes(group));
  });
}

/** What `decide` looks at. */
export interface DecisionInput {
  actor: Actor;
  action: Action;
  environment: EnvironmentConfig;
  /** Refused when the environment does not list it. */
  location?: string;
  /** What exactly is wanted. Without it the guardrails are not asked, so it is not the last word on a request. */
  facts?: RequestFacts;
  /** What was brought for the requirements. */
  evidence?: Evidence;
}

/** What guardrails look at besides the actor and the environment. */
export type RequestFacts = Pick<GuardrailFacts, 'request' | 'model' | 'now'>;

/**
 * Whether the actor may do the action in the environment. Pure: the same input always gives the same answer, so that a
 * preview, the request and the worker that acts an hour later cannot differ but by what has changed in between.
 *
 * Default deny. Of several roles that cover the action the first of the role list is used; roles never add up.
 */
export function decide(input: DecisionInput): Decision {
  const { actor, action, environment, location } = input;
  if (location !== undefined && !environment.locations.includes(location)) {
    return denied({
      code: 'unknownLocation',
      message: `${
        environment.title
      } has no location ${location}; it has ${environment.locations.join(
        ', ',
      )}.`,
      missingRoles: [],
      grantedBy: [],
    });
  }
  const sufficient = rolesForAction[action];
  const role = rolesOf(actor, environment).find(held =>
    sufficient.includes(held),
  );
  if (!role) {
    return denied({
      code: 'roleMissing',
      message: `${actor.ref} needs the role ${sufficient.join(' or ')} in ${
        environment.title
      } for ${action}.`,
      missingRoles: [...sufficient],
      grantedBy: environment.grantedBy,
    });
  }
  const { refusals, observed } = guard(input);
  if (refusals.length > 0) {
    return { outcome: 'denied', reasons: refusals, ...observed };
  }
  const requirements = unmet(
    environment.requires[action] ?? [],
    input.evidence ?? {},
  );
  return requirements.length > 0
    ? { outcome: 'needs', role, requirements, ...observed }
    : { outcome: 'allowed', role, ...observed };
}

/** Every guardrail is asked, so that all that is wrong is told at once. */
function guard({ actor, action, environment, facts }: DecisionInput): {
  refusals: DenyReason[];
  observed: { observed?: Observation[] };
} {
  if (!facts) {
    return { refusals: [], observed: {} };
  }
  const evaluate = evaluatorOf({ ...facts, actor, environment });
  const unsatisfied = environment.guardrails
    .filter(({ actions }) => actions.includes(action))
    .map(guardrail => ({
      guardrail,
      verdict: evaluate(guardrail.expression),
    }))
    .filter(({ verdict }) => verdict.outcome !== 'satisfied')
    .map(({ guardrail: { name, mode, message }, verdict }) => ({
      mode,
      guardrail: name,
      // Nobody could evaluate it, so nobody can say that it is met.
      message:
        verdict.outcome === 'unevaluable'
          ? `${message} (It could not be evaluated: ${verdict.why}.)`
          : message,
    }));
  const observed = unsatisfied
    .filter(({ mode }) => mode === 'observe')
    .map(({ guardrail, message }) => ({ guardrail, message }));
  return {
    refusals: unsatisfied
      .filter(({ mode }) => mode === 'enforce')
      .map(({ guardrail, message }) => ({
        code: 'guardrail',
        guardrail,
        message,
        missingRoles: [],
        grantedBy: [],
      })),
    observed: observed.length > 0 ? { observed } : {},
  };
}

function denied(reason: DenyReason): Decision {
  return { outcome: 'denied', reasons: [reason] };
}
