import { VertexAiClient } from '@backstage-vertex/plugin-vertex-ai-common';
import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';

const PLUGIN_ID = 'vertex-ai';
const TIMEOUT_MS = 60_000;

/** Talks to the Vertex AI backend plugin as the catalog, wherever that plugin runs. No request goes on for longer than `timeoutMs`. */
export function createClient(
  { auth, discovery }: { auth: AuthService; discovery: DiscoveryService },
  timeoutMs = TIMEOUT_MS,
): VertexAiClient {
  return new VertexAiClient({
    baseUrl: () => discovery.getBaseUrl(PLUGIN_ID),
    fetch: async (input, init) => {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: PLUGIN_ID,
      });
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${token}`);
      const timeout = AbortSignal.timeout(timeoutMs);
      return fetch(input, {
        ...init,
        headers,
        signal: init?.signal
          ? AbortSignal.any([init.signal, timeout])
          : timeout,
      });
    },
  });
}
