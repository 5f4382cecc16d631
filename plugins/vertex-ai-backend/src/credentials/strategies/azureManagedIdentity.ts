import { decodeJwt, JWTPayload } from 'jose';
import { VertexAiError } from '../../core';
import { exchange } from './federate';
import { shownClaims } from './shownClaims';
import type { ConfigOf, Strategy, StrategyParts } from './Strategy';

type Config = ConfigOf<'azureManagedIdentity'>;

/** How far Azure's clock may be ahead. */
const SKEW_MS = 60_000;

/**
 * The application is the principal, by the managed identity that Azure gives it. Google cannot tell one person from another: who it was
 * is in the reason of each request and in our own log.
 */
export function azureManagedIdentity(
  parts: StrategyParts,
): Strategy<'azureManagedIdentity'> {
  return {
    hops: () => ['subjectToken', 'sts'],
    facts: ({ audience, resource, tenant }) => ({
      audience,
      external: { issuer: issuersOf(tenant)[0], audience: resource },
    }),
    async mint(walk, config, request) {
      const { audience, resource, clientId } = config;
      const subject = await walk.hop('subjectToken', async () => {
        const token = await parts.azure.token({ resource, clientId });
        const claims = decoded(token.reveal());
        walk.learn({
          external: {
            issuer: String(claims.iss),
            audience: String(claims.aud),
          },
        });
        check(claims, config, parts.clock.now().getTime());
        return {
          value: { token, sub: claims.sub!, exp: claims.exp! },
          claims: shownClaims(claims),
        };
      });
      return exchange(parts, walk, { audience, request, subject });
    },
  };
}

/** Of v1 and v2 tokens; which one a tenant gives depends on the application that the token is for. */
function issuersOf(tenant: string): string[] {
  return [
    `https://sts.windows.net/${tenant}/`,
    `https://login.microsoftonline.com/${tenant}/v2.0`,
  ];
}

/** It came from the platform itself, so the signature is Google's to check; a mistake in the set-up is told here, in plain words. */
function check(claims: JWTPayload, config: Config, nowMs: number): void {
  const issuers = config.issuers ?? issuersOf(config.tenant);
  if (!claims.iss || !issuers.includes(claims.iss)) {
    throw refused(
      `it is of the issuer ${claims.iss}, not of ${issuers.join(' or ')}`,
    );
  }
  const audiences = [config.resource, ...config.audiences];
  if (![claims.aud].flat().some(aud => aud && audiences.includes(aud))) {
    throw refused(`it is for ${claims.aud}, not for ${audiences.join(' or ')}`);
  }
  if (claims.tid !== undefined && claims.tid !== config.tenant) {
    throw refused(`it is of the tenant ${claims.tid}, not of ${config.tenant}`);
  }
  if (!claims.sub || !claims.exp || claims.exp * 1_000 <= nowMs) {
    throw refused('it has no subject, or has expired');
  }
  if (claims.nbf !== undefined && claims.nbf * 1_000 > nowMs + SKEW_MS) {
    throw refused('it is not valid yet');
  }
}

function decoded(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw refused('it is no JSON Web Token');
  }
}

function refused(problem: string): VertexAiError {
  return new VertexAiError(
    'handshake_failed',
    `The token of Azure's managed identity is not what the configuration says: ${problem}.`,
    { hop: 'subjectToken' },
  );
}
