import { isFinal } from '@backstage-vertex/plugin-vertex-ai-common';
import { useDeploymentSignals } from './useDeploymentSignals';
import { useRefresh } from './useRefresh';
import { useVertexQuery } from './useVertexQuery';

/**
 * One deployment with its timeline.
 *
 * A signal reads it at once. Polling goes on beside it, slower, because an open page cannot tell a quiet channel from a
 * broken one; it stops in a final phase.
 */
export function useDeployment(id: string, enabled = true) {
  const refresh = useRefresh();
  const live = useDeploymentSignals(change => {
    if (change.id === id) {
      refresh('deployment');
    }
  });
  return useVertexQuery({
    key: ['deployment', id],
    read: (client, signal) => client.getDeployment(id, signal),
    enabled,
    pollMs: last => {
      if (last && isFinal(last.phase)) {
        return false;
      }
      return live ? 10_000 : 3_000;
    },
  });
}
