import {
  BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  PermissionPolicy,
  ServerPermissionClient,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';

/** The framework's own client. Its tokens say which plugin asks on behalf of the person, which the mocked ones leave out. */
const permissionsClient = createServiceFactory({
  service: coreServices.permissions,
  deps: {
    auth: coreServices.auth,
    config: coreServices.rootConfig,
    discovery: coreServices.discovery,
  },
  factory: ({ auth, config, discovery }) =>
    ServerPermissionClient.fromConfig(config, {
      discovery,
      auth: {
        authenticate: token => auth.authenticate(token),
        isPrincipal: (credentials, type) => auth.isPrincipal(credentials, type),
        getOwnServiceCredentials: () => auth.getOwnServiceCredentials(),
        getNoneCredentials: () => auth.getNoneCredentials(),
        getLimitedUserToken: credentials =>
          auth.getLimitedUserToken(credentials),
        listPublicServiceKeys: () => auth.listPublicServiceKeys(),
        getPluginRequestToken: async options =>
          auth.isPrincipal(options.onBehalfOf, 'user')
            ? {
                token: mockCredentials.user.token(
                  options.onBehalfOf.principal.userEntityRef,
                  { actor: { subject: 'plugin:vertex-ai' } },
                ),
              }
            : auth.getPluginRequestToken(options),
      },
    }),
});

/** Backstage's own permission backend with a policy, and the framework's own client to ask it over HTTP. */
export function realPermissions(policy: PermissionPolicy): BackendFeature[] {
  const policyModule = createBackendModule({
    pluginId: 'permission',
    moduleId: 'policy-of-the-test',
    register(env) {
      env.registerInit({
        deps: { policy: policyExtensionPoint },
        async init(services) {
          services.policy.setPolicy(policy);
        },
      });
    },
  });
  return [permissionBackend, policyModule, permissionsClient];
}
