import { cose, isoCBOR } from '@simplewebauthn/server/helpers';
import { createPublicKey } from 'node:crypto';

/** Algorithms that a key may sign with, best first (RFC 9053, RFC 8812): Ed25519, ES256, RS256 for Windows Hello's TPMs. */
export const algorithms: readonly number[] = [
  cose.COSEALG.EdDSA,
  cose.COSEALG.ES256,
  cose.COSEALG.RS256,
];

/** COSE labels (RFC 9052 §7, RFC 9053 §7, RFC 8230 §4). */
const KTY = 1;
const ALG = 3;

/**
 * A COSE key as a JSON Web Key. Key type, curve and algorithm have to fit together: a key that says RS256 and is none would be verified
 * by whatever a library makes of it.
 *
 * @throws Error for every key that is not Ed25519, ES256 with P-256, or RS256 with at least 2048 bits
 */
export function toJwk(publicKey: Uint8Array): {
  jwk: Record<string, string>;
  algorithm: number;
} {
  const key = isoCBOR.decodeFirst<Map<number, unknown>>(
    Uint8Array.from(publicKey),
  );
  const algorithm = key.get(ALG) as number;
  const jwk = jwkOf(key);
  // Refuses a point that is not on the curve.
  const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({
    key: jwk,
    format: 'jwk',
  });
  if (
    asymmetricKeyType === 'rsa' &&
    (asymmetricKeyDetails?.modulusLength ?? 0) < 2048
  ) {
    throw new Error('an RSA key has at least 2048 bits');
  }
  return { jwk, algorithm };
}

function jwkOf(key: Map<number, unknown>): Record<string, string> {
  const bytes = (label: number): string => {
    const value = key.get(label);
    if (!(value instanceof Uint8Array)) {
      throw new Error(`the COSE key has no bytes under ${label}`);
    }
    return Buffer.from(value).toString('base64url');
  };
  const [kty, alg, crv] = [key.get(KTY), key.get(ALG), key.get(-1)];
  if (kty === cose.COSEKTY.OKP && alg === cose.COSEALG.EdDSA && crv === 6) {
    return { kty: 'OKP', crv: 'Ed25519', x: bytes(-2) };
  }
  if (kty === cose.COSEKTY.EC2 && alg === cose.COSEALG.ES256 && crv === 1) {
    return { kty: 'EC', crv: 'P-256', x: bytes(-2), y: bytes(-3) };
  }
  if (kty === cose.COSEKTY.RSA && alg === cose.COSEALG.RS256) {
    return { kty: 'RSA', n: bytes(-1), e: bytes(-2) };
  }
  throw new Error(
    `a key of COSE type ${kty} with algorithm ${alg} is not among Ed25519, ES256 and RS256`,
  );
}
