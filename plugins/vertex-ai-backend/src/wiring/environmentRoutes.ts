import {
  environmentReadPermission,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { DeploymentAccess } from '../deployments';
import { checkoutTerms } from '../leases';
import type { Foundation } from './foundation';

/**
 * Every environment that Backstage's permission policy lets the caller see is listed with what the caller may do there; a person without a
 * role sees whom to ask for one.
 */
export function addEnvironmentRoutes(
  { api, access, config, policy }: Foundation,
  deployments: DeploymentAccess,
): void {
  api.handle(routes.listEnvironments, {
    run: async ({ caller }) => {
      const [environments, grantedIn] = await Promise.all([
        access.granted(caller, environmentReadPermission),
        access.grantedActions(caller, (decision, environment) =>
          deployments.isPossibleIn(decision, environment),
        ),
      ]);
      return {
        items: environments.map(environment => ({
          ...policy.describe(
            { actor: caller.actor, granted: grantedIn(environment) },
            environment,
          ),
          checkout: checkoutTerms(
            environment,
            config.issuer.assertionTtlSeconds,
          ),
        })),
      };
    },
  });
}
