import type {
  AssertionResponse,
  StepUpEvidence,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { AuthenticatorData } from './authenticatorData';
import type { Challenge } from './ChallengeStore';
import type { StoredKey } from './KeyStore';
import { evidenceDigest } from './verifyEvidence';

/** An answer that was verified, with the key that gave it. */
export interface Signed {
  key: StoredKey;
  data: AuthenticatorData;
  origin: string;
  response: AssertionResponse;
}

/** The record that is kept of a signature: everything that it takes to verify it without us. */
export function evidenceOf(
  challenge: Challenge,
  { key, data, origin, response: { response } }: Signed,
  { id, now, rpId }: { id: string; now: Date; rpId: string },
): StepUpEvidence {
  const record = {
    format: 'backstage-vertex-ai/step-up-evidence' as const,
    version: 1 as const,
    id,
    actor: challenge.actor,
    environment: challenge.environment,
    action: challenge.action,
    correlationId: challenge.correlationId,
    intent: challenge.intent,
    intentDigest: challenge.intentDigest,
    nonce: challenge.nonce.toString('base64url'),
    clientDataJSON: response.clientDataJSON,
    authenticatorData: response.authenticatorData,
    signature: response.signature,
    publicKey: {
      cose: key.publicKey.toString('base64url'),
      jwk: key.publicJwk,
    },
    credentialId: key.credentialId,
    keyId: key.id,
    aaguid: key.aaguid,
    attested: key.attested,
    rpId,
    origin,
    flags: {
      userPresent: data.userPresent,
      userVerified: data.userVerified,
      backupEligible: data.backupEligible,
      backedUp: data.backedUp,
    },
    counter: data.counter,
    signedAt: now.toISOString(),
  };
  return { ...record, digest: evidenceDigest(record) };
}
