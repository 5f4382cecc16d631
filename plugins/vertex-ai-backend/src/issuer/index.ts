/**
 * Our own OpenID Connect issuer: short-lived ES256 assertions that Google's security token service takes, with rotating keys.
 *
 * Promises: a public key is published before its first signature and until its last assertion has ended; all replicas on one
 * database use the same key; a private key is erased afterwards. Never signs what it had to shorten, never hands out a private
 * key, never logs an assertion. Only the broker may ask for a signature.
 */
export type { AssertionClaims, AssertionRequest } from './assertion';
export * from './Issuer';
export { KeyRing } from './KeyRing';
export * from './router';
