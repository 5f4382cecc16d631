import type { VoteObstacle } from '@backstage-vertex/plugin-vertex-ai-common';
import type { Actor } from '../core';
import { Policy } from '../policy';
import type { Subject } from './model';
import { requirementOf } from './rules';

/** The obstacle in a sentence that says what would be right. Pure. */
export function explainObstacle(
  code: VoteObstacle,
  {
    policy,
    actor,
    subject,
  }: { policy: Policy; actor: Pick<Actor, 'ref'>; subject: Subject },
): string {
  const { requestedBy, environment, action } = subject;
  switch (code) {
    case 'decided':
      return 'This waits for approval no more.';
    case 'ownRequest':
      return 'This is your own request; somebody else has to decide on it.';
    case 'ownService':
      return `You operate ${requestedBy}, which has asked for this; somebody else has to decide on it.`;
    case 'unknownOperators':
      return `Nobody can approve what ${requestedBy} asks for before vertexAi.services says who operates it.`;
    case 'service':
      return `${actor.ref} is a service; only people approve.`;
    case 'roleMissing':
      return `${actor.ref} needs the role approver in ${
        policy.environment(environment).title
      } to decide on this.`;
    case 'permissionMissing':
      return `Backstage's permission policy does not grant vertex-ai.approval.vote to ${actor.ref}.`;
    case 'notInGroup': {
      const from = requirementOf(policy.environment(environment), action)?.from;
      return `Only members of ${(from ?? []).join(' or ')} decide on this.`;
    }
    case 'alreadyApproved':
      return 'You have approved this already. Nobody counts twice.';
    default:
      throw new Error(`unknown obstacle ${code satisfies never}`);
  }
}
