import { useVertexQuery } from './useVertexQuery';

export interface ModelKey {
  environment: string;
  location: string;
  model: string;
}

/** One model with its versions. */
export function useModel(key: ModelKey, enabled = true) {
  return useVertexQuery({
    key: ['model', key],
    read: (client, signal) => client.getModel(key, signal),
    enabled,
  });
}
