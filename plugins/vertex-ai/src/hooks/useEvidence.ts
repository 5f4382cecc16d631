import { useVertexQuery } from './useVertexQuery';

/** One signature with the key that made it, for its signer and for auditors. It never changes. */
export function useEvidence(id: string, enabled: boolean) {
  return useVertexQuery({
    key: ['evidence', id],
    read: (client, signal) => client.getStepUpEvidence(id, signal),
    enabled,
  });
}
