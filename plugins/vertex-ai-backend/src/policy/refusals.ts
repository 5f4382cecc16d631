import type {
  Action,
  Decision,
  ErrorCode,
  Role,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { Permission } from '@backstage/plugin-permission-common';
import { Actor, VertexAiError } from '../core';
import type { RequestFacts } from './evaluate';
import type { Policy } from './Policy';
import type { Evidence } from './requirements';

/** What a request wants to do, for the policy. */
export interface Access {
  action: Action;
  environment: string;
  location?: string;
  /** What exactly is wanted, for the guardrails. */
  facts?: RequestFacts;
  /** What was brought for the requirements. */
  evidence?: Evidence;
}

type Refusal = Exclude<Decision, { outcome: 'allowed' }>;

/** A refusal by our own policy, with the decision that the log wants. */
export class PolicyRefusal extends VertexAiError {
  readonly access: Access;
  readonly decision: Refusal;

  constructor(access: Access, decision: Refusal) {
    super(codeOf(decision), messageOf(decision), {
      requirements:
        decision.outcome === 'needs' ? decision.requirements : undefined,
    });
    this.access = access;
    this.decision = decision;
  }
}

/** A refusal by Backstage's permission policy. */
export function notGranted(
  permission: Pick<Permission, 'name'>,
  actorRef: string,
  environment?: string,
): VertexAiError {
  const where = environment === undefined ? '' : ` in ${environment}`;
  return new VertexAiError(
    'forbidden',
    `Backstage's permission policy does not grant ${permission.name} to ${actorRef}${where}.`,
  );
}

/** Whether a request failed because somebody may not do it. */
export function isRefusal({ code }: VertexAiError): boolean {
  return [
    'forbidden',
    'role_missing',
    'guardrail_violated',
    'requirement_unmet',
    'step_up_refused',
    'vote_refused',
    'access_ended',
  ].includes(code);
}

/** The role of an allowed decision. @throws PolicyRefusal `role_missing`, `guardrail_violated` or `requirement_unmet` */
export function roleOrRefuse(decision: Decision, access: Access): Role {
  if (decision.outcome === 'allowed') {
    return decision.role;
  }
  throw new PolicyRefusal(access, decision);
}

/** The role in which the policy allows the access. @throws PolicyRefusal */
export function roleFor(policy: Policy, actor: Actor, access: Access): Role {
  return roleOrRefuse(policy.decide(actor, access.action, access), access);
}

/** The role in which the actor may ask for it, whatever has to be added to the request. @throws PolicyRefusal */
export function roleToAskFor(
  policy: Policy,
  actor: Actor,
  access: Access,
): Role {
  const decision = policy.decide(actor, access.action, access);
  if (decision.outcome === 'denied') {
    throw new PolicyRefusal(access, decision);
  }
  return decision.role;
}

function codeOf(decision: Refusal): ErrorCode {
  if (decision.outcome === 'needs') {
    return 'requirement_unmet';
  }
  return decision.reasons.some(({ code }) => code === 'guardrail')
    ? 'guardrail_violated'
    : 'role_missing';
}

function messageOf(decision: Refusal): string {
  if (decision.outcome === 'denied') {
    return decision.reasons
      .map(({ message, grantedBy }) =>
        grantedBy.length > 0
          ? `${message} Ask ${grantedBy.join(' or ')}.`
          : message,
      )
      .join(' ');
  }
  const needed = decision.requirements.map(requirement =>
    requirement.kind === 'stepUp'
      ? 'a step-up with a security key'
      : `${requirement.count} approval(s) from ${requirement.from.join(
          ' or ',
        )}`,
  );
  return `This needs ${needed.join(' and ')}.`;
}
