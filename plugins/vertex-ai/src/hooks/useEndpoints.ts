import { RegistryFilter } from './useModels';
import { useVertexQuery } from './useVertexQuery';

/** One page of endpoints. */
export function useEndpoints(filter: RegistryFilter, enabled = true) {
  return useVertexQuery({
    key: ['endpoints', filter],
    read: (client, signal) => client.listEndpoints({ ...filter }, signal),
    keepPrevious: true,
    enabled,
  });
}
