import type { NewAuditEntry } from '../audit';
import type { ReviewStore } from '../approvals';
import type { Grants } from '../stepup';
import type { AcceptCall, Accepted } from './Acceptance';
import type { Alongside } from './store/insertDeployment';

/**
 * What commits with an accepted request. The signature is used up, so that it is worth one request; and what goes without approvals gets its
 * review and an entry in the log that nobody overlooks, so that there is none without.
 */
export function committedAlongside(services: {
  grants: Pick<Grants, 'consume'>;
  reviews: Pick<ReviewStore, 'open'>;
}): (call: AcceptCall, accepted: Accepted) => Alongside {
  return (call, accepted) => async (tx, deploymentId) => {
    const { signature, request, intent, now } = accepted;
    if (signature) {
      await services.grants.consume(tx, signature, deploymentId);
    }
    if (!accepted.breakGlass) {
      return [];
    }
    const { environment } = request;
    const reason = request.reason!;
    await services.reviews.open(tx, {
      deploymentId,
      environment,
      requestedBy: call.actor.ref,
      reason,
      nowMs: now.getTime(),
    });
    const entry: NewAuditEntry = {
      event: 'deployment.glassBroken',
      outcome: 'success',
      actor: call.actor.ref,
      environment,
      action: 'deployment.breakGlass',
      correlationId: call.correlationId,
      deploymentId,
      detail: { reason, intentDigest: intent.digest, action: request.action },
    };
    return [entry];
  };
}
