import { Secret, VertexAiError } from '../core';
import { CLOUD_PLATFORM_SCOPE } from './sts';
import type { TokenHttp } from './TokenHttp';

export interface ImpersonationRequest {
  /** Base URL of the IAM credentials service. */
  baseUrl: string;
  /** Its e-mail address. */
  serviceAccount: string;
  /** Accounts on the way to it, the first one first (`delegates`). */
  delegates?: readonly string[];
  /** Who impersonates. */
  token: Secret<string>;
  lifetimeSeconds: number;
  /** `x-goog-request-reason`, `traceparent`. */
  headers: Record<string, string>;
}

export interface ServiceAccountToken {
  token: Secret<string>;
  expiresAt: Date;
}

/**
 * A short-lived access token of a service account (`iamcredentials.v1.generateAccessToken`). The project is always `-`.
 *
 * @throws VertexAiError at the hop `impersonation`
 */
export async function generateAccessToken(
  http: TokenHttp,
  request: ImpersonationRequest,
): Promise<ServiceAccountToken> {
  const account = encodeURIComponent(request.serviceAccount).replace(
    '%40',
    '@',
  );
  const answer = await http.post({
    hop: 'impersonation',
    url: `${request.baseUrl}/v1/projects/-/serviceAccounts/${account}:generateAccessToken`,
    headers: {
      ...request.headers,
      'content-type': 'application/json',
      authorization: `Bearer ${request.token.reveal()}`,
    },
    body: JSON.stringify({
      scope: [CLOUD_PLATFORM_SCOPE],
      lifetime: `${request.lifetimeSeconds}s`,
      ...(request.delegates?.length && {
        delegates: request.delegates.map(
          email => `projects/-/serviceAccounts/${email}`,
        ),
      }),
    }),
    secrets: [request.token],
  });
  const { accessToken: token, expireTime } = answer;
  const expiresAt = new Date(String(expireTime));
  if (
    typeof token !== 'string' ||
    token === '' ||
    Number.isNaN(expiresAt.getTime())
  ) {
    throw new VertexAiError(
      'handshake_failed',
      "Google's IAM credentials service answered without an access token and its end.",
      { hop: 'impersonation' },
    );
  }
  return { token: new Secret(token), expiresAt };
}
