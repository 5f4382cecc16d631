/**
 * From a person to a Google credential: identity, role, assertion, exchange, impersonation.
 *
 * Promises: a token lives in memory only and is never returned once it has ended; what was minted for one intent is never given
 * to another; every hop is timed and on record before anybody gets the credential; a failure names its hop, with Google's own
 * words. Never a static key, never a fallback to something wider. Whoever asks has asked the policy before; the broker checks the
 * role again.
 */
export * from './Actors';
export * from './Credential';
export * from './CredentialBroker';
export type { EndScope } from './endings';
export * from './HandshakeStore';
export { NewestClaims } from './NewestClaims';
export * from './redactHops';
export * from './revocation/Revocations';
export { createStrategies } from './strategies';
export { createManagedIdentity } from './subjects/ManagedIdentity';
export { OidcVerifier } from './subjects/OidcVerifier';
