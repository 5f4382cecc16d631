import { ApiError } from '../../core/ApiError';
import { Call, Reply, World } from '../../http/Route';
import { iamCredentialsTexts } from '../../texts';
import { authorizeImpersonation } from './authorizeImpersonation';

/** An OpenID Connect ID token of a service account for one audience, one hour long. */
export async function generateIdToken(
  call: Call,
  world: World,
): Promise<Reply> {
  const { account } = authorizeImpersonation(
    call,
    'iam.serviceAccounts.getOpenIdToken',
    world,
  );
  const { audience, includeEmail, useEmailAzp } = call.body;
  if (typeof audience !== 'string' || audience === '') {
    throw new ApiError('INVALID_ARGUMENT', iamCredentialsTexts.audienceMissing);
  }
  const iat = Math.floor(call.now.getTime() / 1000);
  const { jwt } = await world.signingKey.signJwt({
    iss: 'https://accounts.google.com',
    aud: audience,
    azp: useEmailAzp === true ? account.email : account.uniqueId,
    sub: account.uniqueId,
    iat,
    exp: iat + 3600,
    ...(includeEmail === true
      ? { email: account.email, email_verified: true }
      : {}),
  });
  return { body: { token: jwt } };
}
