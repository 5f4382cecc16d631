import { useApi } from '@backstage/frontend-plugin-api';
import {
  keepPreviousData,
  useQuery,
  UseQueryResult,
} from '@tanstack/react-query';
import { VertexAiClient } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiApiRef } from '../api';
import { isLasting, queryClientFor } from './queryClient';

export interface VertexQueryOptions<T> {
  key: readonly unknown[];
  read: (client: VertexAiClient, signal: AbortSignal) => Promise<T>;
  enabled?: boolean;
  /** Milliseconds until the next read, by what was read last; `false` stops. An answer that will not change stops too. */
  pollMs?: (last: T | undefined) => number | false;
  /** Shows the page before while the next one loads. */
  keepPrevious?: boolean;
}

/** Reads one resource of the API, shares it between all who ask for the same key, and aborts when nobody asks any more. */
export function useVertexQuery<T>(
  options: VertexQueryOptions<T>,
): UseQueryResult<T> {
  const client = useApi(vertexAiApiRef);
  const { pollMs } = options;
  return useQuery<T>(
    {
      queryKey: options.key,
      queryFn: ({ signal }) => options.read(client, signal),
      enabled: options.enabled ?? true,
      refetchInterval:
        pollMs &&
        (({ state }) => !isLasting(state.error) && pollMs(state.data)),
      placeholderData: options.keepPrevious
        ? (keepPreviousData as any)
        : undefined,
    },
    queryClientFor(client),
  );
}
