import { Deployment } from '@backstage-vertex/plugin-vertex-ai-common';
import { useVertexQuery } from './useVertexQuery';

/** What a request would change by what Google has now. Another request in its place is compared anew. */
export function useApprovalComparison({ id, intentDigest }: Deployment) {
  return useVertexQuery({
    key: ['approvalComparison', id, intentDigest],
    read: (client, signal) => client.compareApproval(id, signal),
    pollMs: () => 60_000,
  });
}
