import {
  environmentReadPermission,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { Foundation } from './foundation';

/** Every environment is listed with what the caller may do there; a person without a role sees whom to ask for one. */
export function addEnvironmentRoutes({ api, policy }: Foundation): void {
  api.handle(routes.listEnvironments, {
    permission: environmentReadPermission,
    run: async ({ caller }) => ({
      items: policy.environments.map(environment =>
        policy.describe(caller.actor, environment),
      ),
    }),
  });
}
