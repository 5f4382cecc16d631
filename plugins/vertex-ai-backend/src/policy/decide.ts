import {
  Decision,
  DenyReason,
  Observation,
  Requirement,
  rolesForAction,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  DecisionInput,
  evaluate,
  Evaluation,
  GuardrailEvaluation,
  ModelRuleEvaluation,
} from './evaluate';
import { unmet } from './requirements';

const missingClaims = {
  expired:
    'The claims of the sign-in that would grant it were verified too long ago; ask for it once more.',
  unread: 'The claims of the sign-in that might grant it could not be read.',
};

/**
 * Whether the actor may do the action in the environment. Pure: the same input always gives the same answer, so that a
 * preview, the request and the worker that acts an hour later cannot differ but by what has changed in between.
 *
 * Default deny. Of several roles that cover the action the first of the role list is used; roles never add up.
 */
export function decide(input: DecisionInput): Decision {
  return decisionOf(evaluate(input));
}

/** What follows from what was asked. The order of the refusals is the order of what a person can do about them. */
export function decisionOf(evaluation: Evaluation): Decision {
  const { granted, input, locationListed } = evaluation;
  if (!locationListed) {
    return { outcome: 'denied', reasons: [unknownLocation(input)] };
  }
  if (!granted) {
    return { outcome: 'denied', reasons: notGranted(evaluation) };
  }
  const unsatisfied = evaluation.guardrails.filter(
    ({ verdict }) => verdict.outcome !== 'satisfied',
  );
  const observed = observations(unsatisfied);
  const refusals = refusalsOf(unsatisfied);
  if (refusals.length > 0) {
    return { outcome: 'denied', reasons: refusals, ...observed };
  }
  const requirements = requirementsOf(input);
  const by = {
    role: granted.role,
    rule: granted.matched!.name,
    ...(granted.models.length > 0 && {
      modelRules: [...new Set(granted.models.map(nameOfModelRule))],
    }),
    ...observed,
  };
  return requirements.length > 0
    ? { outcome: 'needs', requirements, ...by }
    : { outcome: 'allowed', ...by };
}

/** What has to be added to the request still. */
function requirementsOf({
  action,
  environment,
  evidence = {},
}: DecisionInput): Requirement[] {
  return unmet(environment.requires[action] ?? [], evidence);
}

function unknownLocation({ environment, location }: DecisionInput): DenyReason {
  return {
    code: 'unknownLocation',
    message: `${
      environment.title
    } has no location ${location}; it has ${environment.locations.join(', ')}.`,
    missingRoles: [],
    grantedBy: [],
  };
}

/** Whoever holds a role and is refused for a model is told of the model; whoever holds none, only that. */
function notGranted({ input, roles }: Evaluation): DenyReason[] {
  const { actor, action, environment } = input;
  const sufficient = rolesForAction[action];
  const held = roles.find(({ matched }) => matched);
  const whom = {
    missingRoles: [...sufficient],
    grantedBy: environment.grantedBy,
  };
  if (held) {
    return held.models
      .filter(({ matched }) => !matched)
      .map(({ applied: { rule, model, known } }) => ({
        code: 'modelRule',
        modelRule: rule.name,
        message: known
          ? `${actor.ref} needs the role ${sufficient.join(
              ' or ',
            )} by the rule ${rule.name} too, as it is about the model ${model}.`
          : `The rule ${
              rule.name
            } may be about a model that could not be read, so it is taken to be: ${
              actor.ref
            } needs the role ${sufficient.join(' or ')} by it too.`,
        ...whom,
      }));
  }
  const message = `${actor.ref} needs the role ${sufficient.join(' or ')} in ${
    environment.title
  } for ${action}.`;
  const { claimsMissing } = wouldNeedClaims(roles)
    ? actor
    : { claimsMissing: undefined };
  return [
    {
      code: 'roleMissing',
      message: claimsMissing
        ? `${message} ${missingClaims[claimsMissing]}`
        : message,
      ...whom,
      ...(claimsMissing && { claimsMissing }),
    },
  ];
}

/** Whether claims are all that some rule lacks. */
function wouldNeedClaims(roles: Evaluation['roles']): boolean {
  return roles.some(({ results }) =>
    results.some(rule => rule.unmet.every(({ part }) => part === 'claim')),
  );
}

function nameOfModelRule({ applied, matched }: ModelRuleEvaluation): string {
  return `${applied.rule.name}/${matched!.name}`;
}

function observations(unsatisfied: readonly GuardrailEvaluation[]): {
  observed?: Observation[];
} {
  const observed = unsatisfied
    .filter(({ guardrail }) => guardrail.mode === 'observe')
    .map(one => ({ guardrail: one.guardrail.name, message: messageOf(one) }));
  return observed.length > 0 ? { observed } : {};
}

function refusalsOf(unsatisfied: readonly GuardrailEvaluation[]): DenyReason[] {
  return unsatisfied
    .filter(({ guardrail }) => guardrail.mode === 'enforce')
    .map(one => ({
      code: 'guardrail',
      guardrail: one.guardrail.name,
      message: messageOf(one),
      missingRoles: [],
      grantedBy: [],
    }));
}

/** What nobody could evaluate, nobody can say to be met. */
function messageOf({ guardrail, verdict }: GuardrailEvaluation): string {
  return verdict.outcome === 'unevaluable'
    ? `${guardrail.message} (It could not be evaluated: ${verdict.why}.)`
    : guardrail.message;
}
