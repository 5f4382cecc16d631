import { useVertexQuery } from './useVertexQuery';

/** One's own security keys. */
export function useSecurityKeys() {
  return useVertexQuery({
    key: ['securityKeys'],
    read: (client, signal) => client.listSecurityKeys(signal),
  });
}
