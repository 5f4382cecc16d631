import { DeploymentQuery } from '@backstage-vertex/plugin-vertex-ai-common';
import { useLiveQuery } from './useLiveQuery';

export type DeploymentFilter = Partial<DeploymentQuery>;

/** One page of the history, newest first. */
export function useDeployments(filter: DeploymentFilter) {
  return useLiveQuery({
    key: ['deployments', filter],
    read: (client, signal) => client.listDeployments(filter, signal),
    keepPrevious: true,
  });
}
