import { traceparent } from '../../core';
import { exchangeAssertion, requestReason } from '../../google';
import type { CredentialRequest } from '../Credential';
import { poolOf } from '../explanations';
import type { Walk } from '../Walk';
import type { Minted, StrategyParts } from './Strategy';

/** Headers that put our ids into Google's audit log. */
export function auditHeaders({
  correlationId,
  purpose,
}: CredentialRequest): Record<string, string> {
  return {
    'x-goog-request-reason': requestReason({
      correlationId,
      deploymentId: purpose?.deploymentId,
      intentDigest: purpose?.intentDigest,
    }),
    traceparent: traceparent(correlationId),
  };
}

/** The hops that both strategies share: sign an assertion, exchange it. A new assertion for each exchange. */
export async function federate(
  parts: StrategyParts,
  walk: Walk,
  order: { audience: string; request: CredentialRequest },
): Promise<Minted> {
  const { audience, request } = order;
  const assertion = await walk.hop('assertion', async () => {
    const value = await parts.issuer.sign({ ...request, audience });
    return { value, claims: { ...value.claims } };
  });
  return walk.hop('sts', async () => {
    const startedAtMs = parts.clock.now().getTime();
    const { token, expiresInSeconds } = await exchangeAssertion(parts.http, {
      baseUrl: parts.google.sts,
      audience,
      assertion: assertion.token,
      headers: auditHeaders(request),
    });
    // A federated token cannot outlive its assertion, whatever the answer says.
    const expiresAt = new Date(
      Math.min(
        assertion.claims.exp * 1_000,
        startedAtMs + (expiresInSeconds ?? Infinity) * 1_000,
      ),
    );
    const principal = `principal:${poolOf(audience)}/subject/${
      assertion.claims.sub
    }`;
    return {
      value: { token, principal, expiresAt },
      claims: { audience, expiresAt: expiresAt.toISOString() },
      principal,
    };
  });
}
