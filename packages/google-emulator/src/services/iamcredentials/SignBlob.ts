import { ApiError } from '../../core/ApiError';
import { Call, Reply, World } from '../../http/Route';
import { iamCredentialsTexts } from '../../texts';
import { authorizeImpersonation } from './authorizeImpersonation';

/** Signs base64 bytes with a key of the service account. */
export async function signBlob(call: Call, world: World): Promise<Reply> {
  authorizeImpersonation(call, 'iam.serviceAccounts.signBlob', world);
  const { payload } = call.body;
  if (typeof payload !== 'string' || payload === '') {
    throw new ApiError('INVALID_ARGUMENT', iamCredentialsTexts.payloadMissing);
  }
  const { keyId, signature } = await world.signingKey.sign(
    Buffer.from(payload, 'base64'),
  );
  return { body: { keyId, signedBlob: signature.toString('base64') } };
}
