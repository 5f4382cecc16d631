import { OAuthError } from '../../core/ApiError';
import { JsonObject } from '../../core/json';
import { Call, Reply, World } from '../../http/Route';
import { FederatedIdentity, principalOf } from '../../iam/Identity';
import { stsTexts } from '../../texts';
import { toCamelCase } from '../../contract/contract';
import { parseMessage } from '../../contract/parseMessage';
import { FORM } from '../../http/parseBody';
import { mapAttributes } from './mapAttributes';
import { findProvider } from './findProvider';
import { verifyAssertion } from './verifyAssertion';

const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
const SUBJECT_TYPES = [
  'urn:ietf:params:oauth:token-type:jwt',
  'urn:ietf:params:oauth:token-type:id_token',
];
const LONGEST_LIFE_SECONDS = 3599;
/** What Google takes off the token's life for the time the answer needs. */
const MARGIN_SECONDS = 2;

/**
 * RFC 8693 token exchange of workload identity federation: form or JSON in, a federated access token out that
 * lives no longer than the assertion it came from.
 */
export async function exchangeToken(call: Call, world: World): Promise<Reply> {
  const request = readRequest(call);
  const provider = findProvider(request.audience, world.state);
  const claims = await verifyAssertion(request.subjectToken, provider, world);
  const identity = mapAttributes(claims, provider);
  call.principal = principalOf(identity);
  return issue(identity, { claims, scopes: request.scopes }, world);
}

interface ExchangeRequest {
  audience: string;
  subjectToken: string;
  scopes: string[];
}

/** A form may carry what is not ours (RFC 6749 §3.2); JSON goes through the same front end as that of other APIs. */
function fieldsOf({ body, headers }: Call): JsonObject {
  if (!headers['content-type']?.startsWith(FORM)) {
    return parseMessage('google.identity.sts.v1.ExchangeTokenRequest', body);
  }
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [toCamelCase(name), value]),
  );
}

function readRequest(call: Call): ExchangeRequest {
  const body = fieldsOf(call);
  const required = (name: string, wireName: string): string => {
    const value = body[name];
    if (typeof value === 'string' && value !== '') return value;
    throw new OAuthError('invalid_request', stsTexts.missing(wireName));
  };
  if (required('grantType', 'grant_type') !== GRANT) {
    throw new OAuthError('unsupported_grant_type', stsTexts.unsupportedGrant);
  }
  const audience = required('audience', 'audience');
  const requested = required('requestedTokenType', 'requested_token_type');
  if (requested !== ACCESS_TOKEN) {
    throw new OAuthError(
      'invalid_request',
      stsTexts.unsupportedRequestedType(requested),
    );
  }
  const subjectType = required('subjectTokenType', 'subject_token_type');
  if (!SUBJECT_TYPES.includes(subjectType)) {
    throw new OAuthError(
      'invalid_request',
      stsTexts.unsupportedSubjectType(subjectType),
    );
  }
  const scopes = required('scope', 'scope').split(/\s+/).filter(Boolean);
  if (scopes.length === 0) {
    throw new OAuthError('invalid_scope', stsTexts.scopes);
  }
  return {
    audience,
    scopes,
    subjectToken: required('subjectToken', 'subject_token'),
  };
}

function issue(
  identity: FederatedIdentity,
  grant: { claims: { exp: number }; scopes: string[] },
  world: World,
): Reply {
  const nowSeconds = Math.floor(world.clock.now().getTime() / 1000);
  const expiresIn = lifeOf(grant.claims.exp - nowSeconds);
  const accessToken = world.state.tokens.issue({
    identity,
    scopes: grant.scopes,
    expiresAtMs: (nowSeconds + Math.max(expiresIn, 1)) * 1000,
  });
  const body: JsonObject = {
    access_token: accessToken,
    issued_token_type: ACCESS_TOKEN,
    token_type: 'Bearer',
  };
  if (expiresIn > 0) body.expires_in = expiresIn;
  return { body };
}

/**
 * Seconds that a token lives whose assertion has `left` seconds. As observed at Google, oddities included: one second
 * left ends in an internal error, and an assertion that expired within the skew gives as many seconds as it is late.
 */
function lifeOf(left: number): number {
  if (left <= 0) return -left;
  if (left < MARGIN_SECONDS) {
    throw new OAuthError('internal_failure', stsTexts.internal, 500);
  }
  return Math.min(left - MARGIN_SECONDS, LONGEST_LIFE_SECONDS);
}
