import { AccessMatrix, addAccessRoutes, Simulator } from '../access';
import type { DeploymentAccess } from '../deployments';
import type { Credentials } from './credentials';
import type { Foundation } from './foundation';
import type { VertexRegistry } from './registry';
import type { Services } from './services';

interface Parts {
  foundation: Foundation;
  credentials: Credentials;
  registry: VertexRegistry;
  deployments: DeploymentAccess;
}

/** Who is what where, with its routes. */
export function createAccess(services: Services, parts: Parts): void {
  const { api, access, clock, policy } = parts.foundation;
  addAccessRoutes(api, {
    matrix: new AccessMatrix(services),
    simulator: new Simulator({
      policy,
      clock,
      actors: parts.credentials.actors,
      inventory: parts.registry.inventory,
    }),
    policy,
    access,
    stillPossible: (decision, environment) =>
      parts.deployments.isPossibleIn(decision, environment),
  });
}
