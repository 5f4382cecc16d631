import { RunningProvider } from '../__testUtils__/RunningProvider';
import {
  aDeployment,
  aModel,
  anEndpoint,
  anEnvironment,
  aProblem,
  serving,
} from '../__testUtils__/things';
import { VertexAiContract } from '../__testUtils__/VertexAiContract';

jest.setTimeout(60_000);

const DAY_MS = 24 * 60 * 60 * 1000;

let contract: VertexAiContract;
let running: RunningProvider;

async function start(provider = {}): Promise<RunningProvider> {
  running = await RunningProvider.start(contract, provider);
  return running;
}

beforeEach(() => {
  contract = new VertexAiContract();
});

afterEach(async () => {
  await running.stop();
});

const modelRef = (id: string, environment = 'dev') =>
  `resource:${environment}/model-europe-west4-${id}`;

function models(count: number, environment = 'dev') {
  return Array.from({ length: count }, (_, index) =>
    aModel(String(7001 + index), { environment }),
  );
}

describe('an unchanged refresh', () => {
  it('writes nothing for 5,000 models, also after a restart', async () => {
    contract.models = models(5_000);
    const provider = await start();

    await expect(provider.refresh()).resolves.toMatchObject({ added: 5_000 });
    expect(provider.catalog.refs()).toHaveLength(5_000);
    expect(provider.catalog.mutations).toBe(10);

    await expect(provider.refresh()).resolves.toMatchObject({
      added: 0,
      removed: 0,
    });
    provider.restart();
    await expect(provider.refresh()).resolves.toMatchObject({
      added: 0,
      removed: 0,
    });
    expect(provider.catalog.mutations).toBe(10);
  });

  it('writes only what differs, and not what merely serves elsewhere', async () => {
    contract.models = models(3);
    const provider = await start();
    await provider.refresh();
    const mutations = provider.catalog.mutations;

    const [first, second, third] = contract.models;
    contract.models = [
      { ...first, displayName: 'renamed' },
      { ...second, updateTime: new Date().toISOString() },
      {
        ...third,
        deployedTo: [
          {
            endpointId: '4001',
            endpointDisplayName: 'fraud-live',
            deployedModelId: '1',
            versionId: '1',
            trafficPercent: 100,
          },
        ],
      },
    ];
    await expect(provider.refresh()).resolves.toMatchObject({
      added: 1,
      removed: 0,
    });
    expect(provider.catalog.mutations).toBe(mutations + 1);
    expect(provider.catalog.entity(modelRef('7001'))!.metadata.title).toBe(
      'renamed',
    );
  });

  it('writes again what somebody else took out of the catalog', async () => {
    contract.models = models(2);
    const provider = await start();
    await provider.refresh();
    await provider.catalog.applyMutation({
      type: 'delta',
      added: [],
      removed: [{ entityRef: modelRef('7001') }],
    });
    await expect(provider.refresh()).resolves.toMatchObject({ added: 1 });
    expect(provider.catalog.refs()).toContain(modelRef('7001'));
  });
});

describe('a partial reading', () => {
  it.each([
    [
      'a location reports a problem',
      () =>
        contract.problems.set(
          'models dev/europe-west4',
          aProblem('google_unavailable', 503, 'Google is away'),
        ),
    ],
    [
      'the list itself fails',
      () =>
        contract.failures.set(
          '/models',
          aProblem('internal', 500, 'out of order'),
        ),
    ],
    [
      'a name cannot be used',
      () =>
        contract.models.push(
          aModel('7009', { entityRef: 'resource:prod/model-7009' }),
        ),
    ],
  ])('removes nothing when %s', async (_, spoil) => {
    contract.models = models(3);
    const provider = await start();
    await provider.refresh();

    contract.models = models(1);
    spoil();
    await expect(provider.refresh()).resolves.toMatchObject({
      removed: 0,
      incomplete: [{ type: 'ai-model', environment: 'dev' }],
    });
    expect(provider.catalog.refs()).toHaveLength(3);
    expect(provider.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('ai-model in dev/europe-west4'),
    );
  });

  it('removes in the locations that could be read, and adds in those that could not', async () => {
    contract.environments = [
      anEnvironment('dev', ['europe-west4', 'us-central1']),
    ];
    const there = { location: 'us-central1' };
    contract.models = [aModel('1'), aModel('2', there)];
    const provider = await start();
    await provider.refresh();

    contract.models = [aModel('3', there)];
    contract.problems.set(
      'models dev/us-central1',
      aProblem('google_timeout', 504, 'too slow'),
    );
    await provider.refresh();
    expect(provider.catalog.refs()).toEqual([
      'resource:dev/model-us-central1-2',
      'resource:dev/model-us-central1-3',
    ]);
  });

  it('keeps the relations of an endpoint while the models cannot be read', async () => {
    contract.models = [aModel('7001')];
    contract.endpoints = [
      serving(anEndpoint('4001'), { modelId: '7001', id: '1' }),
    ];
    const provider = await start();
    await provider.refresh();
    provider.restart();
    contract.models = [];
    contract.failures.set('/models', aProblem('internal', 500, 'broken'));
    await expect(provider.refresh()).resolves.toMatchObject({
      added: 0,
      removed: 0,
    });
  });

  it('writes nothing when the environments cannot be listed', async () => {
    contract.models = models(3);
    const provider = await start();
    await provider.refresh();
    contract.failures.set('/environments', aProblem('internal', 500, 'broken'));
    await expect(provider.refresh()).rejects.toThrow('broken');
    expect(provider.catalog.refs()).toHaveLength(3);
  });
});

