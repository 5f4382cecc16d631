import { LeaseQuery } from '@backstage-vertex/plugin-vertex-ai-common';
import { useVertexQuery } from './useVertexQuery';

/** One page of the credentials that are out. */
export function useLeases(filter: Partial<LeaseQuery>) {
  return useVertexQuery({
    key: ['leases', filter],
    read: (client, signal) => client.listLeases(filter, signal),
    pollMs: () => 15_000,
    keepPrevious: true,
  });
}
