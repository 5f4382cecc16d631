import {
  googlePermissionsForRole,
  reconcilerPermissions,
  Role,
  roles,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { freePort } from '@backstage-vertex/testkit';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { FakeGcloud } from '../__testUtils__/FakeGcloud';
import { Identity } from '../__testUtils__/startIdentity';
import { Actor, newCorrelationId, reconciler } from '../core';
import { Credential } from '../credentials';
import { ResourceManagerApi } from '../google';

// Only ever run from the sources of this repository.
// eslint-disable-next-line no-restricted-syntax
const SCRIPT = resolve(__dirname, '../../../../deploy/gcloud/setup.sh');

const NUMBERS = {
  'ml-identity': '100000000000',
  'ml-dev': '100000000001',
  'ml-staging': '100000000002',
  'ml-prod': '100000000003',
};

/** Another service's, which the script has to leave as it is. */
const POLICY = `auditConfigs:
- auditLogConfigs:
  - exemptedMembers:
    - user:quiet@example.com
    logType: DATA_READ
  service: storage.googleapis.com
- auditLogConfigs:
  - logType: ADMIN_READ
  service: aiplatform.googleapis.com
bindings:
- members:
  - user:owner@example.com
  role: roles/owner
etag: BwX
version: 1
`;

const environments = [
  '--environment',
  'dev=ml-dev',
  '--environment',
  'staging=ml-staging:impersonate',
  '--environment',
  'prod=ml-prod:step-up',
];

const neededBy: Record<string, string[]> = {
  ...Object.fromEntries(
    roles.map(role => [
      role,
      googlePermissionsForRole(role).map(({ permission }) => permission),
    ]),
  ),
  reconciler: [...reconcilerPermissions],
};

/** Everything that anybody is given, and what nobody should be. */
const everything = [
  ...new Set([
    ...Object.values(neededBy).flat(),
    'aiplatform.models.delete',
    'aiplatform.models.export',
    'aiplatform.endpoints.setIamPolicy',
    'iam.serviceAccounts.actAs',
    'iam.serviceAccountKeys.create',
    'resourcemanager.projects.setIamPolicy',
  ]),
];

describe('the set-up script', () => {
  const gcloud = new FakeGcloud({
    numbers: NUMBERS,
    policies: { 'ml-dev': POLICY },
  });
  let identity: Identity;
  let output: string;

  beforeAll(async () => {
    const issuer = `http://127.0.0.1:${await freePort()}/issuer`;
    const args = ['--identity-project', 'ml-identity', '--issuer', issuer];
    output = await gcloud.run(SCRIPT, [...args, ...environments]);
    identity = await Identity.start({
      seed: seed => {
        const [{ issuer: own }] = seed.workloadIdentityPools[0].providers;
        gcloud.applyTo(seed);
        seed.workloadIdentityPools[0].providers[0].issuer = own;
        seed.models = [];
        seed.endpoints = [];
      },
      configure: ({ vertexAi }) => {
        const accounts = gcloud.world.things;
        vertexAi.environments.staging.credentials = {
          strategy: 'serviceAccountImpersonation',
          audience: output.replace(/^[\s\S]*audience: /, '').trim(),
          serviceAccounts: Object.fromEntries(
            Object.entries(accounts)
              .filter(([key]) => key.startsWith('account '))
              .map(([key, flags]) => [
                flags['display-name'].replace(/^.*: /, ''),
                key.slice('account '.length),
              ]),
          ),
        };
        Object.values(vertexAi.environments).forEach(environment => {
          environment.access = Object.fromEntries(
            roles.map(role => [role, { groups: ['group:default/everybody'] }]),
          );
        });
      },
    });
  });

  afterAll(async () => {
    await identity.stop();
    gcloud.remove();
  });

  const person: Actor = {
    kind: 'user',
    ref: 'user:default/dana.deployer',
    groups: ['group:default/everybody'],
  };

  async function heldBy(
    credential: Credential,
    environment: string,
  ): Promise<string[]> {
    const api = new ResourceManagerApi({
      baseUrl: identity.emulator.url,
      timeoutMs: 5_000,
    });
    return api.testIamPermissions(
      { project: `ml-${environment}`, permissions: everything },
      { credential, correlationId: newCorrelationId(), reason: 'test' },
    );
  }

  it.each(
    ['dev', 'staging', 'prod'].flatMap(environment =>
      roles.map<[string, Role]>(role => [environment, role]),
    ),
  )(
    'gives in %s a %s what it needs, and nothing more',
    async (environment, role) => {
      const credential = await identity.broker.credential({
        actor: person,
        role,
        environment,
        correlationId: newCorrelationId(),
      });
      const held = await heldBy(credential, environment);
      expect(held.sort()).toEqual([...neededBy[role]].sort());
    },
  );

  it.each(['dev', 'staging', 'prod'])(
    'gives the portal’s own identity in %s what it needs, and nothing more',
    async environment => {
      const credential = await identity.broker.credential({
        actor: reconciler,
        role: 'reconciler',
        environment,
        correlationId: newCorrelationId(),
      });
      const held = await heldBy(credential, environment);
      expect(held.sort()).toEqual([...neededBy.reconciler].sort());
    },
  );

  it('lets nobody of one environment into another', async () => {
    const credential = await identity.broker.credential({
      actor: person,
      role: 'admin',
      environment: 'dev',
      correlationId: newCorrelationId(),
    });
    expect(await heldBy(credential, 'prod')).toEqual([]);
  });

  it('lets nobody into production for a sensitive action without a signature', async () => {
    const change = (environment: string) =>
      identity.broker.credential({
        actor: person,
        role: 'deployer',
        environment,
        correlationId: newCorrelationId(),
        purpose: { action: 'deployment.create', intentDigest: 'a'.repeat(64) },
      });
    await expect(change('prod')).rejects.toMatchObject({
      hop: 'sts',
      google: { status: 'unauthorized_client' },
    });
    await expect(change('dev')).resolves.toBeDefined();
  });

  it('switches the logs on, and leaves those of other services alone', () => {
    const { policies } = gcloud.world;
    const all = ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'].map(logType => ({
      logType,
    }));
    expect(parse(policies['ml-dev'])).toEqual({
      ...parse(POLICY),
      auditConfigs: [
        parse(POLICY).auditConfigs[0],
        { auditLogConfigs: all, service: 'aiplatform.googleapis.com' },
        { auditLogConfigs: all, service: 'iam.googleapis.com' },
      ],
    });
    expect(parse(policies['ml-identity']).auditConfigs).toEqual([
      { auditLogConfigs: all, service: 'sts.googleapis.com' },
      { auditLogConfigs: all, service: 'iam.googleapis.com' },
    ]);
  });

  it('says the audience for the configuration', () => {
    expect(output).toContain(
      'audience: //iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/providers/portal',
    );
  });

  it.each([
    [[]],
    [['--issuer', 'https://portal.example.com']],
    [['--identity-project', 'ml-identity', '--issuer']],
    [
      [
        '--identity-project',
        'ml-identity',
        '--issuer',
        'https://a',
        '--environment',
        'dev=ml-dev; rm -rf /',
      ],
    ],
  ])('explains itself instead of doing half of it: %j', async args => {
    const before = gcloud.world.commands.length;
    await expect(gcloud.run(SCRIPT, args)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--identity-project PROJECT'),
    });
    expect(gcloud.world.commands).toHaveLength(before);
  });

  it('may be run again, and makes nothing twice', async () => {
    const { things } = gcloud.world;
    const from = gcloud.world.commands.length;
    await gcloud.run(SCRIPT, [
      '--identity-project',
      'ml-identity',
      '--issuer',
      'https://moved.example.com',
      ...environments,
    ]);
    const { commands, things: after } = gcloud.world;
    expect(
      commands
        .slice(from)
        .filter(words => words.some(word => /^create(-oidc)?$/.test(word))),
    ).toEqual([]);
    expect(Object.keys(after)).toEqual(Object.keys(things));
    expect(after['provider portal']['issuer-uri']).toBe(
      'https://moved.example.com',
    );
  });
});
