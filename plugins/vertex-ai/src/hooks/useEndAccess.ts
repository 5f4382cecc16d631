import {
  EndingWithAftermath,
  EndScope,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useVertexMutation } from './useVertexMutation';

const touched = ['ownAccess', 'endings', 'leases', 'environments'];

/** Ends access, and reads again what that changes. */
export function useEndAccess() {
  return useVertexMutation<
    { scope: EndScope; reason: string },
    EndingWithAftermath
  >((client, order) => client.endAccess(order), touched);
}

/** Restores access. */
export function useRestoreAccess(ending: string) {
  return useVertexMutation(
    (client, reason: string) => client.restoreAccess(ending, { reason }),
    touched,
  );
}
