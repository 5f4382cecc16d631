import { EmulatorSeed } from '@backstage-vertex/google-emulator';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { vertexAiIssuerExtensionPoint } from '@backstage-vertex/plugin-vertex-ai-node';
import { eachDatabase, Portal, startPortal } from '@backstage-vertex/testkit';
import plugin from '..';
import { ForeignSigner } from '../__testUtils__/ForeignSigner';

const reason = 'A laptop with a copy of the database was stolen.';
const SECOND =
  '//iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/production/providers/portal';

/** Production has a pool and a provider of its own. */
function addProductionPool(seed: EmulatorSeed): void {
  const [pool] = seed.workloadIdentityPools;
  const name = pool.name.replace(/backstage$/, 'production');
  seed.workloadIdentityPools.push({ ...structuredClone(pool), name });
  seed.projects
    .filter(({ id }) => id === 'ml-prod')
    .forEach(project => {
      project.bindings = JSON.parse(
        JSON.stringify(project.bindings).replaceAll(pool.name, name),
      );
    });
}

describe.each(eachDatabase())('the issuer’s keys on %s', database => {
  let portal: Portal;

  beforeEach(async () => {
    portal = await startPortal({
      features: [plugin],
      database,
      configure: ({ vertexAi }) => {
        vertexAi.administrators = { users: ['user:default/amir.approver'] };
        vertexAi.environments.prod.credentials = {
          strategy: 'workloadIdentityFederation',
          audience: SECOND,
        };
      },
      seed: addProductionPool,
    });
  });
  afterEach(() => portal.stop());

  const publishedKids = async () => {
    const response = await portal.fetch('/issuer/jwks.json');
    const { keys } = await response.json();
    return keys.map(({ kid }: { kid: string }) => kid);
  };
  const opens = async (environment: string) =>
    (await portal.as('dana').diagnose(environment)).hops.every(
      ({ outcome }) => outcome === 'passed',
    );

  it('are shown to everybody with their ages, the next rotation and what uploads them to each provider', async () => {
    const { keys, ...rest } = await portal.as('victor').getIssuer();
    expect(keys).toEqual([
      {
        kid: (await publishedKids())[0],
        generation: 1,
        state: 'signing',
        signer: 'database',
        createdAt: expect.any(String),
        signsFrom: expect.any(String),
      },
    ]);
    expect(rest).toEqual({
      url: portal.issuerUrl,
      nextRotationAt: new Date(
        Date.parse(keys[0].signsFrom) + 720 * 3_600_000,
      ).toISOString(),
      jwks: await (await portal.fetch('/issuer/jwks.json')).json(),
      uploads: [
        {
          audience: SECOND.replace('production', 'backstage'),
          environments: ['dev', 'staging'],
          command:
            'gcloud iam workload-identity-pools providers update-oidc portal --workload-identity-pool=backstage --location=global --project=100000000000 --jwk-json-path=jwks.json',
        },
        {
          audience: SECOND,
          environments: ['prod'],
          command: expect.stringContaining('pool=production'),
        },
      ],
      mayRotate: false,
    });
  });

  it('open the way to environments behind different providers, each with an assertion for its own', async () => {
    expect([await opens('dev'), await opens('prod')]).toEqual([true, true]);
    portal.emulator.state.iam.workloadIdentityPools[1].providers[0].allowedAudiences =
      [SECOND.replace('production', 'backstage')];
    expect([await opens('dev'), await opens('prod')]).toEqual([true, false]);
  });

  it('are replaced at once by an administrator, with a reason in the log', async () => {
    const before = await publishedKids();
    expect(await opens('dev')).toBe(true);
    const after = await portal.as('amir').rotateIssuerKeys({ reason });
    expect(after).toMatchObject({
      mayRotate: true,
      keys: [
        { generation: 2, state: 'signing' },
        { generation: 1, state: 'withdrawn', kid: before[0] },
      ],
    });
    expect(await publishedKids()).toEqual([after.keys[0].kid]);
    expect(await opens('dev')).toBe(true);
    const { items } = await portal
      .as('sofia')
      .listAudit({ event: 'issuer.keysReplaced' });
    expect(items).toEqual([
      expect.objectContaining({
        actor: 'user:default/amir.approver',
        outcome: 'success',
        detail: expect.objectContaining({
          reason,
          withdrawn: before,
          kid: after.keys[0].kid,
        }),
      }),
    ]);
    expect(await portal.findTokens()).toEqual([]);
  });

  it('are replaced by nobody else, whatever role that person has', async () => {
    const before = await publishedKids();
    await expect(
      portal.as('sofia').rotateIssuerKeys({ reason }),
    ).rejects.toMatchObject({ problem: { code: 'role_missing' } });
    expect(await publishedKids()).toEqual(before);
    const { items } = await portal.as('sofia').listAudit({ event: 'decision' });
    expect(items[0]).toMatchObject({
      actor: 'user:default/sofia.auditor',
      outcome: 'denied',
      detail: { route: 'rotateIssuerKeys' },
    });
  });

  it('are not replaced without a reason that says something', async () => {
    await expect(
      portal.as('amir').rotateIssuerKeys({ reason: '   test    ' }),
    ).rejects.toMatchObject({
      problem: {
        code: 'invalid_request',
        errors: [{ path: 'body.reason', message: expect.any(String) }],
      },
    });
  });

  it('stay replaced after a restart', async () => {
    await portal.as('amir').rotateIssuerKeys({ reason });
    const after = await publishedKids();
    await portal.restart();
    expect(await publishedKids()).toEqual(after);
  });

  it('are refused by Google once the old ones are withdrawn where they were uploaded', async () => {
    const [{ providers }] = portal.emulator.state.iam.workloadIdentityPools;
    const { jwks } = await portal.as('dana').getIssuer();
    providers[0].jwks = jwks as { keys: [] };
    expect(await opens('dev')).toBe(true);
    const after = await portal.as('amir').rotateIssuerKeys({ reason });
    // Until the upload Google knows the withdrawn key only, so nothing signs in.
    expect(await opens('dev')).toBe(false);
    providers[0].jwks = after.jwks as { keys: [] };
    expect(await opens('dev')).toBe(true);
  });
});

