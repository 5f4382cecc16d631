import type { EnvironmentConfig } from '../config';
import { canonicalJson, sha256Hex } from '../core';
import type { CredentialRequest } from './Credential';
import type { Slot } from './endings';

export function slotOf(
  environment: EnvironmentConfig,
  request: CredentialRequest,
): Slot {
  return {
    key: cacheKey(environment, request),
    actor: request.actor.ref,
    environment: environment.name,
  };
}

/**
 * What must be equal for two requests to share a credential. With a purpose that includes the intent and the deployment, so a
 * deployment that goes on polling reuses its own, and nothing else can.
 */
function cacheKey(
  environment: EnvironmentConfig,
  { actor, role, purpose, correlationId, subjectToken }: CredentialRequest,
): string {
  return canonicalJson([
    environment.name,
    environment.credentials.strategy,
    actor.kind,
    actor.ref,
    [...actor.groups].sort(),
    actor.claims?.values ?? {},
    role,
    purpose
      ? [
          purpose.action,
          purpose.intentDigest,
          purpose.deploymentId ?? `request ${correlationId}`,
          purpose.stepUp ? { ...purpose.stepUp } : null,
        ]
      : [],
    // Who does not bring the token gets nothing that was made of it.
    subjectToken ? sha256Hex(subjectToken.reveal()) : null,
  ]);
}
