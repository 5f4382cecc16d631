import type { DeploymentState } from '../model';

/** What a deployment does, in a line. */
export function titleOf(state: DeploymentState): string {
  const endpoint = state.endpointDisplayName ?? state.endpointId;
  const { request } = state;
  switch (request.action) {
    case 'deployment.create':
      return `Deploy ${state.modelDisplayName ?? request.model.id} version ${
        request.model.version
      } to ${endpoint}`;
    case 'deployment.undeploy':
      return `Undeploy ${request.deployedModelId} from ${endpoint}`;
    case 'traffic.set':
      return `Set the traffic of ${endpoint}`;
    default:
      throw new Error(`unknown action ${request satisfies never}`);
  }
}
