import {
  Action,
  Role,
  roles,
  rolesForAction,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { AccessRule, EnvironmentConfig, GuardrailConfig } from '../config';
import type { Actor } from '../core';
import { askRules, RuleResult } from './accessRules';
import { evaluatorOf, GuardrailFacts, GuardrailOutcome } from './guardrails';
import {
  AppliedModelRule,
  appliedModelRules,
  hasModelRules,
  TouchedModel,
} from './modelRules';
import type { Evidence } from './requirements';

/** What `decide` looks at. */
export interface DecisionInput {
  actor: Actor;
  action: Action;
  environment: EnvironmentConfig;
  /** Refused when the environment does not list it. */
  location?: string;
  /** What exactly is wanted. Without it guardrails and rules for models are not asked, so it is not the last word on a request. */
  facts?: RequestFacts;
  /** What was brought for the requirements. */
  evidence?: Evidence;
}

/** What guardrails and rules for models look at besides the actor and the environment. */
export interface RequestFacts
  extends Pick<GuardrailFacts, 'request' | 'model' | 'now'> {
  /** Every model that the request touches. Absent: it is not known which. */
  touches?: readonly TouchedModel[];
}

/** A role and what its rules say, in the environment and for every model that a rule is about. */
export interface RoleEvaluation {
  role: Role;
  results: readonly RuleResult[];
  /** The first rule that matches; undefined: the environment does not grant the role. */
  matched?: AccessRule;
  models: readonly ModelRuleEvaluation[];
}

export interface ModelRuleEvaluation {
  applied: AppliedModelRule;
  results: readonly RuleResult[];
  matched?: AccessRule;
}

export interface GuardrailEvaluation {
  guardrail: GuardrailConfig;
  verdict: GuardrailOutcome;
}

/** Everything that was asked about one request, from which the decision follows and by which it is explained. */
export interface Evaluation {
  input: DecisionInput;
  locationListed: boolean;
  /** The roles that would do, in the order of the role list. */
  roles: readonly RoleEvaluation[];
  /** The first of them that is held, also for the models. Roles never add up. */
  granted?: RoleEvaluation;
  /** Asked when they are looked at. Empty without facts. */
  readonly guardrails: readonly GuardrailEvaluation[];
}

/** Pure: the same input always gives the same answer. */
export function evaluate(input: DecisionInput): Evaluation {
  const { actor, action, environment, location } = input;
  const applied = appliedTo(input);
  const evaluated = rolesForAction[action]
    .filter(role => environment.access[role])
    .map(role => evaluateRole(actor, role, { environment, applied }));
  let guardrails: readonly GuardrailEvaluation[] | undefined;
  return {
    input,
    locationListed:
      location === undefined || environment.locations.includes(location),
    roles: evaluated,
    granted: evaluated.find(isHeld),
    get guardrails() {
      guardrails ??= askGuardrails(input);
      return guardrails;
    },
  };
}

const NONE: readonly AppliedModelRule[] = [];
const ANY_MODEL: readonly TouchedModel[] = [{ unread: '' }];

function appliedTo({ action, environment, facts }: DecisionInput) {
  // A credential that is handed out works on every model, whatever it was asked for.
  const known = facts !== undefined || action === 'credential.checkout';
  return known && hasModelRules(environment, action)
    ? appliedModelRules(environment, facts?.touches ?? ANY_MODEL)
    : NONE;
}

/** The roles that the configuration grants to the actor in the environment, in the order of the role list. */
export function rolesOf(actor: Actor, environment: EnvironmentConfig): Role[] {
  return roles.filter(
    role => askRules(actor, environment.access[role] ?? []).matched,
  );
}

/** In the environment, and by every rule that is about one of the models: two rules never make a way that neither is. */
function isHeld({ matched, models }: RoleEvaluation): boolean {
  return matched !== undefined && models.every(model => model.matched);
}

function evaluateRole(
  actor: Actor,
  role: Role,
  {
    environment,
    applied,
  }: { environment: EnvironmentConfig; applied: readonly AppliedModelRule[] },
): RoleEvaluation {
  return {
    role,
    ...askRules(actor, environment.access[role] ?? []),
    // A role that the rule of a model does not list, nobody has there.
    models: applied.map(one => ({
      applied: one,
      ...askRules(actor, one.rule.access[role] ?? []),
    })),
  };
}

const askedByAction = new WeakMap<
  EnvironmentConfig,
  Map<Action, readonly GuardrailConfig[]>
>();

/** The same for every request, so it is looked up once. */
function askedFor(
  environment: EnvironmentConfig,
  action: Action,
): readonly GuardrailConfig[] {
  const byAction = askedByAction.get(environment) ?? new Map();
  askedByAction.set(environment, byAction);
  let asked = byAction.get(action);
  if (!asked) {
    asked = environment.guardrails.filter(({ actions }) =>
      actions.includes(action),
    );
    byAction.set(action, asked);
  }
  return asked;
}

/** Every guardrail is asked, so that all that is wrong is told at once. */
function askGuardrails({
  actor,
  action,
  environment,
  facts,
}: DecisionInput): GuardrailEvaluation[] {
  if (!facts) {
    return [];
  }
  const asked = askedFor(environment, action);
  if (asked.length === 0) {
    return [];
  }
  const verdictOn = evaluatorOf({ ...facts, actor, environment });
  return asked.map(guardrail => ({
    guardrail,
    verdict: verdictOn(guardrail),
  }));
}
