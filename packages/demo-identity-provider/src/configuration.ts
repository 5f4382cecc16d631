import { randomBytes } from 'node:crypto';
import type { ClientMetadata, Configuration, JWKS } from 'oidc-provider';
import { findPerson, type Person } from './people';
import { errorPage } from './pages';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/**
 * The demo portal as a client. Its secret is public on purpose: the provider answers loopback only
 * and knows nobody but the demo people.
 */
export const demoClient: ClientMetadata = {
  client_id: 'demo-portal',
  client_name: 'Vertex AI demo portal',
  client_secret: 'public-secret-of-the-loopback-demo',
  redirect_uris: ['http://localhost:7007/api/auth/oidc/handler/frame'],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
};

/** Demo people agree to what the portal asks for, so that no consent page stands in the way. */
const grantWhatWasAskedFor: NonNullable<
  Configuration['loadExistingGrant']
> = async ctx => {
  const { client, session, provider, requestParamOIDCScopes } = ctx.oidc;
  if (!client || !session?.accountId) {
    return undefined;
  }
  const grant = new provider.Grant({
    clientId: client.clientId,
    accountId: session.accountId,
  });
  grant.addOIDCScope([...requestParamOIDCScopes].join(' '));
  await grant.save();
  return grant;
};

export function providerConfiguration(options: {
  clients: readonly ClientMetadata[];
  jwks: JWKS;
}): Configuration {
  return {
    clients: [...options.clients],
    jwks: options.jwks,
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username', 'department'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    scopes: ['openid', 'offline_access'],
    responseTypes: ['code'],
    // Claims of granted scopes are in the ID token too, as most company providers do.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) =>
          token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: false },
    },
    interactions: {
      url: (_ctx, interaction) => `/interaction/${interaction.uid}`,
    },
    findAccount: (_ctx, sub) => {
      const person = findPerson(sub);
      return person && { accountId: sub, claims: () => claimsOf(person) };
    },
    loadExistingGrant: grantWhatWasAskedFor,
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = errorPage(out.error_description ?? out.error);
    },
    ttl: {
      AccessToken: HOUR_S,
      AuthorizationCode: MINUTE_S,
      IdToken: HOUR_S,
      Interaction: 10 * MINUTE_S,
      Grant: 14 * DAY_S,
      RefreshToken: 14 * DAY_S,
      Session: 8 * HOUR_S,
    },
  };
}

function claimsOf(person: Person) {
  return {
    sub: person.id,
    name: person.name,
    preferred_username: person.id,
    email: person.email,
    email_verified: true,
    groups: [...person.groups],
    department: person.department,
  };
}
