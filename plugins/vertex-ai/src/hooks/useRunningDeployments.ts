import { isFinal, phases } from '@backstage-vertex/plugin-vertex-ai-common';
import { useDeploymentSignals } from './useDeploymentSignals';
import { useRefresh } from './useRefresh';
import { useVertexQuery } from './useVertexQuery';

const runningPhases = phases.filter(phase => !isFinal(phase));

/** What is under way in all environments, newest first. The API filters by one phase, so it is asked once for each. */
export function useRunningDeployments() {
  const refresh = useRefresh();
  const live = useDeploymentSignals(() => refresh('deployments'));
  return useVertexQuery({
    key: ['deployments', 'running'],
    read: async (client, signal) => {
      const pages = await Promise.all(
        runningPhases.map(phase =>
          client.listDeployments({ phase, limit: 50 }, signal),
        ),
      );
      return {
        items: pages
          .flatMap(page => page.items)
          .sort((a, b) => b.createdAt.localeCompare(a.createdAt)),
      };
    },
    pollMs: () => (live ? 60_000 : 10_000),
  });
}
