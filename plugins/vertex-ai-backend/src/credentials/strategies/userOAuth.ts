import { Secret, VertexAiError } from '../../core';
import { tokenInfo, TokenInfo } from '../../google';
import type { CredentialRequest } from '../Credential';
import { emailProblem } from '../subjects/ownership';
import { auditHeaders, federate } from './federate';
import type { ConfigOf, Minted, Strategy, StrategyParts } from './Strategy';

type Config = ConfigOf<'userOAuth'>;

/**
 * The person acts as their own Google account, with an access token that their browser brings along. It is looked at anew at every use,
 * and never kept to act with; Google can really revoke it, and an ending has it do so. Services have no such token; they come by our own assertion.
 */
export function userOAuth(parts: StrategyParts): Strategy<'userOAuth'> {
  return {
    takes: 'google',
    isVerifiedAtEveryUse: ({ kind }) => kind === 'user',
    hops: (_, { kind }) =>
      kind === 'user' ? ['tokenInfo'] : ['assertion', 'sts'],
    facts: ({ clientIds, services }) => ({
      audience: services.audience,
      clientIds,
    }),
    mint: (walk, config, request) =>
      request.actor.kind === 'user'
        ? walk.hop('tokenInfo', async () => {
            const token = requireToken(request);
            const info = await inspect(parts, token, request);
            const minted = await checked(parts, { config, request, info });
            return {
              value: { ...minted, token },
              claims: shown(info),
              principal: minted.principal,
            };
          })
        : federate(parts, walk, {
            audience: config.services.audience,
            request,
          }),
  };
}

function requireToken({ subjectToken }: CredentialRequest): Secret<string> {
  if (!subjectToken) {
    throw signInRequired(
      'none came with the request, and none that came with an earlier one is kept',
    );
  }
  return subjectToken;
}

async function inspect(
  { http, google }: StrategyParts,
  token: Secret<string>,
  request: CredentialRequest,
): Promise<TokenInfo> {
  try {
    return await tokenInfo(http, {
      baseUrl: google.oauth2,
      token,
      headers: auditHeaders(request),
    });
  } catch (error) {
    if (VertexAiError.is(error) && error.google?.status === 'invalid_token') {
      throw signInRequired('it has ended, or was revoked', error.google);
    }
    throw error;
  }
}

async function checked(
  { clock, people }: StrategyParts,
  {
    config,
    request,
    info,
  }: { config: Config; request: CredentialRequest; info: TokenInfo },
): Promise<Omit<Minted, 'token'>> {
  const problem =
    clientProblem(config, info) ??
    scopeProblem(config, info) ??
    (info.exp !== undefined && info.exp * 1_000 > clock.now().getTime()
      ? undefined
      : 'it has ended') ??
    emailProblem(
      { email: info.email, verified: info.emailVerified },
      await people.person(request.actor.ref),
    );
  if (problem !== undefined) {
    throw signInRequired(`${problem} (${request.actor.ref})`);
  }
  return { principal: info.email!, expiresAt: new Date(info.exp! * 1_000) };
}

/** A token that another application was given would let that application act here. */
function clientProblem(
  { clientIds }: Config,
  { aud, azp }: TokenInfo,
): string | undefined {
  const named = [aud, azp].filter(client => client !== undefined);
  return named.length > 0 && named.every(client => clientIds.includes(client))
    ? undefined
    : 'it was given to another application';
}

function scopeProblem({ scopes }: Config, info: TokenInfo): string | undefined {
  const missing = scopes.filter(scope => !info.scopes.includes(scope));
  return missing.length === 0
    ? undefined
    : `it lacks the scope ${missing.join(' and ')}`;
}

function shown({ aud, azp, scopes, exp, email, emailVerified }: TokenInfo) {
  return {
    aud: aud ?? null,
    azp: azp ?? null,
    scope: scopes,
    exp: exp ?? null,
    email: email ?? null,
    email_verified: emailVerified,
  };
}

function signInRequired(
  problem: string,
  google?: VertexAiError['google'],
): VertexAiError {
  return new VertexAiError(
    'google_sign_in_required',
    `Your own Google token is refused: ${problem}.`,
    { hop: 'tokenInfo', google },
  );
}
