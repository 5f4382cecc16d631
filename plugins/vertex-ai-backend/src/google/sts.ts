import { Secret, VertexAiError } from '../core';
import type { TokenHttp } from './TokenHttp';

/** The one scope that Vertex AI takes; what the token may do is a matter of IAM. */
export const CLOUD_PLATFORM_SCOPE =
  'https://www.googleapis.com/auth/cloud-platform';

export interface ExchangeRequest {
  /** Base URL of the security token service. */
  baseUrl: string;
  /** Full resource name of the workload identity provider. */
  audience: string;
  assertion: Secret<string>;
  /** `x-goog-request-reason`, `traceparent`. */
  headers: Record<string, string>;
}

export interface FederatedToken {
  token: Secret<string>;
  /** Absent where Google says nothing; the token then ends with the assertion. */
  expiresInSeconds?: number;
}

/**
 * Exchanges an assertion for a federated access token (RFC 8693 §2.1, in the form encoding; Google's `sts.v1.token`).
 *
 * @throws VertexAiError at the hop `sts`
 */
export async function exchangeAssertion(
  http: TokenHttp,
  request: ExchangeRequest,
): Promise<FederatedToken> {
  const answer = await http.post({
    hop: 'sts',
    url: `${request.baseUrl}/v1/token`,
    headers: {
      ...request.headers,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      audience: request.audience,
      scope: CLOUD_PLATFORM_SCOPE,
      requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      subject_token: request.assertion.reveal(),
    }).toString(),
    secrets: [request.assertion],
  });
  const { access_token: token, expires_in: expiresIn } = answer;
  if (typeof token !== 'string' || token === '') {
    throw new VertexAiError(
      'handshake_failed',
      "Google's security token service answered without an access token.",
      { hop: 'sts' },
    );
  }
  return {
    token: new Secret(token),
    expiresInSeconds:
      typeof expiresIn === 'number' && expiresIn >= 0 ? expiresIn : undefined,
  };
}
