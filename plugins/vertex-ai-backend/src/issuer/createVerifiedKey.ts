import type { IssuerSigner } from '@backstage-vertex/plugin-vertex-ai-node';
import { CryptoKey, importJWK } from 'jose';
import { randomBytes, webcrypto } from 'node:crypto';
import { KeyTimes } from './keySchedule';
import { publicJwkOf, SigningKey } from './SigningKey';

/** Length of an ES256 signature (RFC 7518 §3.4). */
export const SIGNATURE_BYTES = 64;

/**
 * A new key of the signer that is known to sign what its public half verifies. A key that does not would be published, and refused
 * by Google only once it signs.
 *
 * @throws Error that says what the signer did wrong
 */
export async function createVerifiedKey(
  signer: IssuerSigner,
  times: KeyTimes,
  nowMs: number,
): Promise<SigningKey> {
  const { handle, x, y } = await signer.createKey();
  if (handle.length === 0 || handle.length > 512) {
    throw new Error(
      `The signer ${signer.name} names a key with ${handle.length} characters; it takes 1 to 512.`,
    );
  }
  const publicJwk = await publicJwkOf({ x, y });
  const data = new Uint8Array(randomBytes(32));
  const verifies = await webcrypto.subtle.verify(
    { name: 'ECDSA', hash: 'SHA-256' },
    (await importJWK({ ...publicJwk }, 'ES256')) as CryptoKey,
    await signer.sign(handle, data),
    data,
  );
  if (!verifies) {
    await signer.destroyKey(handle);
    throw new Error(
      `The signer ${signer.name} made the key ${handle}, whose signature does not verify. ES256 signs the SHA-256 of the bytes, and the signature is r and s, ${SIGNATURE_BYTES} bytes, not DER.`,
    );
  }
  return {
    ...times,
    publicJwk,
    signer: signer.name,
    handle,
    createdAtMs: nowMs,
  };
}
