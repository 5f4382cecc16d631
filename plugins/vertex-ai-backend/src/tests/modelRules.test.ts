import { randomUUID } from 'node:crypto';
import type {
  DeploymentRequestInput,
  VertexAiClient,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { eachDatabase, Portal, startPortal } from '@backstage-vertex/testkit';
import plugin from '..';
import { deployTo, finished } from '../deployments/__testUtils__/portalDriver';

const PLACE = { environment: 'dev', location: 'europe-west4' };
const RISK = 'group:default/ml-risk';
const SCORERS = 'group:default/ml-risk-scorers';
const IMAGE = 'us-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15:latest';
const SAFE = [20, 12, 0.05, 0.05, 0, 2000];

interface Target {
  model: string;
  displayName: string;
  endpoint: string;
  deployedModel: string;
}
const byName: Target = {
  model: '7001',
  displayName: 'fraud-score',
  endpoint: '4200',
  deployedModel: '9200',
};
const byLabel: Target = {
  model: '7101',
  displayName: 'limits',
  endpoint: '4101',
  deployedModel: '9101',
};
const other: Target = {
  model: '7100',
  displayName: 'churn',
  endpoint: '4100',
  deployedModel: '9100',
};

const seedPlace = { project: 'ml-dev', location: 'europe-west4' };

function modelOf({ model, displayName }: Target, tier: string) {
  return {
    ...seedPlace,
    id: model,
    displayName,
    labels: { tier },
    versions: [
      {
        aliases: ['default'],
        artifactUri: 'gs://backstage-vertex-demo/fraud-score/1',
        imageUri: IMAGE,
      },
    ],
  };
}

/** On which it runs twice. */
function endpointOf({ model, displayName, endpoint, deployedModel }: Target) {
  return {
    ...seedPlace,
    id: endpoint,
    displayName: `${displayName}-live`,
    deployedModels: [deployedModel, `${deployedModel}0`].map(id => ({
      id,
      modelId: model,
      version: '1',
    })),
    trafficSplit: { [deployedModel]: 0, [`${deployedModel}0`]: 100 },
  };
}

const CHANGES = [
  'UploadModel',
  'MergeVersionAliases',
  'CreateEndpoint',
  'DeployModel',
  'UpdateEndpoint',
  'UndeployModel',
  'Predict',
];

describe.each(eachDatabase())('rules for single models on %s', database => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({
      features: [plugin],
      database,
      seed: seed => {
        seed.models.push(modelOf(byLabel, 'high'), modelOf(other, 'low'));
        seed.endpoints.push(...[byName, byLabel, other].map(endpointOf));
      },
      configure: ({ vertexAi: { environments } }) => {
        const access = {
          deployer: { groups: [RISK] },
          predictor: { groups: [RISK, SCORERS] },
        };
        environments.dev.models = [
          { name: 'by-name', match: { namePattern: 'fraud-*' }, access },
          { name: 'by-label', match: { labels: { tier: 'high' } }, access },
        ];
      },
    });
    portal.org.addUser('user:default/rita', [
      'group:default/ml-deployers',
      RISK,
    ]);
    portal.org.addUser('user:default/outsider', [RISK]);
    portal.org.addUser('user:default/scorer', [
      'group:default/ml-deployers',
      SCORERS,
    ]);
  });
  beforeEach(() => portal.emulator.journal.clear());
  afterAll(() => portal.stop());

  const etagOf = ({ endpoint }: Target) =>
    portal.emulator.state.endpoints.get(
      `projects/100000000001/locations/europe-west4/endpoints/${endpoint}`,
    )!.etag;

  const carriedOut = async (
    client: VertexAiClient,
    body: DeploymentRequestInput,
  ) => {
    const { id } = await client.createDeployment(body, randomUUID());
    const { phase } = await finished(portal, id);
    return phase;
  };

  /** What is done to models, or with them; each gives `succeeded`. */
  const actions: Record<
    string,
    (client: VertexAiClient, target: Target) => Promise<unknown>
  > = {
    predict: async (client, { endpoint }) => {
      await client.predict({ ...PLACE, endpoint }, { instances: [SAFE] });
      return 'succeeded';
    },
    'move an alias': async (client, { model }) => {
      await client.changeAliases(
        { ...PLACE, model },
        { versionId: '1', add: ['champion'] },
      );
      return 'succeeded';
    },
    'upload a version': async (client, { model, displayName }) => {
      await client.uploadModel(
        PLACE,
        {
          displayName,
          parentModel: model,
          artifactUri: 'gs://models/m/2',
          containerImageUri: IMAGE,
          labels: { tier: 'low' },
        },
        { idempotencyKey: randomUUID() },
      );
      return 'succeeded';
    },
    deploy: (client, { model }) =>
      carriedOut(client, deployTo('new', { model: { id: model } })),
    'set the traffic': (client, target) =>
      carriedOut(client, {
        action: 'traffic.set',
        ...PLACE,
        endpointId: target.endpoint,
        split: { [target.deployedModel]: 50, [`${target.deployedModel}0`]: 50 },
        etag: etagOf(target),
      }),
    undeploy: (client, target) =>
      carriedOut(client, {
        action: 'deployment.undeploy',
        ...PLACE,
        endpointId: target.endpoint,
        deployedModelId: target.deployedModel,
        etag: etagOf(target),
      }),
  };
  const names = Object.keys(actions);
  const refusedBy = (rule: string) => ({
    problem: {
      code: 'role_missing',
      detail: expect.stringContaining(`by the rule ${rule}`),
    },
  });
  const changed = () =>
    portal.emulator.journal
      .entries({ service: 'aiplatform' })
      .filter(({ method }) => CHANGES.includes(method));

  describe.each([
    ['by its name', byName, 'by-name'],
    ['by its label', byLabel, 'by-label'],
  ])('refuse who has the role, but not for a model %s', (_, target, rule) => {
    it.each(names)('to %s, before Google hears of it', async name => {
      await expect(
        actions[name](portal.as('dana'), target),
      ).rejects.toMatchObject(refusedBy(rule));
      expect(changed()).toEqual([]);
    });

    it.each(names)(
      'to %s, also who has it for the model and not in the environment: two halves are no right',
      async name => {
        await expect(
          actions[name](portal.as('user:default/outsider'), target),
        ).rejects.toMatchObject({ problem: { code: 'role_missing' } });
        expect(changed()).toEqual([]);
      },
    );

    it('to upload a version of it under another name and with other labels', async () => {
      await expect(
        actions['upload a version'](portal.as('dana'), {
          ...other,
          model: target.model,
        }),
      ).rejects.toMatchObject(refusedBy(rule));
      expect(changed()).toEqual([]);
    });

    it('to bring another model beside it, which takes traffic away from it', async () => {
      const body = deployTo('live', {
        model: { id: other.model },
        endpoint: { kind: 'existing', id: target.endpoint },
      });
      await expect(
        portal.as('dana').createDeployment(body, randomUUID()),
      ).rejects.toMatchObject(refusedBy(rule));
      expect(changed()).toEqual([]);
    });

    it('to do anything but what the rule gives: who may predict may not deploy', async () => {
      const scorer = portal.as('user:default/scorer');
      expect(await actions.predict(scorer, target)).toBe('succeeded');
      portal.emulator.journal.clear();
      for (const name of names.filter(one => one !== 'predict')) {
        await expect(actions[name](scorer, target)).rejects.toMatchObject(
          refusedBy(rule),
        );
      }
      expect(changed()).toEqual([]);
    });
  });

  // In this order: the last takes the model away.
  it.each(names)('let who has the role %s with another model', async name => {
    expect(await actions[name](portal.as('dana'), other)).toBe('succeeded');
    expect(changed().length).toBeGreaterThan(0);
  });

  it.each(names)('let who has the role twice %s', async name => {
    const rita = portal.as('user:default/rita');
    expect(await actions[name](rita, byName)).toBe('succeeded');
    expect(await actions[name](rita, byLabel)).toBe('succeeded');
  });
});
