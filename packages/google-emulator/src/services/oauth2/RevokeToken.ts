import { OAuthError } from '../../core/ApiError';
import { hashToken } from '../../core/ids';
import { Call, Reply, World } from '../../http/Route';
import { oauth2Texts } from '../../texts';

/**
 * Ends what a person has granted: the access token or refresh token that is sent, and everything else of the same grant. Tokens of
 * service accounts and federated tokens cannot be revoked.
 */
export function revokeToken(call: Call, world: World): Reply {
  const token = call.query.token ?? call.body.token;
  if (typeof token !== 'string' || token === '') {
    throw new OAuthError('invalid_request', oauth2Texts.missingToken);
  }
  const { tokens, refreshTokens } = world.state;
  const grant = refreshTokens.find(token);
  if (grant) {
    call.principal = grant.email;
    endGrant(hashToken(token), world);
    return { body: {} };
  }
  const record = tokens.find(token, call.now);
  if (!record) {
    throw new OAuthError('invalid_token', oauth2Texts.expiredOrRevoked);
  }
  if (record.identity.kind !== 'user') {
    throw new OAuthError('invalid_token', oauth2Texts.notRevocable);
  }
  call.principal = record.identity.email;
  tokens.remove(token);
  if (record.refreshHash) endGrant(record.refreshHash, world);
  return { body: {} };
}

function endGrant(refreshHash: string, { state }: World): void {
  state.refreshTokens.removeByHash(refreshHash);
  state.tokens.removeByRefreshHash(refreshHash);
}
