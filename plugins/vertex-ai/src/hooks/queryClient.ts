import { QueryClient } from '@tanstack/react-query';
import {
  VertexAiClient,
  VertexAiProblemError,
} from '@backstage-vertex/plugin-vertex-ai-common';

const clients = new WeakMap<VertexAiClient, QueryClient>();

/**
 * One cache of server answers per API client.
 *
 * Cards, pages and header actions are mounted by different parts of the app and by two frontend systems, so there is no
 * common ancestor that could provide it.
 */
export function queryClientFor(client: VertexAiClient): QueryClient {
  let queryClient = clients.get(client);
  if (!queryClient) {
    queryClient = new QueryClient({
      defaultOptions: {
        queries: {
          staleTime: 5_000,
          retry: (failures, error) => failures < 2 && isTransient(error),
          retryDelay: failures => 500 * 2 ** failures,
        },
      },
    });
    queryClient.mount();
    clients.set(client, queryClient);
  }
  return queryClient;
}

/** Whether the same read may well succeed a moment later. A refusal never does. */
function isTransient(error: Error): boolean {
  return (
    error instanceof VertexAiProblemError &&
    (error.problem.code === 'google_unavailable' ||
      error.problem.code === 'google_timeout')
  );
}

/** Whether asking again by itself would get the same answer: a refusal, no such thing, or a request that is wrong. */
export function isLasting(error: Error | null): boolean {
  if (!(error instanceof VertexAiProblemError)) {
    return false;
  }
  const { status } = error.problem;
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}
