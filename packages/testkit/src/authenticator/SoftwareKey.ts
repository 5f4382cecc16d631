import {
  createHash,
  generateKeyPairSync,
  JsonWebKey,
  KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { Cbor, encodeCbor } from './cbor';

export type KeyAlgorithm = 'ES256' | 'EdDSA' | 'RS256';

/** One credential of a software authenticator: a real key pair that really signs. */
export class SoftwareKey {
  readonly credentialId = randomBytes(32);
  /** COSE_Key; a test may put anything in its place before the registration. */
  coseKey: Buffer;
  readonly algorithm: KeyAlgorithm;
  readonly #privateKey: KeyObject;

  constructor(algorithm: KeyAlgorithm = 'ES256') {
    this.algorithm = algorithm;
    const { publicKey, privateKey } = generate(algorithm);
    this.#privateKey = privateKey;
    this.coseKey = encodeCbor(
      coseOf(algorithm, publicKey.export({ format: 'jwk' })),
    );
  }

  sign(data: Buffer): Buffer {
    return sign(
      this.algorithm === 'EdDSA' ? null : 'sha256',
      data,
      this.#privateKey,
    );
  }

  /** Signature over authenticator data and client data, as WebAuthn §6.3.3 has it. */
  signAssertion(authenticatorData: Buffer, clientDataJSON: Buffer): Buffer {
    return this.sign(
      Buffer.concat([
        authenticatorData,
        createHash('sha256').update(clientDataJSON).digest(),
      ]),
    );
  }
}

/** COSE algorithm numbers (RFC 9053, RFC 8812). */
export const coseAlgorithms: Record<KeyAlgorithm, number> = {
  EdDSA: -8,
  ES256: -7,
  RS256: -257,
};

function generate(algorithm: KeyAlgorithm): {
  publicKey: KeyObject;
  privateKey: KeyObject;
} {
  switch (algorithm) {
    case 'ES256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' });
    case 'EdDSA':
      return generateKeyPairSync('ed25519');
    case 'RS256':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
    default:
      throw new Error(`unknown algorithm ${algorithm satisfies never}`);
  }
}

function coseOf(algorithm: KeyAlgorithm, jwk: JsonWebKey): Cbor {
  const bytes = (text?: string) => Buffer.from(text!, 'base64url');
  const alg: [number, Cbor] = [3, coseAlgorithms[algorithm]];
  switch (algorithm) {
    case 'ES256':
      return new Map<number, Cbor>([
        [1, 2],
        alg,
        [-1, 1],
        [-2, bytes(jwk.x)],
        [-3, bytes(jwk.y)],
      ]);
    case 'EdDSA':
      return new Map<number, Cbor>([[1, 1], alg, [-1, 6], [-2, bytes(jwk.x)]]);
    case 'RS256':
      return new Map<number, Cbor>([
        [1, 3],
        alg,
        [-1, bytes(jwk.n)],
        [-2, bytes(jwk.e)],
      ]);
    default:
      throw new Error(`unknown algorithm ${algorithm satisfies never}`);
  }
}
