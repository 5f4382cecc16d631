/**
 * Who has which credential, and whose access was ended.
 *
 * Promises: while an ending holds nothing is minted or handed out in its scope, on any replica, from a second after it was made, also
 * after a restart; when it cannot be known, nothing is handed out either. Every credential that is out has a lease, which never holds
 * the token. What can be taken out of the portal is named by the configuration, shown once and on record.
 *
 * Must never: say that something was revoked at Google where Google has not said so; keep a token or the secret of a lease; let
 * anybody restore their own access.
 *
 * The broker, the API and the worker ask the gate; everything else is for the plugin's wiring.
 */
export * from './AccessNews';
export * from './Checkouts';
export { checkoutTerms } from './checkoutTerms';
export * from './EndingRights';
export * from './EndingService';
export * from './EndingStore';
export * from './EndingWatch';
export * from './Leases';
export * from './LeaseStore';
export * from './Renewals';
export * from './renewalRouter';
export * from './router';
