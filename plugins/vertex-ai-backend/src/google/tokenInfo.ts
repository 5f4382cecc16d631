import { Secret, VertexAiError } from '../core';
import type { TokenHttp } from './TokenHttp';

export interface TokenQuestion {
  /** Base URL of Google's OAuth 2.0 service. */
  baseUrl: string;
  /** A person's own access token. */
  token: Secret<string>;
  /** `x-goog-request-reason`, `traceparent`. */
  headers?: Record<string, string>;
}

/** What Google says of a person's access token; nothing of it is believed before it is compared. */
export interface TokenInfo {
  aud?: string;
  azp?: string;
  scopes: string[];
  /** Seconds since 1970. */
  exp?: number;
  email?: string;
  emailVerified: boolean;
  /** The person's id at Google, where the scope shows it. */
  sub?: string;
}

/**
 * Asks Google what is behind an access token (`tokeninfo`). By POST, with the token in a header, so that it stands in no URL.
 *
 * @throws VertexAiError at the hop `tokenInfo`; its `google.status` is `invalid_token` for one that has ended, was revoked or never was
 */
export async function tokenInfo(
  http: TokenHttp,
  { baseUrl, token, headers }: TokenQuestion,
): Promise<TokenInfo> {
  const answer = await http.post({
    hop: 'tokenInfo',
    url: `${baseUrl}/tokeninfo`,
    headers: {
      ...headers,
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Bearer ${token.reveal()}`,
    },
    body: '',
    secrets: [token],
  });
  const text = (name: string): string | undefined => {
    const value = answer[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  // Google writes numbers and booleans as text here.
  const exp = Number(text('exp') ?? NaN);
  return {
    aud: text('aud'),
    azp: text('azp'),
    scopes: (text('scope') ?? '').split(' ').filter(Boolean),
    exp: Number.isSafeInteger(exp) ? exp : undefined,
    email: text('email'),
    emailVerified: answer.email_verified === 'true',
    sub: text('sub'),
  };
}

/**
 * Really revokes a person's token at Google, with the grant that it came from (RFC 7009; Google's `revoke`).
 *
 * @returns false when there was nothing to revoke: it had ended or was revoked before
 * @throws VertexAiError when Google could not be asked; the token may still be alive then
 */
export async function revokeUserToken(
  http: TokenHttp,
  { baseUrl, token, headers }: TokenQuestion,
): Promise<boolean> {
  try {
    await http.post({
      hop: 'tokenInfo',
      url: `${baseUrl}/revoke`,
      headers: {
        ...headers,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ token: token.reveal() }).toString(),
      secrets: [token],
    });
    return true;
  } catch (error) {
    if (
      VertexAiError.is(error) &&
      ['invalid_token', 'invalid_grant'].includes(error.google?.status ?? '')
    ) {
      return false;
    }
    throw error;
  }
}
