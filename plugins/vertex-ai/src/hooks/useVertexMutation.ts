import { useApi } from '@backstage/frontend-plugin-api';
import { useMutation } from '@tanstack/react-query';
import { VertexAiClient } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiApiRef } from '../api';
import { queryClientFor } from './queryClient';
import { useRefresh } from './useRefresh';

/** Asks the API for a change, and afterwards reads again what it may have touched. Never retried by itself. */
export function useVertexMutation<TInput, TAnswer>(
  change: (client: VertexAiClient, input: TInput) => Promise<TAnswer>,
  touches: string[],
  /** `gcTime` 0 for an answer that nobody but the page shall keep. */
  options: { gcTime?: number } = {},
) {
  const client = useApi(vertexAiApiRef);
  const refresh = useRefresh();
  return useMutation<TAnswer, Error, TInput>(
    {
      mutationFn: input => change(client, input),
      // Without a network it fails now; kept for later, it would be sent when nobody looks any more.
      networkMode: 'always',
      ...options,
      onSettled: () => refresh(...touches),
    },
    queryClientFor(client),
  );
}
