import { createHash } from 'node:crypto';
import { OAuthError } from '../../core/ApiError';
import { hashToken } from '../../core/ids';
import { JsonObject } from '../../core/json';
import { Call, Reply, World } from '../../http/Route';
import { OAuthClientSeed } from '../../seed/EmulatorSeed';
import { consentTexts } from '../../texts';
import { authenticateClient } from './authenticateClient';
import { AuthorizationCode } from './AuthorizationCodes';
import { signIdToken } from './signIdToken';
import { readScopes } from './scopes';

/** Google's answers say 3599. */
const LIFETIME_SECONDS = 3_599;

/** Access tokens of people: for an authorization code, or for a refresh token. */
export async function grantToken(call: Call, world: World): Promise<Reply> {
  const grantType = call.body.grant_type;
  switch (grantType) {
    case 'authorization_code':
      return forCode(call, world);
    case 'refresh_token':
      return forRefreshToken(call, world);
    case undefined:
      throw missing('grant_type');
    default:
      throw new OAuthError(
        'unsupported_grant_type',
        consentTexts.grantType(String(grantType)),
      );
  }
}

async function forCode(call: Call, world: World): Promise<Reply> {
  const { code, redirect_uri: redirectUri } = call.body;
  if (!code) throw missing('code');
  const client = authenticateClient(call, world);
  if (!String(code).startsWith('4/')) {
    throw new OAuthError('invalid_grant', consentTexts.malformedCode);
  }
  const grant = world.authorizationCodes.take(String(code), call.now);
  if (!grant || grant.clientId !== client.clientId) {
    throw new OAuthError('invalid_grant', consentTexts.badRequest);
  }
  if (redirectUri !== grant.redirectUri) {
    throw new OAuthError('redirect_uri_mismatch', consentTexts.badRequest);
  }
  checkVerifier(grant, call.body.code_verifier);
  const { email, clientId, scopes } = grant;
  const refreshToken = grant.offline
    ? world.state.refreshTokens.issue({ email, clientId, scopes })
    : undefined;
  return answer(call, world, { ...grant, refreshToken, shownToken: true });
}

async function forRefreshToken(call: Call, world: World): Promise<Reply> {
  const { refresh_token: token, scope } = call.body;
  if (!token) throw missing('refresh_token');
  const client: OAuthClientSeed = authenticateClient(call, world);
  const grant = world.state.refreshTokens.find(String(token));
  if (!grant) {
    throw new OAuthError('invalid_grant', consentTexts.grantEnded);
  }
  if (grant.clientId !== client.clientId) {
    throw new OAuthError('unauthorized_client', 'Unauthorized', 401);
  }
  const asked = scope ? readScopes(String(scope)) : grant.scopes;
  if (asked.some(one => !grant.scopes.includes(one))) {
    throw new OAuthError('invalid_scope', consentTexts.badRequest);
  }
  return answer(call, world, {
    ...grant,
    scopes: asked,
    refreshToken: String(token),
    shownToken: false,
  });
}

/** RFC 7636 §4.6. */
function checkVerifier(
  { challenge }: AuthorizationCode,
  verifier: unknown,
): void {
  if (!challenge) {
    if (verifier === undefined) return;
    throw new OAuthError('invalid_grant', consentTexts.verifierUnneeded);
  }
  if (!verifier) {
    throw new OAuthError('invalid_grant', consentTexts.verifierMissing);
  }
  const shown =
    challenge.method === 'S256'
      ? createHash('sha256').update(String(verifier)).digest('base64url')
      : verifier;
  if (shown !== challenge.value) {
    throw new OAuthError('invalid_grant', consentTexts.verifierWrong);
  }
}

interface Granted {
  email: string;
  clientId: string;
  scopes: string[];
  nonce?: string;
  refreshToken?: string;
  /** Whether the answer carries the refresh token. */
  shownToken: boolean;
}

async function answer(
  call: Call,
  world: World,
  { email, clientId, scopes, nonce, refreshToken, shownToken }: Granted,
): Promise<Reply> {
  call.principal = email;
  const accessToken = world.state.tokens.issue({
    identity: { kind: 'user', email },
    scopes,
    clientId,
    refreshHash: refreshToken && hashToken(refreshToken),
    expiresAtMs: call.now.getTime() + LIFETIME_SECONDS * 1_000,
  });
  const body: JsonObject = {
    access_token: accessToken,
    expires_in: LIFETIME_SECONDS,
    scope: scopes.join(' '),
    token_type: 'Bearer',
  };
  if (refreshToken && shownToken) body.refresh_token = refreshToken;
  if (scopes.includes('openid')) {
    body.id_token = await signIdToken(
      { email, clientId, scopes, nonce, accessToken, now: call.now },
      world,
    );
  }
  return {
    body,
    headers: { 'cache-control': 'no-cache, no-store, max-age=0' },
  };
}

function missing(parameter: string): OAuthError {
  return new OAuthError('invalid_request', consentTexts.missing(parameter));
}
