import { Route } from '../../http/Route';
import { revokeToken } from './RevokeToken';
import { tokenInfo } from './TokenInfo';

const TOKEN_INFO_PATHS = ['/tokeninfo', '/oauth2/v3/tokeninfo'];

export const oauth2Routes: Route[] = [
  {
    service: 'oauth2',
    method: 'TokenInfo',
    http: 'GET',
    paths: TOKEN_INFO_PATHS,
    auth: 'none',
    handle: tokenInfo,
  },
  {
    service: 'oauth2',
    method: 'TokenInfo',
    http: 'POST',
    paths: TOKEN_INFO_PATHS,
    auth: 'none',
    handle: tokenInfo,
  },
  {
    service: 'oauth2',
    method: 'RevokeToken',
    http: 'POST',
    paths: ['/revoke'],
    auth: 'none',
    handle: revokeToken,
  },
  {
    service: 'oauth2',
    method: 'Certs',
    http: 'GET',
    paths: ['/oauth2/v3/certs'],
    auth: 'none',
    handle: async (_call, world) => ({
      body: { keys: (await world.signingKey.jwks()).keys as never },
    }),
  },
];
