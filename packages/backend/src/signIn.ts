/**
 * Sign-in by the demo's identity provider, with one claim of it in the Backstage token: the person's department.
 *
 * Promises: only who is in the catalog under the provider's `sub` is signed in. Never: takes a claim from anywhere but the provider's
 * own answer. Caller: the backend's `index.ts`.
 */
import { createBackendModule } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  OidcAuthResult,
  oidcAuthenticator,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  AuthResolverContext,
  authProvidersExtensionPoint,
  BackstageSignInResult,
  createOAuthProviderFactory,
  OAuthAuthenticatorResult,
  SignInInfo,
} from '@backstage/plugin-auth-node';

export async function signIn(
  { result }: SignInInfo<OAuthAuthenticatorResult<OidcAuthResult>>,
  context: AuthResolverContext,
): Promise<BackstageSignInResult> {
  const { sub, department } = result.fullProfile.userinfo;
  const { entity } = await context.findCatalogUser({
    entityRef: { name: sub },
  });
  const { ownershipEntityRefs } = await context.resolveOwnershipEntityRefs(
    entity,
  );
  return context.issueToken({
    claims: {
      sub: stringifyEntityRef(entity),
      ent: ownershipEntityRefs,
      ...(typeof department === 'string' && { department }),
    },
  });
}

export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-sign-in',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'oidc',
          factory: createOAuthProviderFactory({
            authenticator: oidcAuthenticator,
            signInResolver: signIn,
          }),
        });
      },
    });
  },
});
