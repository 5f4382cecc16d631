import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { vertexAiApiRef } from '../api';
import { queryClientFor } from './queryClient';

/** Marks what was read under the given keys as old; what is on the page is read again. */
export function useRefresh() {
  const client = useApi(vertexAiApiRef);
  return useCallback(
    (...keys: string[]) => {
      for (const key of keys) {
        void queryClientFor(client).invalidateQueries({ queryKey: [key] });
      }
    },
    [client],
  );
}
