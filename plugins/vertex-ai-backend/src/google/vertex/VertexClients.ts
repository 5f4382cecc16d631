import { setImmediate as breathe } from 'node:timers/promises';
import { EndpointServiceClient } from '@google-cloud/aiplatform/build/src/v1/endpoint_service_client';
import { ModelServiceClient } from '@google-cloud/aiplatform/build/src/v1/model_service_client';
import { PassThroughClient } from 'google-auth-library';
import { createGoogleFetch } from '../googleFetch';
import { createLeanGax } from './leanGax';

/** Google's generated clients of one location. They hold no credential: every call brings its own. */
export interface LocationClients {
  models: ModelServiceClient;
  endpoints: EndpointServiceClient;
}

/**
 * Builds Google's own v1 clients, imported one by one (the whole package is 34 clients and a second of start-up), over REST.
 *
 * One set per location serves everybody. `PassThroughClient` adds no identity, so that none can be mixed up: a shared gRPC
 * channel was measured to send one person's token with another's call.
 */
export async function createVertexClients(options: {
  locations: readonly string[];
  /** With or without `{location}` in it. */
  baseUrl: string;
}): Promise<Map<string, LocationClients>> {
  const gax = createLeanGax() as unknown as ConstructorParameters<
    typeof ModelServiceClient
  >[1];
  const googleFetch = createGoogleFetch();
  const clients = new Map<string, LocationClients>();
  for (const location of options.locations) {
    const transport = clientOptions(
      baseUrlOf(options.baseUrl, location),
      googleFetch,
    );
    const models = new ModelServiceClient(transport, gax);
    await breathe();
    const endpoints = new EndpointServiceClient(transport, gax);
    await Promise.all([models.initialize(), endpoints.initialize()]);
    clients.set(location, { models, endpoints });
    await breathe();
  }
  return clients;
}

/** Base URL of the API in a location. */
export function baseUrlOf(template: string, location: string): string {
  return template.replace('{location}', location);
}

function clientOptions(baseUrl: string, fetchImplementation: typeof fetch) {
  const { protocol, hostname, port } = new URL(baseUrl);
  return {
    authClient: new PassThroughClient({
      // The transport's own choice is node-fetch with an agent that no proxy setting reaches.
      transporterOptions: { fetchImplementation },
    }),
    // Never used, but without it the library would look for one on the machine.
    projectId: 'unused',
    fallback: true as const,
    protocol: protocol.replace(':', ''),
    apiEndpoint: hostname,
    port: Number(port) || (protocol === 'https:' ? 443 : 80),
  };
}
