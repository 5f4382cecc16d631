import { useVertexQuery } from './useVertexQuery';

/** Deployments that failed lately, newest first; five are enough to know that something is wrong. */
export function useFailedDeployments() {
  return useVertexQuery({
    key: ['deployments', 'failed'],
    read: (client, signal) =>
      client.listDeployments({ phase: 'failed', limit: 5 }, signal),
    pollMs: () => 60_000,
  });
}
