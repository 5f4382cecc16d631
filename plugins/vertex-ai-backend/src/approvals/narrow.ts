import { Knex } from 'knex';
import type {
  ApprovalQuery,
  Deployment,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { Actor } from '../core';
import { Policy } from '../policy';
import { notApprovedBy } from './ApprovalStore';
import type { Narrow } from './Requests';
import { withOpenReview } from './ReviewStore';
import { requirementOf } from './rules';

const actions: Deployment['action'][] = [
  'deployment.create',
  'deployment.undeploy',
  'traffic.set',
];

interface Viewpoint {
  policy: Policy;
  actor: Actor;
  nowMs: number;
}

/** Narrows a query on deployments to what a list shows. */
export function narrowTo(
  show: ApprovalQuery['show'],
  viewpoint: Viewpoint,
): Narrow {
  switch (show) {
    case 'waitingForMe':
      return builder => waitingFor(builder, viewpoint);
    case 'open':
      return builder => builder.where('phase', 'awaitingApproval');
    case 'decided':
      return builder =>
        builder
          .whereNotNull('approval_expires_at_ms')
          .whereNot('phase', 'awaitingApproval');
    case 'openReviews':
      return withOpenReview;
    case 'reviews':
      return builder => builder.where('break_glass', true);
    default:
      throw new Error(`unknown list ${show satisfies never}`);
  }
}

/** The same rules as for a vote, as far as a row shows them; the vote itself is judged anew. */
function waitingFor(
  builder: Knex.QueryBuilder,
  { policy, actor, nowMs }: Viewpoint,
): void {
  const votable = policy
    .environmentsFor(actor, 'approval.vote')
    .flatMap(environment =>
      actions
        .filter(action => {
          const from = requirementOf(environment, action)?.from;
          return from?.some(group => actor.groups.includes(group));
        })
        .map(action => ({ environment: environment.name, action })),
    );
  builder
    .where('phase', 'awaitingApproval')
    .where('cancel_requested', false)
    .where('approval_expires_at_ms', '>', nowMs)
    .whereNot('requested_by', actor.ref)
    .where(requester =>
      requester
        .where('requested_by', 'like', 'user:%')
        .orWhereIn('requested_by', policy.servicesOfOthers(actor)),
    )
    .where(place => {
      // Of an empty list nothing is votable; knex would leave the clause out.
      place.whereRaw('1 = 0');
      votable.forEach(pair => place.orWhere(pair));
    })
    .where(notApprovedBy(actor.ref));
}
