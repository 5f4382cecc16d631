import { DeploymentQuery } from '@backstage-vertex/plugin-vertex-ai-common';
import { useDeploymentSignals } from './useDeploymentSignals';
import { useRefresh } from './useRefresh';
import { useVertexQuery } from './useVertexQuery';

export type DeploymentFilter = Partial<DeploymentQuery>;

/** One page of the history, newest first; follows changes by signals, by polling where there are none. */
export function useDeployments(filter: DeploymentFilter) {
  const refresh = useRefresh();
  const live = useDeploymentSignals(() => refresh('deployments'));
  return useVertexQuery({
    key: ['deployments', filter],
    read: (client, signal) => client.listDeployments(filter, signal),
    keepPrevious: true,
    pollMs: () => (live ? 60_000 : 10_000),
  });
}
