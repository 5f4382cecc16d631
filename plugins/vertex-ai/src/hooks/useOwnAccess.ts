import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { SIGNAL_ACCESS } from '@backstage-vertex/plugin-vertex-ai-common';
import { useEffect } from 'react';
import usePrevious from 'react-use/esm/usePrevious';
import { vertexAiApiRef } from '../api';
import { queryClientFor } from './queryClient';
import { useVertexQuery } from './useVertexQuery';

const touched = ['ownAccess', 'endings', 'leases', 'environments'];

/**
 * Whether the person's own access was ended, and whose access the person may end.
 *
 * A signal reads it at once; it is asked every few seconds all the same, because a page that does not say it would be wrong.
 */
export function useOwnAccess() {
  const signals = useApiHolder().get(signalApiRef);
  const queries = queryClientFor(useApi(vertexAiApiRef));
  useEffect(() => {
    const subscription = signals?.subscribe(SIGNAL_ACCESS, () => {
      for (const key of touched) {
        void queries.invalidateQueries({ queryKey: [key] });
      }
    });
    return () => subscription?.unsubscribe();
  }, [signals, queries]);
  const query = useVertexQuery({
    key: ['ownAccess'],
    read: (client, signal) => client.getOwnAccess(signal),
    pollMs: () => (signals ? 10_000 : 5_000),
  });
  const inForce = query.data?.endings.map(({ id }) => id).join();
  const before = usePrevious(inForce);
  useEffect(() => {
    // What was refused because access was ended is read again when it is restored.
    if (before !== undefined && before !== inForce) {
      void queries.invalidateQueries({
        predicate: ({ state }) => state.status === 'error',
      });
    }
  }, [before, inForce, queries]);
  return query;
}
