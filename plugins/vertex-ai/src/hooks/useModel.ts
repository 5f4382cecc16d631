import { useLiveQuery } from './useLiveQuery';

export interface ModelKey {
  environment: string;
  location: string;
  model: string;
}

/** One model with its versions. */
export function useModel(key: ModelKey, enabled = true) {
  return useLiveQuery({
    key: ['model', key],
    read: (client, signal) => client.getModel(key, signal),
    enabled,
  });
}
