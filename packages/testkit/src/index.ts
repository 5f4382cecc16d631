/**
 * A real portal in a test: the real plugin in a real backend, a real database, the Google emulator, and one clock for all of it.
 *
 * Promises: nothing of ours is replaced but the clock; a killed backend reaches nothing any more; every token that went over the
 * wire is known, so that it can be searched for. Never imported by anything that is shipped.
 */
import './patience';

export { makeAttester } from './authenticator/makeAttester';
export { registerKey, signSubject } from './authenticator/registerKey';
export { SoftwareAuthenticator } from './authenticator/SoftwareAuthenticator';
export type {
  Attester,
  AuthenticatorOptions,
  Cheat,
} from './authenticator/SoftwareAuthenticator';
export { DatabaseConnection } from './database/DatabaseConnection';
export { dumpDatabase } from './database/dumpDatabase';
export { eachDatabase, TestDatabase } from './database/TestDatabase';
export type { DatabaseKind } from './database/TestDatabase';
export { GoogleLink } from './portal/GoogleLink';
export { LogCapture } from './portal/LogCapture';
export { freePort } from './portal/freePort';
export { Organisation } from './portal/Organisation';
export { startPortal } from './portal/startPortal';
export type { Portal, PortalOptions, Replica } from './portal/startPortal';
export { portalConfig } from './portal/portalConfig';
export type { PortalConfig } from './portal/portalConfig';
export type { Permissions, SignInKind } from './portal/RunningBackend';
export { until } from './until';
