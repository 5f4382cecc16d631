import { VertexAiError } from '../core';
import type { IntentSource } from '../stepup';
import type { Requests } from './Requests';
import { voteIntent } from './voteIntent';

/** What somebody signs who votes: the intent of the request, digest and all, as it is now. */
export function intentOfVote(
  requests: Pick<Requests, 'read'>,
): IntentSource<'vote'> {
  return async ({ caller, subject }) => {
    const { deployment } = await requests.read(caller, subject.deployment);
    if (deployment.intentDigest !== subject.intentDigest) {
      throw new VertexAiError(
        'conflict',
        'The request was changed since you looked at it. Look at it again, and sign what it is now.',
      );
    }
    return {
      intent: {
        ...voteIntent({ ...subject, deploymentId: subject.deployment }),
      },
      environment: deployment.environment,
      action: 'approval.vote',
    };
  };
}
