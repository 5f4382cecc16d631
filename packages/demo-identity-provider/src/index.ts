/**
 * A real OpenID Connect provider (npm `oidc-provider`) with four demo people, so that the portal's
 * sign-in is the true authorization code flow with PKCE and not a shortcut.
 *
 * Promises: standard OpenID Connect, one click per person, `groups` as a claim, nothing kept on disk.
 * Never: listens beyond loopback, starts with NODE_ENV=production, asks for or checks a password.
 * Callers: `npm start`, `npm run demo`, tests. No shipped package may import it.
 */
export { startIdentityProvider } from './startIdentityProvider';
export type {
  IdentityProvider,
  IdentityProviderOptions,
} from './startIdentityProvider';
export { demoClient } from './configuration';
export { people, type Person } from './people';
