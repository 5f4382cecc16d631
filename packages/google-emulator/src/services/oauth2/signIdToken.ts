import { createHash } from 'node:crypto';
import { World } from '../../http/Route';

/** An ID token of a person (developers.google.com/identity/openid-connect, "An ID token's payload"), one hour long. */
export async function signIdToken(
  grant: {
    email: string;
    clientId: string;
    scopes: string[];
    nonce?: string;
    accessToken: string;
    now: Date;
  },
  world: World,
): Promise<string> {
  const account = world.state.accounts.find(one => one.email === grant.email);
  const iat = Math.floor(grant.now.getTime() / 1000);
  const has = (name: string) =>
    grant.scopes.some(scope => scope.endsWith(`/userinfo.${name}`));
  const { jwt } = await world.signingKey.signJwt({
    iss: 'https://accounts.google.com',
    azp: grant.clientId,
    aud: grant.clientId,
    sub: account?.uniqueId ?? subjectOf(grant.email),
    ...(account?.hostedDomain ? { hd: account.hostedDomain } : {}),
    ...(has('email')
      ? {
          email: grant.email,
          email_verified: account?.emailVerified ?? true,
        }
      : {}),
    ...(has('profile') && account ? { name: account.name } : {}),
    at_hash: createHash('sha256')
      .update(grant.accessToken)
      .digest()
      .subarray(0, 16)
      .toString('base64url'),
    ...(grant.nonce ? { nonce: grant.nonce } : {}),
    iat,
    exp: iat + 3600,
  });
  return jwt;
}

/** Twenty-one digits for an address that the seed does not know. */
function subjectOf(email: string): string {
  const hash = createHash('sha256').update(email).digest('hex');
  return `1${BigInt(`0x${hash}`).toString().slice(0, 20)}`;
}
