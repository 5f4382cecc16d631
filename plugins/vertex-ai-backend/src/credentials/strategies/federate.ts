import { Secret, traceparent } from '../../core';
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

/** Our own assertion, signed for this one exchange, and the exchange. */
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
  const { sub, exp } = assertion.claims;
  return exchange(parts, walk, {
    audience,
    request,
    subject: { token: assertion.token, sub, exp },
  });
}

/** What is exchanged: a token, whom the provider maps it to, and its end in seconds since 1970. */
export interface Subject {
  token: Secret<string>;
  sub: string;
  exp: number;
}

/** The hop `sts`: a subject token for a federated access token. */
export function exchange(
  parts: StrategyParts,
  walk: Walk,
  order: { audience: string; request: CredentialRequest; subject: Subject },
): Promise<Minted> {
  const { audience, request, subject } = order;
  return walk.hop('sts', async () => {
    const startedAtMs = parts.clock.now().getTime();
    const { token, expiresInSeconds } = await exchangeAssertion(parts.http, {
      baseUrl: parts.google.sts,
      audience,
      assertion: subject.token,
      headers: auditHeaders(request),
    });
    // A federated token cannot outlive what it was exchanged for, whatever the answer says.
    const expiresAt = new Date(
      Math.min(
        subject.exp * 1_000,
        startedAtMs + (expiresInSeconds ?? Infinity) * 1_000,
      ),
    );
    const principal = `principal:${poolOf(audience)}/subject/${subject.sub}`;
    return {
      value: { token, principal, expiresAt },
      claims: { audience, expiresAt: expiresAt.toISOString() },
      principal,
    };
  });
}
