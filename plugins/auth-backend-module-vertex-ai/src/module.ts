import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createOAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { createAuthenticator } from './authenticator';
import { guardOrigins } from './guardOrigins';
import { checkSettings } from './settings';

/** Id of the provider, as it stands in `auth.providers`, in its routes and in its cookies. */
export const PROVIDER_ID = 'vertex-ai-google';

/** Registers the provider `vertex-ai-google` with the auth backend. */
export const authModuleVertexAi = createBackendModule({
  pluginId: 'auth',
  moduleId: 'vertex-ai-google-provider',
  register(env) {
    env.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        auditor: coreServices.auditor,
      },
      async init({ providers, auditor }) {
        const createProvider = createOAuthProviderFactory({
          authenticator: createAuthenticator(auditor),
        });
        providers.registerProvider({
          providerId: PROVIDER_ID,
          factory: context => {
            checkSettings(context.config, `auth.providers.${PROVIDER_ID}`);
            return guardOrigins(
              createProvider(context),
              context.isOriginAllowed,
            );
          },
        });
      },
    });
  },
});
