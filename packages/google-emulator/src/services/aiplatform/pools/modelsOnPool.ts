import { World } from '../../../http/Route';

export function modelsOnPool(
  pool: string,
  world: World,
): { endpoint: string; deployedModelId: string }[] {
  return [...world.state.endpoints.values()].flatMap(endpoint =>
    endpoint.deployedModels
      .filter(deployed => deployed.spec.sharedResources === pool)
      .map(deployed => ({
        endpoint: endpoint.name,
        deployedModelId: deployed.id,
      })),
  );
}
