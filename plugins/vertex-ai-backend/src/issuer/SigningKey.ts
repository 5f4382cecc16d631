import { calculateJwkThumbprint } from 'jose';
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

/** A key as all replicas know it. Its private half is with the signer that made it. */
export interface SigningKey extends KeyTimes {
  readonly publicJwk: PublicJwk;
  /** Name of the signer. */
  readonly signer: string;
  /** Under what that signer finds the private half. */
  readonly handle: string;
  readonly createdAtMs: number;
}

/** The published form of a point on P-256. */
export async function publicJwkOf(point: {
  x: string;
  y: string;
}): Promise<PublicJwk> {
  const key = { kty: 'EC', crv: 'P-256', x: point.x, y: point.y } as const;
  return {
    ...key,
    alg: 'ES256',
    use: 'sig',
    kid: await calculateJwkThumbprint(key),
  };
}
