import {
  environmentReadPermission,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import { grantedActions } from '../http';
import type { Foundation } from './foundation';

/** Every environment is listed with what the caller may do there; a person without a role sees whom to ask for one. */
export function addEnvironmentRoutes(
  { api, policy }: Foundation,
  { permissions }: { permissions: PermissionsService },
): void {
  api.handle(routes.listEnvironments, {
    permission: environmentReadPermission,
    run: async ({ caller }) => {
      const granted = await grantedActions(permissions, caller);
      return {
        items: policy.environments.map(environment =>
          policy.describe({ actor: caller.actor, granted }, environment),
        ),
      };
    },
  });
}
