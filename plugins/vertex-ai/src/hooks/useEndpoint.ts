import { useLiveQuery } from './useLiveQuery';

export interface EndpointKey {
  environment: string;
  location: string;
  endpoint: string;
}

/** One endpoint with what is deployed on it. */
export function useEndpoint(key: EndpointKey, enabled = true) {
  return useLiveQuery({
    key: ['endpoint', key],
    read: (client, signal) => client.getEndpoint(key, signal),
    enabled,
  });
}
