import { RegistryFilter } from './useModels';
import { useLiveQuery } from './useLiveQuery';

/** One page of endpoints. */
export function useEndpoints(filter: RegistryFilter, enabled = true) {
  return useLiveQuery({
    key: ['endpoints', filter],
    read: (client, signal) => client.listEndpoints({ ...filter }, signal),
    keepPrevious: true,
    enabled,
  });
}
