import {
  people,
  startIdentityProvider,
  demoClient,
  type IdentityProvider,
} from '@backstage-vertex/demo-identity-provider';
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import type { UserEntity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import oidcModule from '@backstage/plugin-auth-backend-module-oidc-provider';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PortalSession, type PortalUrls } from './PortalSession';

const app = 'http://localhost:3000';
/** Not in the portal's catalog. */
const stranger = 'victor.viewer';

describe('sign-in to a portal', () => {
  let provider: IdentityProvider;
  let backend: ReturnType<typeof createBackend>;
  let urls: PortalUrls;

  beforeAll(async () => {
    const port = await freePort();
    urls = { app, backend: `http://localhost:${port}` };
    provider = await startIdentityProvider({
      port: 0,
      clients: [
        {
          ...demoClient,
          redirect_uris: [`${urls.backend}/api/auth/oidc/handler/frame`],
        },
      ],
    });
    backend = await startBackend(port, provider.issuer);
  });
  afterAll(async () => {
    await backend?.stop();
    await provider?.close();
  });

  it('ends with the identity of the person from the catalog', async () => {
    const session = await PortalSession.signIn('dana.deployer', urls);

    expect(session.userEntityRef).toBe('user:default/dana.deployer');
  });

  it('gives a session that the portal accepts', async () => {
    const session = await PortalSession.signIn('amir.approver', urls);
    const answer = await session.fetch(`${urls.backend}/api/auth/v1/userinfo`);

    expect(await answer.json()).toMatchObject({
      claims: { sub: 'user:default/amir.approver' },
    });
  });

  it('is refused, with the reason, for a person whom the catalog does not know', async () => {
    await expect(PortalSession.signIn(stranger, urls)).rejects.toThrow(
      /The portal refused the sign-in: .*user/i,
    );
  });

  it('is refused for a person whom the identity provider does not know', async () => {
    await expect(PortalSession.signIn('mallory', urls)).rejects.toThrow(
      'has no button for mallory',
    );
  });

  it('never sends the token to another origin', async () => {
    const session = await PortalSession.signIn('dana.deployer', urls);

    await expect(session.fetch(`${provider.issuer}/me`)).rejects.toThrow(
      'is not for',
    );
  });
});

async function startBackend(port: number, issuer: string) {
  const backend = createBackend();
  backend.add(mockServices.rootLogger.factory());
  backend.add(
    mockServices.rootConfig.factory({ data: configuration(port, issuer) }),
  );
  backend.add(catalogServiceMock.factory({ entities: userEntities() }));
  backend.add(authPlugin);
  backend.add(oidcModule);
  await backend.start();
  return backend;
}

function configuration(port: number, issuer: string): JsonObject {
  return {
    app: { baseUrl: app },
    backend: {
      baseUrl: `http://localhost:${port}`,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    auth: {
      environment: 'development',
      session: { secret: 'secret-of-a-test' },
      providers: {
        oidc: {
          development: {
            metadataUrl: `${issuer}/.well-known/openid-configuration`,
            clientId: String(demoClient.client_id),
            clientSecret: String(demoClient.client_secret),
            additionalScopes: ['groups', 'offline_access'],
            prompt: 'consent',
            signIn: {
              resolvers: [{ resolver: 'emailMatchingUserEntityProfileEmail' }],
            },
          },
        },
      },
    },
  };
}

function userEntities(): UserEntity[] {
  return people
    .filter(({ id }) => id !== stranger)
    .map(({ id, email }) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: id, namespace: 'default' },
      spec: { profile: { email }, memberOf: [] },
    }));
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
