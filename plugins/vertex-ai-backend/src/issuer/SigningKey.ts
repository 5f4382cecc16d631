import {
  calculateJwkThumbprint,
  CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import { Secret } from '../core';
import { KeyTimes } from './keySchedule';

/** The members that Google takes in an uploaded key, and no other. */
export interface PublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly alg: 'ES256';
  readonly use: 'sig';
  /** Thumbprint of the key (RFC 7638). */
  readonly kid: string;
  readonly x: string;
  readonly y: string;
}

export interface SigningKey extends KeyTimes {
  readonly publicJwk: PublicJwk;
  /** Canonical JSON of the private JSON Web Key. */
  readonly privateJwk: Secret<string>;
}

/** A new P-256 key: the one curve that Google is known to take. */
export async function generateSigningKey(times: KeyTimes): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', {
    extractable: true,
  });
  const { x, y } = await exportJWK(publicKey);
  if (x === undefined || y === undefined) {
    throw new TypeError('an EC public key has the coordinates x and y');
  }
  const point = { kty: 'EC', crv: 'P-256', x, y } as const;
  return {
    ...times,
    publicJwk: {
      ...point,
      alg: 'ES256',
      use: 'sig',
      kid: await calculateJwkThumbprint(point),
    },
    privateJwk: new Secret(JSON.stringify(await exportJWK(privateKey))),
  };
}

/** The private key for signing; it cannot be exported again. */
export async function importPrivateKey(key: SigningKey): Promise<CryptoKey> {
  return (await importJWK(
    JSON.parse(key.privateJwk.reveal()),
    'ES256',
  )) as CryptoKey;
}
