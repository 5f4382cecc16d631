import type { StepUpEvidence } from '@backstage-vertex/plugin-vertex-ai-common';
import { createHash, createPublicKey, JsonWebKey, verify } from 'node:crypto';
import { canonicalJson, digestOf, sha256Hex } from '../core';
import { AuthenticatorData, readAuthenticatorData } from './authenticatorData';
import { challengeOf } from './challenge';

/** Digest of everything in a record but the digest itself. */
export function evidenceDigest({
  digest,
  ...rest
}:
  | StepUpEvidence
  | (Omit<StepUpEvidence, 'digest'> & { digest?: string })): string {
  return digestOf(rest);
}

/**
 * Verifies a record from its bytes alone, by WebAuthn §7.2 and by our own rule for the challenge. It knows no database, so it gives the
 * same answer years later; `packages/verify-evidence` does the same without a line of ours.
 *
 * @throws Error that names the check that failed
 */
export function verifyEvidence(record: StepUpEvidence): AuthenticatorData {
  check(evidenceDigest(record) === record.digest, 'the record was changed');
  check(sha256Hex(record.intent) === record.intentDigest, 'another intent');
  check(isCanonical(record.intent), 'the intent is not in canonical form');
  const clientData = bytesOf(record.clientDataJSON);
  const client = JSON.parse(clientData.toString('utf8'));
  check(client.type === 'webauthn.get', 'not a signature of WebAuthn');
  check(client.origin === record.origin, 'another origin');
  check(client.crossOrigin !== true, 'made inside a page of another origin');
  const nonce = bytesOf(record.nonce);
  check(nonce.length === 32, 'a nonce has 32 bytes');
  check(
    client.challenge ===
      challengeOf(nonce, record.intentDigest).toString('base64url'),
    'the challenge is not that of the intent and the nonce',
  );
  const authenticatorData = bytesOf(record.authenticatorData);
  const data = readAuthenticatorData(authenticatorData);
  check(data.rpIdHash.equals(sha256(record.rpId)), 'another relying party');
  check(data.userPresent, 'nobody touched the key (UP)');
  check(data.userVerified, 'the key did not verify the person (UV)');
  check(hasFlags(record, data), 'other flags or another counter');
  check(
    verify(
      record.publicKey.jwk.kty === 'OKP' ? null : 'sha256',
      Buffer.concat([authenticatorData, sha256(clientData)]),
      createPublicKey({
        key: record.publicKey.jwk as JsonWebKey,
        format: 'jwk',
      }),
      bytesOf(record.signature),
    ),
    'the signature is not that of the key',
  );
  return data;
}

function hasFlags(
  { flags, counter }: StepUpEvidence,
  data: AuthenticatorData,
): boolean {
  return (
    flags.userPresent === data.userPresent &&
    flags.userVerified === data.userVerified &&
    flags.backupEligible === data.backupEligible &&
    flags.backedUp === data.backedUp &&
    counter === data.counter
  );
}

function isCanonical(intent: string): boolean {
  return canonicalJson(JSON.parse(intent)) === intent;
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}

function check(holds: boolean, otherwise: string): void {
  if (!holds) {
    throw new Error(`the evidence does not verify: ${otherwise}`);
  }
}