describe('the removal guard', () => {
  it('refuses to remove more than its share at once, and says so', async () => {
    contract.models = models(20);
    const provider = await start();
    await provider.refresh();

    contract.models = models(13);
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 0 });
    expect(provider.catalog.refs()).toHaveLength(20);
    expect(provider.logger.error).toHaveBeenCalledWith(
      expect.stringContaining('Refused to remove 7 of 20 ai-model in dev'),
    );

    provider.restart({ removalGuard: { maxPercentage: 35 } });
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 7 });
    expect(provider.catalog.refs()).toHaveLength(13);
  });

  it('still adds and changes what the same reading shows', async () => {
    contract.models = models(20);
    const provider = await start();
    await provider.refresh();
    contract.models = [aModel('9001')];
    await expect(provider.refresh()).resolves.toMatchObject({
      added: 1,
      removed: 0,
    });
    expect(provider.catalog.refs()).toHaveLength(21);
  });

  it('lets a small registry be emptied', async () => {
    contract.models = models(5);
    const provider = await start();
    await provider.refresh();
    contract.models = [];
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 5 });
  });

  it('looks at each location by itself', async () => {
    contract.environments = [anEnvironment('dev'), anEnvironment('prod')];
    contract.models = [...models(100), ...models(8, 'prod')];
    const provider = await start();
    await provider.refresh();
    contract.models = models(100);
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 0 });
  });

  it('does not believe that a whole environment went away, however small', async () => {
    contract.environments = [anEnvironment('dev'), anEnvironment('prod')];
    contract.models = [...models(2), ...models(2, 'prod')];
    const provider = await start();
    await provider.refresh();

    contract.environments = [anEnvironment('dev')];
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 0 });

    provider.restart({ environments: ['dev'] });
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 2 });
    expect(provider.catalog.refs()).toEqual([
      modelRef('7001'),
      modelRef('7002'),
    ]);
  });
});

describe('deployments', () => {
  const daysAgo = (days: number) =>
    new Date(Date.now() - days * DAY_MS).toISOString();

  it('are shown as long as configured, and then leave without asking the guard', async () => {
    contract.deployments = Array.from({ length: 12 }, (_, index) =>
      aDeployment(100 - index, { createdAt: daysAgo(index + 0.5) }),
    );
    const provider = await start({ deployments: { maxAgeDays: 30 } });
    await expect(provider.refresh()).resolves.toMatchObject({ added: 12 });

    provider.nowMs += 25 * DAY_MS;
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 7 });
  });

  it('are shown up to the configured number, newest first', async () => {
    contract.deployments = Array.from({ length: 12 }, (_, index) =>
      aDeployment(100 - index, { createdAt: daysAgo(index) }),
    );
    const provider = await start();
    await provider.refresh();
    provider.restart({ deployments: { maxCount: 2 } });
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 10 });
    expect(provider.catalog.refs()).toEqual(
      [99, 100].map(number => aDeployment(number).entityRef),
    );
  });

  it('stay while they serve or go on, however old', async () => {
    contract.pageSize = 1;
    contract.endpoints = [
      serving(
        anEndpoint('4001'),
        { modelId: '7001', id: '11', createTime: daysAgo(399) },
        { modelId: '7001', id: '99' },
      ),
    ];
    contract.deployments = [
      aDeployment(3, { createdAt: daysAgo(300) }),
      aDeployment(2, { createdAt: daysAgo(350), phase: 'deploying' }),
      aDeployment(1, { createdAt: daysAgo(400), deployedModelId: '11' }),
    ];
    const provider = await start();
    await provider.refresh();
    expect(provider.catalog.refs()).toEqual([
      'api:dev/endpoint-europe-west4-4001',
      aDeployment(1).entityRef,
      aDeployment(2).entityRef,
    ]);
  });

  it('are not searched for beyond the age limit when nothing on the endpoints is that old', async () => {
    contract.pageSize = 1;
    contract.endpoints = [
      serving(anEndpoint('4001'), {
        modelId: '7001',
        id: '99',
        createTime: daysAgo(1),
      }),
    ];
    contract.deployments = Array.from({ length: 50 }, (_, index) =>
      aDeployment(100 - index, { createdAt: daysAgo(index * 10) }),
    );
    const provider = await start();
    await provider.refresh();
    const pages = contract.requests.filter(path => path === '/deployments');
    expect(pages).toHaveLength(11);
  });

  it('do not leave while it is not known what serves', async () => {
    contract.deployments = [aDeployment(1, { createdAt: daysAgo(89) })];
    const provider = await start();
    await provider.refresh();
    provider.nowMs += 10 * DAY_MS;
    contract.failures.set('/endpoints', aProblem('internal', 500, 'broken'));
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 0 });
  });

  it('keep their owner after their model is gone', async () => {
    contract.models = [
      aModel('7001', { labels: { 'backstage-owner': 'fraud-ml' } }),
    ];
    contract.deployments = [aDeployment(1)];
    const provider = await start();
    await provider.refresh();
    contract.models = [];
    await provider.refresh();
    provider.restart();
    await expect(provider.refresh()).resolves.toMatchObject({
      added: 0,
      removed: 0,
    });
    expect(
      provider.catalog.entity(aDeployment(1).entityRef!)!.spec!.owner,
    ).toBe('group:default/fraud-ml');
  });
});