const replicated = eachDatabase().filter(name => name !== 'SQLITE_3');

describe.each(replicated)('an emergency rotation on %s', database => {
  it('reaches the other backend within a second', async () => {
    const portal = await startPortal({
      features: [plugin],
      database,
      configure: ({ vertexAi }) => {
        vertexAi.administrators = { users: ['user:default/amir.approver'] };
      },
    });
    const replica = await portal.startReplica();
    const before = await replica.as('dana').getIssuer();
    const { keys } = await portal.as('amir').rotateIssuerKeys({ reason });
    portal.clock.advance(1_000);
    const after = await replica.as('dana').getIssuer();
    await portal.stop();
    expect(after.jwks.keys.map(({ kid }) => kid)).toEqual([keys[0].kid]);
    expect(after.jwks).not.toEqual(before.jwks);
  });
});

describe('a portal whose keys are in a key management service', () => {
  const signWith = (signer: ForeignSigner) =>
    createBackendModule({
      pluginId: 'vertex-ai',
      moduleId: 'kms',
      register(env) {
        env.registerInit({
          deps: { issuer: vertexAiIssuerExtensionPoint },
          async init({ issuer }) {
            issuer.setSigner(signer);
          },
        });
      },
    });

  it('deploys with them, and has no private key in its database', async () => {
    const signer = await ForeignSigner.start();
    const portal = await startPortal({ features: [plugin, signWith(signer)] });
    const { outcome } = await portal.as('dana').diagnose('dev');
    const { keys } = await portal.as('dana').getIssuer();
    const db = await portal.db();
    const stored = await db('issuer_private_keys');
    await portal.stop();
    await signer.stop();
    expect(outcome).toBe('passed');
    expect(keys).toMatchObject([{ signer: 'test-kms', state: 'signing' }]);
    expect(stored).toEqual([]);
  });
});
