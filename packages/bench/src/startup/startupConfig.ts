import { JsonObject } from '@backstage/types';

/** Configuration of a backend that does nothing yet: everything in memory; `googleUrl` is the emulator's. */
export function startupConfig(port: number, googleUrl: string): JsonObject {
  const provider =
    '//iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/providers/portal';
  const url = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    vertexAi: {
      google: {
        sts: googleUrl,
        iamCredentials: googleUrl,
        aiplatform: googleUrl,
        resourceManager: googleUrl,
      },
      environments: {
        dev: {
          project: 'ml-dev',
          projectNumber: '100000000001',
          locations: ['europe-west4', 'us-central1'],
          credentials: {
            strategy: 'workloadIdentityFederation',
            audience: provider,
          },
          access: { viewer: { users: ['user:default/dana.deployer'] } },
        },
      },
    },
  };
}
