import { createHash } from 'node:crypto';

/** Keeps our challenges apart from everything else that a key may ever sign. */
const DOMAIN = 'backstage-vertex-ai/intent/v1';

/**
 * What a security key signs for an intent: SHA-256(domain ‖ 0x00 ‖ nonce ‖ SHA-256(JCS(intent))).
 *
 * The nonce makes the challenge unguessable, as WebAuthn §13.4.3 wants it; the digest makes it say what is signed.
 */
export function challengeOf(nonce: Buffer, intentDigest: string): Buffer {
  return createHash('sha256')
    .update(DOMAIN, 'utf8')
    .update(Buffer.of(0))
    .update(nonce)
    .update(Buffer.from(intentDigest, 'hex'))
    .digest();
}
