import { OAuthError } from '../../core/ApiError';
import { hashToken } from '../../core/ids';
import { Call, Reply, World } from '../../http/Route';
import { oauth2Texts } from '../../texts';

/**
 * Ends a user's access token, or a refresh token with all access tokens that came from it. Tokens of service
 * accounts and federated tokens cannot be revoked.
 */
export function revokeToken(call: Call, world: World): Reply {
  const token = call.query.token ?? call.body.token;
  if (typeof token !== 'string' || token === '') {
    throw new OAuthError('invalid_request', oauth2Texts.missingToken);
  }
  const { tokens } = world.state;
  if (tokens.removeByRefreshHash(hashToken(token)) > 0) return { body: {} };
  const record = tokens.find(token, call.now);
  if (!record) {
    throw new OAuthError('invalid_token', oauth2Texts.expiredOrRevoked);
  }
  if (record.identity.kind !== 'user') {
    throw new OAuthError('invalid_token', oauth2Texts.notRevocable);
  }
  tokens.remove(token);
  if (record.refreshHash) tokens.removeByRefreshHash(record.refreshHash);
  return { body: {} };
}
