/**
 * Our own OpenID Connect issuer: short-lived ES256 assertions that Google's security token service takes, with rotating keys.
 *
 * Promises: a public key is published before its first signature and until its last assertion has ended; all replicas on one
 * database use the same key; a private key is destroyed afterwards; an emergency rotation reaches every replica within a second. Never
 * signs what it had to shorten, never hands out a private key, never logs an assertion. Only the broker may ask for a signature. Whoever
 * signs is behind `IssuerSigner`, which never gives a private key.
 */
export { MAX_SUBJECT_BYTES } from './assertion';
export type { AssertionClaims, AssertionRequest } from './assertion';
export { ACR } from './stepUpClaims';
export type { StepUpFact } from './stepUpClaims';
export { DatabaseSigner } from './DatabaseSigner';
export * from './Issuer';
export { KeyRing } from './KeyRing';
export type { EmergencyRotation } from './KeyRing';
export * from './router';
