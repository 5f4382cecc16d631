import { isFinal } from '@backstage-vertex/plugin-vertex-ai-common';
import { useLiveQuery } from './useLiveQuery';

/** One deployment with its timeline, followed closely until its final phase. */
export function useDeployment(id: string, enabled = true) {
  return useLiveQuery({
    key: ['deployment', id],
    read: (client, signal) => client.getDeployment(id, signal),
    enabled,
    pollMs: (last, live) => {
      if (last && isFinal(last.phase)) {
        return false;
      }
      return live ? 10_000 : 3_000;
    },
  });
}
