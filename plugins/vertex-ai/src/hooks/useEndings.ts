import { useVertexQuery } from './useVertexQuery';

/** The endings in force where the person may end access. */
export function useEndings(enabled: boolean) {
  return useVertexQuery({
    key: ['endings'],
    read: (client, signal) =>
      client.listEndings({ inForce: 'true', limit: 200 }, signal),
    enabled,
    pollMs: () => 15_000,
  });
}

/** One ending with what it leaves behind at Google, as that is now. */
export function useEnding(id: string) {
  return useVertexQuery({
    key: ['endings', id],
    read: (client, signal) => client.getEnding(id, signal),
    // Replicas revoke at Google after the ending was made.
    pollMs: () => 5_000,
  });
}
