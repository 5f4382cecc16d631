import type { CheckedOut } from '@backstage-vertex/plugin-vertex-ai-common';

/** Carries the secret of a lease. A header of its own, so that nobody takes it for a token of Backstage. */
export const LEASE_SECRET_HEADER = 'x-vertex-ai-lease-secret';

/**
 * A configuration for Google's libraries that fetches our assertion of the lease and exchanges it (`external_account` with a URL source,
 * google.aip.dev/auth/4117). The secret in it renews nothing but this lease.
 */
export function externalAccount(order: {
  /** Full resource name of the provider. */
  audience: string;
  /** Google's token service, without a path. */
  sts: string;
  /** Where the account is impersonated; absent where the person is the principal. */
  impersonation?: { baseUrl: string; serviceAccount: string; seconds: number };
  /** Ours, for the assertion. */
  url: string;
  secret: string;
}): NonNullable<CheckedOut['configuration']> {
  const { audience, sts, impersonation, url, secret } = order;
  return {
    type: 'external_account',
    audience,
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: `${sts}/v1/token`,
    ...(impersonation && {
      service_account_impersonation_url: `${impersonation.baseUrl}/v1/projects/-/serviceAccounts/${impersonation.serviceAccount}:generateAccessToken`,
      service_account_impersonation: {
        token_lifetime_seconds: impersonation.seconds,
      },
    }),
    credential_source: {
      url,
      headers: { [LEASE_SECRET_HEADER]: secret },
      format: { type: 'json', subject_token_field_name: 'subject_token' },
    },
  };
}
