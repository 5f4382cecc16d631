import type {
  AccessRuleResult,
  Explanation,
  GuardrailResult,
  ModelRuleResult,
  RoleResult,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { RuleResult } from './accessRules';
import { decisionOf } from './decide';
import {
  DecisionInput,
  evaluate,
  Evaluation,
  RoleEvaluation,
} from './evaluate';

/** The decision and every rule behind it: the same evaluation that `decide` decides by, written out. Pure. */
export function explainDecision(input: DecisionInput): Explanation {
  const evaluation = evaluate(input);
  const { location, environment, action } = input;
  return {
    decision: decisionOf(evaluation),
    ...(location !== undefined && {
      location: { name: location, listed: evaluation.locationListed },
    }),
    roles: evaluation.roles.map(({ role, results, matched }) =>
      roleResult(role, results, matched !== undefined),
    ),
    models: modelRuleResults(evaluation.roles),
    guardrails: guardrailResults(evaluation),
    requirements: environment.requires[action] ?? [],
  };
}

/** Turned from role by role to model by model, as a reader asks. */
function modelRuleResults(
  evaluated: readonly RoleEvaluation[],
): ModelRuleResult[] {
  const [first] = evaluated;
  return (first?.models ?? []).map(({ applied }, index) => ({
    modelRule: applied.rule.name,
    ...(applied.model && { model: applied.model }),
    roles: evaluated.map(({ role, models }) =>
      roleResult(
        role,
        models[index].results,
        models[index].matched !== undefined,
      ),
    ),
  }));
}

function roleResult(
  role: RoleResult['role'],
  results: readonly RuleResult[],
  held: boolean,
): RoleResult {
  return { role, held, rules: results.map(ruleResult) };
}

function ruleResult({ rule, unmet }: RuleResult): AccessRuleResult {
  return {
    rule: rule.name,
    matched: unmet.length === 0,
    groups: [...rule.groups],
    users: rule.users.length,
    services: rule.services.length,
    claims: rule.claims,
    unmet: {
      member: unmet.some(({ part }) => part === 'member'),
      claims: unmet.flatMap(one => (one.part === 'claim' ? [one.claim] : [])),
    },
  };
}

function guardrailResults({
  input,
  guardrails,
}: Evaluation): GuardrailResult[] {
  if (input.facts) {
    return guardrails.map(({ guardrail, verdict }) => ({
      ...shown(guardrail),
      outcome: verdict.outcome,
      ...(verdict.outcome === 'unevaluable' && { why: verdict.why }),
    }));
  }
  return input.environment.guardrails
    .filter(({ actions }) => actions.includes(input.action))
    .map(guardrail => ({ ...shown(guardrail), outcome: 'unasked' }));
}

function shown({
  name,
  mode,
  expression,
  message,
}: Evaluation['guardrails'][number]['guardrail']) {
  return { guardrail: name, mode, expression, message };
}
