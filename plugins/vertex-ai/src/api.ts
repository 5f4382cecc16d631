import { ApiRef, createApiRef, FetchApi } from '@backstage/frontend-plugin-api';
import {
  VertexAiClient,
  VertexAiClientOptions,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { GoogleAuthApi } from './google/googleAuth';
import { GoogleTokens } from './google/GoogleTokens';

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

/**
 * The app's fetch adds the caller's Backstage token and resolves the plugin's address. With `googleAuth`, what needs the caller's own Google
 * token carries it.
 */
export function createVertexAiClient(
  fetchApi: FetchApi,
  googleAuth?: GoogleAuthApi,
): VertexAiClient {
  const options: VertexAiClientOptions = {
    baseUrl: 'plugin://vertex-ai',
    fetch: (input, init) => fetchApi.fetch(input, init),
  };
  const plain = new VertexAiClient(options);
  if (!googleAuth) {
    return plain;
  }
  const tokens = new GoogleTokens(
    googleAuth,
    async () => (await plain.listEnvironments()).items,
  );
  return new VertexAiClient({
    ...options,
    headersFor: call => tokens.headersFor(call),
  });
}
