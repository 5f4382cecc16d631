import { World } from '../../http/Route';
import { OAuthClientSeed } from '../../seed/EmulatorSeed';
import { consentTexts } from '../../texts';
import { AuthorizationCode } from './AuthorizationCodes';
import { isScope, readScopes } from './scopes';

/** A request for authorization that Google would show its page for. */
export interface Authorization {
  client: OAuthClientSeed;
  redirectUri: string;
  scopes: string[];
  challenge?: AuthorizationCode['challenge'];
  state?: string;
  nonce?: string;
  offline: boolean;
  /** Whether consent was asked for anew, which gives another refresh token. */
  prompt?: string;
  /** Domain whose accounts come first. */
  hostedDomain?: string;
}

/** A request that ends at Google, on a page with this error: nobody can be sent back to where it came from. */
export class AuthorizationError extends Error {
  constructor(
    readonly error: string,
    readonly description: string,
    readonly httpStatus = 400,
  ) {
    super(`${error}: ${description}`);
  }
}

const REQUIRED = ['client_id', 'redirect_uri', 'response_type', 'scope'];

/** @throws AuthorizationError */
export function readAuthorization(
  query: Record<string, string>,
  world: World,
): Authorization {
  const missing = REQUIRED.find(name => !query[name]);
  if (missing) {
    throw new AuthorizationError(
      'invalid_request',
      consentTexts.missing(missing),
    );
  }
  const client = world.state.oauthClients.find(
    ({ clientId }) => clientId === query.client_id,
  );
  if (!client) {
    throw new AuthorizationError(
      'invalid_client',
      consentTexts.clientNotFound,
      401,
    );
  }
  // As it is written, to the letter.
  if (!client.redirectUris.includes(query.redirect_uri)) {
    throw new AuthorizationError(
      'redirect_uri_mismatch',
      consentTexts.redirectMismatch,
    );
  }
  if (query.response_type !== 'code') {
    throw new AuthorizationError(
      'unsupported_response_type',
      consentTexts.responseType(query.response_type),
    );
  }
  return {
    client,
    redirectUri: query.redirect_uri,
    scopes: requireScopes(query.scope),
    challenge: readChallenge(query),
    state: query.state,
    nonce: query.nonce,
    offline: query.access_type === 'offline',
    prompt: query.prompt,
    hostedDomain: query.hd,
  };
}

function requireScopes(text: string): string[] {
  const scopes = readScopes(text);
  const invalid = scopes.filter(scope => !isScope(scope));
  if (invalid.length > 0) {
    throw new AuthorizationError('invalid_scope', consentTexts.scopes(invalid));
  }
  return scopes;
}

/** RFC 7636 §4.3. */
function readChallenge(
  query: Record<string, string>,
): AuthorizationCode['challenge'] {
  const { code_challenge: value, code_challenge_method: method = 'plain' } =
    query;
  if (!value) return undefined;
  if (method !== 'S256' && method !== 'plain') {
    throw new AuthorizationError(
      'invalid_request',
      consentTexts.challengeMethod(method),
    );
  }
  if (!/^[\w.~-]{43,128}$/.test(value)) {
    throw new AuthorizationError('invalid_request', consentTexts.challenge);
  }
  return { value, method };
}
