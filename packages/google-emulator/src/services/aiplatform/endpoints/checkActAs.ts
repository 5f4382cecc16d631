import { ApiError, errorInfo } from '../../../core/ApiError';
import { Json } from '../../../core/json';
import { Call, World } from '../../../http/Route';
import { vertexTexts } from '../../../texts';

const ACT_AS = 'iam.serviceAccounts.actAs';

/** A custom serving account needs iam.serviceAccounts.actAs on it; an unknown account is refused the same way. */
export function checkActAs(
  call: Call,
  serviceAccount: Json | undefined,
  world: World,
): void {
  if (!serviceAccount) return;
  const email = String(serviceAccount);
  const identity = call.token?.identity;
  if (
    !identity ||
    !world.policy.allowsOnServiceAccount(identity, ACT_AS, email)
  ) {
    throw new ApiError('PERMISSION_DENIED', vertexTexts.actAs(email), [
      errorInfo('IAM_PERMISSION_DENIED', 'iam.googleapis.com', {
        permission: ACT_AS,
        resource: `projects/-/serviceAccounts/${email}`,
      }),
    ]);
  }
}
