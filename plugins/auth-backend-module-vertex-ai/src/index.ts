/**
 * Auth module that gives a person a Google access token of the person's own, for environments whose strategy is `userOAuth`.
 *
 * Promises: an OAuth client of its own, apart from the one of the sign-in; PKCE, state and nonce on every flow; no more scopes than
 * asked for, and only the one that Vertex AI takes; nothing is kept but the refresh token, in an HttpOnly cookie; signing out revokes at
 * Google or says that it did not.
 * Must never: sign anybody in to Backstage, begin a session that could not be revoked, or send anybody to a foreign address.
 * For: a Backstage backend, as `backend.add(import('@backstage-vertex/plugin-auth-backend-module-vertex-ai'))`.
 *
 * @packageDocumentation
 */
export { authModuleVertexAi as default } from './module';
