import { useLiveQuery } from './useLiveQuery';

export interface RegistryFilter {
  environment?: string;
  location?: string;
  search?: string;
  cursor?: string;
  limit?: number;
}

/** One page of models. */
export function useModels(filter: RegistryFilter, enabled = true) {
  return useLiveQuery({
    key: ['models', filter],
    read: (client, signal) => client.listModels({ ...filter }, signal),
    keepPrevious: true,
    enabled,
  });
}
