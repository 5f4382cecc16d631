import type { ClientOptions } from 'google-gax';
import { AuthClient, IdentityPoolClient } from 'google-auth-library';
import { JWTPayload } from 'jose';
import { CLOUD_PLATFORM } from '../../__testUtils__/TestGoogle';
import { onGoogle, Target } from './target';

/** Google's own federation client, unmodified, for an assertion with these claims. */
export function federationClient(
  target: Target,
  assertion: { claims: JWTPayload; kid?: string; audience?: string },
  impersonate = false,
): IdentityPoolClient {
  return new IdentityPoolClient({
    type: 'external_account',
    audience: assertion.audience ?? target.audience,
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: target.urls.sts,
    subject_token_supplier: {
      getSubjectToken: () => target.sign(assertion.claims, assertion.kid),
    },
    scopes: [CLOUD_PLATFORM],
    // The default of five minutes would exchange again before every call.
    eagerRefreshThresholdMillis: 30_000,
    ...(impersonate
      ? {
          service_account_impersonation_url: `${target.urls.iamCredentials}/v1/projects/-/serviceAccounts/${target.serviceAccount}:generateAccessToken`,
          service_account_impersonation: { token_lifetime_seconds: 600 },
        }
      : {}),
  });
}

export function asRole(target: Target, envRole: string): IdentityPoolClient {
  return federationClient(target, { claims: target.claims(envRole) });
}

/** Options of a Vertex AI client in REST mode for this caller. */
export function vertexOptions(
  target: Target,
  authClient: AuthClient,
): ClientOptions {
  return {
    ...target.vertex,
    projectId: target.project,
    authClient,
    fallback: true,
  } as ClientOptions;
}

/** Polls fast on the emulator; leaves a real deployment an hour. */
export const LRO_POLLING = {
  longrunning: {
    initialRetryDelayMillis: onGoogle ? 5_000 : 10,
    retryDelayMultiplier: 1.3,
    maxRetryDelayMillis: 60_000,
    totalTimeoutMillis: 3_600_000,
  },
};

/** Time for one test: a real deployment takes many minutes. */
export const TEST_TIMEOUT_MS = onGoogle ? 3_600_000 : 30_000;

/** The error that a promise rejects with; fails when it does not reject. */
export async function rejection(promise: Promise<unknown>): Promise<any> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('The call was not refused');
}
