import type {
  CheckoutRequest,
  CheckoutTerms,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../config';
import { invalidField, VertexAiError } from '../core';

/** Google's limit for a service account's token, without an organisation policy that lengthens it. */
const MAX_ACCOUNT_TOKEN_MINUTES = 60;

/** What the environment lets people take out; undefined for nothing. */
export function checkoutTerms(
  { checkout, credentials }: EnvironmentConfig,
  assertionTtlSeconds: number,
): CheckoutTerms | undefined {
  if (!checkout) {
    return undefined;
  }
  return {
    roles: [...checkout.roles],
    maxLifetimeMinutes: checkout.maxLifetimeMinutes,
    tokenMinutes:
      credentials.strategy === 'serviceAccountImpersonation'
        ? MAX_ACCOUNT_TOKEN_MINUTES
        : // A federated token cannot outlive the assertion that it was exchanged for.
          Math.floor(assertionTtlSeconds / 60),
  };
}

/** @throws VertexAiError `role_missing` or `invalid_request`, with what would be right */
export function checkTerms(
  terms: CheckoutTerms | undefined,
  { name, title }: Pick<EnvironmentConfig, 'name' | 'title'>,
  request: CheckoutRequest,
): CheckoutTerms {
  if (!terms) {
    throw new VertexAiError(
      'role_missing',
      `Nothing can be taken out of ${title}: vertexAi.environments.${name}.checkout is not configured.`,
    );
  }
  const { roles, maxLifetimeMinutes, tokenMinutes } = terms;
  if (!roles.includes(request.role)) {
    throw new VertexAiError(
      'role_missing',
      `The role ${request.role} cannot be taken out of ${title}; ${roles.join(
        ', ',
      )} can.`,
    );
  }
  if (request.lifetimeMinutes > maxLifetimeMinutes) {
    throw invalidField(
      'body.lifetimeMinutes',
      `at most ${maxLifetimeMinutes} in ${title}`,
    );
  }
  if (!request.renewable && request.lifetimeMinutes > tokenMinutes) {
    throw invalidField(
      'body.lifetimeMinutes',
      `a token of ${title} lives ${tokenMinutes} minutes at most; ask for so long, or for a renewable one`,
    );
  }
  return terms;
}

/** Of the provider that takes our assertions. @throws VertexAiError `role_missing` where nothing is taken out, as the configuration holds */
export function audienceOf({
  credentials,
  title,
}: Pick<EnvironmentConfig, 'credentials' | 'title'>): string {
  if (
    credentials.strategy === 'workloadIdentityFederation' ||
    credentials.strategy === 'serviceAccountImpersonation'
  ) {
    return credentials.audience;
  }
  throw new VertexAiError(
    'role_missing',
    `Nothing can be taken out of ${title} with the strategy ${credentials.strategy}.`,
  );
}
