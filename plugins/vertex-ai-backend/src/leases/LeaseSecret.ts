import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Secret } from '../core';

/** 256 random bits; base64url of them has 43 characters. */
const PATTERN = /^[A-Za-z0-9_-]{43}$/;

/** A secret that renews one lease, and what is kept of it. With so many random bits a plain digest needs no salt and no stretching. */
export function newLeaseSecret(): { secret: Secret<string>; digest: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret: new Secret(secret), digest: digestOfSecret(secret) };
}

/** In constant time; also where there is nothing to compare with. */
export function isSecretOf(
  given: string | undefined,
  digest: string | null | undefined,
): boolean {
  const isWellFormed = given !== undefined && PATTERN.test(given);
  const equal = timingSafeEqual(
    Buffer.from(digestOfSecret(isWellFormed ? given : ''), 'hex'),
    Buffer.from(digest ?? '0'.repeat(64), 'hex'),
  );
  return equal && isWellFormed && typeof digest === 'string';
}

function digestOfSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}
