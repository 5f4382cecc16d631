import { OAuth2 } from '@backstage/core-app-api';
import {
  ApiRef,
  ConfigApi,
  createApiRef,
  DiscoveryApi,
  OAuthApi,
  OAuthRequestApi,
  ProfileInfoApi,
  SessionApi,
} from '@backstage/frontend-plugin-api';
import { RiGoogleFill } from '@remixicon/react';

/** What Vertex AI takes. */
export const CLOUD_PLATFORM = 'https://www.googleapis.com/auth/cloud-platform';

/**
 * A person's session at Google for Vertex AI, which is not the one of the sign-in.
 *
 * @public
 */
export type GoogleAuthApi = OAuthApi & ProfileInfoApi & SessionApi;

/**
 * The session at the backend's provider `vertex-ai-google`. Its access token is in the memory of the page only; signing out revokes it
 * at Google.
 *
 * @public
 */
export const vertexAiGoogleAuthApiRef: ApiRef<GoogleAuthApi> & {
  readonly $$type: '@backstage/ApiRef';
} = createApiRef<GoogleAuthApi>().with({
  id: 'plugin.vertex-ai.google-auth',
  pluginId: 'vertex-ai',
});

/** Who the app asks for the parts of a sign-in. */
export interface GoogleAuthDeps {
  configApi: ConfigApi;
  discoveryApi: DiscoveryApi;
  oauthRequestApi: OAuthRequestApi;
}

/** Asks for who it is; what gives access is asked for where it is needed. */
export function createGoogleAuth(deps: GoogleAuthDeps): GoogleAuthApi {
  const { configApi } = deps;
  return OAuth2.create({
    ...deps,
    provider: {
      id: 'vertex-ai-google',
      title: 'Google',
      icon: () => <RiGoogleFill />,
    },
    environment:
      configApi.getOptionalString('vertexAi.googleSignIn.environment') ??
      configApi.getOptionalString('auth.environment'),
    // As Google's answers name them; by another name the session would never seem to have them.
    defaultScopes: ['openid', 'https://www.googleapis.com/auth/userinfo.email'],
  });
}
