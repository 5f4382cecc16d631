import { VertexAiError } from '../../core';
import { generateAccessToken } from '../../google';
import type { CredentialRequest } from '../Credential';
import { auditHeaders, federate } from './federate';
import type { ConfigOf, Strategy, StrategyParts } from './Strategy';

type Config = ConfigOf<'serviceAccountImpersonation'>;

/** The person becomes the environment's service account for the role, along the delegates if there are any. Google's audit log shows all. */
export function serviceAccountImpersonation(
  parts: StrategyParts,
): Strategy<'serviceAccountImpersonation'> {
  return {
    hops: () => ['assertion', 'sts', 'impersonation'],
    facts: (config, role) => ({
      audience: config.audience,
      delegates: config.delegates,
      serviceAccount: role && serviceAccountOf(config, role),
    }),
    async mint(walk, config, request) {
      const { audience, delegates } = config;
      const federated = await federate(parts, walk, { audience, request });
      return walk.hop('impersonation', async () => {
        const serviceAccount = requireServiceAccount(config, request);
        const lifetimeSeconds =
          request.lifetimeSeconds ?? config.lifetimeSeconds;
        const startedAtMs = parts.clock.now().getTime();
        const { token, expiresAt } = await generateAccessToken(parts.http, {
          baseUrl: parts.google.iamCredentials,
          serviceAccount,
          delegates,
          token: federated.token,
          lifetimeSeconds,
          headers: auditHeaders(request),
        });
        // Google's instant is of Google's clock; what was asked for is of ours. The earlier is safe.
        const endsAt = new Date(
          Math.min(expiresAt.getTime(), startedAtMs + lifetimeSeconds * 1_000),
        );
        return {
          value: { token, principal: serviceAccount, expiresAt: endsAt },
          claims: {
            serviceAccount,
            ...(delegates.length > 0 && { delegates: [...delegates] }),
            lifetimeSeconds,
            expiresAt: endsAt.toISOString(),
          },
          principal: serviceAccount,
        };
      });
    },
  };
}

function serviceAccountOf(config: Config, role: string): string | undefined {
  const accounts: Partial<Record<string, string>> = config.serviceAccounts;
  return accounts[role] ?? accounts.default;
}

function requireServiceAccount(
  config: Config,
  { environment, role }: CredentialRequest,
): string {
  const account = serviceAccountOf(config, role);
  if (!account) {
    throw new VertexAiError(
      'handshake_failed',
      `No service account is configured for the role ${role}. Add it to vertexAi.environments.${environment}.credentials.serviceAccounts, or add a default there.`,
      { hop: 'impersonation' },
    );
  }
  return account;
}
