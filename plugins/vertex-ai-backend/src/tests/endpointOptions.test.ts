import { randomUUID } from 'node:crypto';
import type { DeploymentRequestInput } from '@backstage-vertex/plugin-vertex-ai-common';
import { Portal, startPortal } from '@backstage-vertex/testkit';
import plugin from '..';
import { carryOut, deployTo } from '../deployments/__testUtils__/portalDriver';

const KEY =
  'projects/ml-keys/locations/europe-west4/keyRings/vertex/cryptoKeys/endpoints';

const guardrails = [
  {
    name: 'own-key',
    actions: ['deployment.create'],
    expression:
      "request.endpoint.kind == 'existing' || (has(request.endpoint.encryption) && request.endpoint.encryption.kmsKeyName.startsWith('projects/ml-keys/'))",
    message: 'A new endpoint is encrypted with a key of ml-keys.',
  },
  {
    name: 'private',
    actions: ['deployment.create'],
    expression:
      "request.endpoint.kind == 'existing' || (has(request.endpoint.privateServiceConnect) && request.endpoint.privateServiceConnect.projectAllowlist.all(p, p.startsWith('ml-')))",
    message: 'A new endpoint answers to projects of ours only.',
  },
  {
    name: 'logged',
    actions: ['deployment.create'],
    expression:
      "request.endpoint.kind == 'existing' || (has(request.endpoint.requestLogging) && request.endpoint.requestLogging.samplingRate >= 0.1)",
    message: 'Requests are logged, one in ten at least.',
  },
];

type Endpoint = Extract<
  DeploymentRequestInput,
  { action: 'deployment.create' }
>['endpoint'];
const endpoint = (options: object): Endpoint => ({
  kind: 'new',
  displayName: 'guarded',
  ...options,
});
const whole = {
  encryption: { kmsKeyName: KEY },
  privateServiceConnect: { projectAllowlist: ['ml-clients'] },
  requestLogging: {
    destination: 'bq://ml-dev.logs.requests',
    samplingRate: 0.25,
  },
};

describe('a new endpoint', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({
      features: [plugin],
      configure: ({ vertexAi }) => {
        vertexAi.environments.dev.guardrails = guardrails;
      },
    });
  });
  afterAll(() => portal.stop());

  const preview = (options: object) =>
    portal
      .as('dana')
      .previewDeployment(deployTo('new', { endpoint: endpoint(options) }));

  it.each([
    [
      'without a key of its own',
      { ...whole, encryption: undefined },
      'own-key',
    ],
    [
      'with another key',
      { ...whole, encryption: { kmsKeyName: KEY.replace('ml-keys', 'else') } },
      'own-key',
    ],
    [
      'that is open to all',
      { ...whole, privateServiceConnect: undefined },
      'private',
    ],
    [
      'for projects of others',
      {
        ...whole,
        privateServiceConnect: { projectAllowlist: ['ml-clients', 'others'] },
      },
      'private',
    ],
    [
      'that logs too little',
      {
        ...whole,
        requestLogging: { ...whole.requestLogging, samplingRate: 0.01 },
      },
      'logged',
    ],
  ])(
    '%s is refused by the guardrail that demands it',
    async (_, options, guardrail) => {
      expect((await preview(options)).decision).toMatchObject({
        outcome: 'denied',
        reasons: [{ guardrail }],
      });
    },
  );

  it('is made as it was asked for, and the preview says so', async () => {
    const { decision, changes, gcloud } = await preview(whole);
    expect(decision.outcome).toBe('allowed');
    expect(changes.map(({ field, after }) => [field, after])).toEqual(
      expect.arrayContaining([
        ['encryption', KEY],
        ['network', 'Private Service Connect: ml-clients'],
        ['requestLogging', '25 % → bq://ml-dev.logs.requests'],
      ]),
    );
    expect(gcloud[0]).toContain('privateServiceConnectConfig');
    const { endpointId } = await carryOut(
      portal,
      deployTo('new', { endpoint: endpoint(whole) }),
    );
    const [created] = portal.emulator.journal
      .entries({ method: 'CreateEndpoint' })
      .slice(-1);
    expect(created.body).toMatchObject({
      encryptionSpec: { kmsKeyName: KEY },
      privateServiceConnectConfig: {
        enablePrivateServiceConnect: true,
        projectAllowlist: ['ml-clients'],
      },
      predictRequestResponseLoggingConfig: {
        enabled: true,
        samplingRate: 0.25,
        bigqueryDestination: { outputUri: 'bq://ml-dev.logs.requests' },
      },
    });
    expect(endpointId).toBeDefined();
  });

  it.each([
    ['two private ways at once', { network: 'projects/1/global/networks/n' }],
    [
      'a key elsewhere',
      { encryption: { kmsKeyName: KEY.replace('europe-west4', 'global') } },
    ],
    [
      'a log of nothing',
      { requestLogging: { ...whole.requestLogging, samplingRate: 0 } },
    ],
  ])('is not asked for with %s', async (_, options) => {
    await expect(
      portal
        .as('dana')
        .createDeployment(
          deployTo('new', { endpoint: endpoint({ ...whole, ...options }) }),
          randomUUID(),
        ),
    ).rejects.toMatchObject({ problem: { code: 'invalid_request' } });
  });
});
