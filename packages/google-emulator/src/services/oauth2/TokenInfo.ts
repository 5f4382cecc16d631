import { OAuthError } from '../../core/ApiError';
import { JsonObject } from '../../core/json';
import { principalOf } from '../../iam/Identity';
import { bearerToken } from '../../http/authenticate';
import { Call, Reply, World } from '../../http/Route';
import { oauth2Texts } from '../../texts';

/**
 * What is behind an access token of a user or a service account. A federated token cannot be introspected: it
 * gets the same answer as a token that does not exist.
 */
export function tokenInfo(call: Call, world: World): Reply {
  const token =
    call.query.access_token ??
    call.body.access_token ??
    bearerToken(call.headers);
  const record =
    typeof token === 'string'
      ? world.state.tokens.find(token, call.now)
      : undefined;
  if (
    !record ||
    record.identity.kind === 'federated' ||
    !world.policy.isUsable(record.identity)
  ) {
    throw new OAuthError('invalid_token', oauth2Texts.invalidToken);
  }
  const expiresAtSeconds = Math.floor(record.expiresAtMs / 1000);
  const account = world.state.accounts.find(
    ({ email }) => email === principalOf(record.identity),
  );
  const body: JsonObject = {
    azp: record.clientId ?? '',
    aud: record.audience ?? record.clientId ?? '',
    ...(account && record.scopes.includes('openid')
      ? { sub: account.uniqueId }
      : {}),
    scope: record.scopes.join(' '),
    // Numbers travel as text here.
    exp: String(expiresAtSeconds),
    expires_in: String(
      expiresAtSeconds - Math.floor(call.now.getTime() / 1000),
    ),
    access_type: record.refreshHash ? 'offline' : 'online',
  };
  const showsEmail = record.scopes.some(
    scope => scope === 'email' || scope.endsWith('/userinfo.email'),
  );
  if (showsEmail) {
    body.email = record.identity.email;
    body.email_verified = String(account?.emailVerified ?? true);
  }
  return { body };
}
