import { ApiRef, createApiRef, FetchApi } from '@backstage/frontend-plugin-api';
import { VertexAiClient } from '@backstage-vertex/plugin-vertex-ai-common';

/**
 * The typed client of the backend, as the app's pages and cards use it.
 *
 * @public
 */
export const vertexAiApiRef: ApiRef<VertexAiClient> & {
  readonly $$type: '@backstage/ApiRef';
} = createApiRef<VertexAiClient>().with({
  id: 'plugin.vertex-ai.client',
  pluginId: 'vertex-ai',
});

/** The app's fetch adds the caller's Backstage token and resolves the plugin's address. */
export function createVertexAiClient(fetchApi: FetchApi): VertexAiClient {
  return new VertexAiClient({
    baseUrl: 'plugin://vertex-ai',
    fetch: (input, init) => fetchApi.fetch(input, init),
  });
}
