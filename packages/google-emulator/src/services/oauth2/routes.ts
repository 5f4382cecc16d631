import { Route } from '../../http/Route';
import { decide, showAccounts } from './Authorize';
import { grantToken } from './GrantToken';
import { revokeToken } from './RevokeToken';
import { tokenInfo } from './TokenInfo';

const TOKEN_INFO_PATHS = ['/tokeninfo', '/oauth2/v3/tokeninfo'];

const AUTHORIZE_PATHS = ['/o/oauth2/v2/auth', '/o/oauth2/auth'];

export const oauth2Routes: Route[] = [
  {
    service: 'oauth2',
    method: 'Authorize',
    http: 'GET',
    paths: AUTHORIZE_PATHS,
    auth: 'none',
    handle: showAccounts,
  },
  {
    service: 'oauth2',
    method: 'Decide',
    http: 'POST',
    paths: AUTHORIZE_PATHS,
    auth: 'none',
    keepsState: true,
    handle: decide,
  },
  {
    service: 'oauth2',
    method: 'GrantToken',
    http: 'POST',
    paths: ['/token', '/oauth2/v4/token'],
    auth: 'none',
    handle: grantToken,
  },
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
